import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

/** A copy of an assembly without the stacks that only assert something of the deployed app. */
export function withoutAssertions(directory: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'assembly-'));
  cpSync(directory, copy, { recursive: true });
  removeAssertions(copy);
  return copy;
}

function removeAssertions(folder: string): void {
  const file = join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  const kept = Object.entries(manifest.artifacts).filter(([, { type, properties }]) => {
    if (type === 'cdk:cloud-assembly') removeAssertions(join(folder, properties!.directoryName!));
    return type !== 'aws:cloudformation:stack' || !readFileSync(join(folder, properties!.templateFile!), 'utf8').includes('Custom::DeployAssert@');
  });
  writeFileSync(file, JSON.stringify({ ...manifest, artifacts: Object.fromEntries(kept) }));
}

interface Manifest {
  readonly artifacts: Record<string, { type: string; properties?: { directoryName?: string; templateFile?: string } }>;
}
