import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

const folders: string[] = [];

/** A new folder outside of the repository, for as long as the tests of the file run. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'agentcore-gateway-'));
  folders.push(folder);
  return folder;
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
