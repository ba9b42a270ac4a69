// The loader of the library, for scripts. It is not exported by the package, so it is bundled from the sources.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const SOURCES = join(dirname(dirname(fileURLToPath(import.meta.url))), 'src');
const PARTS = ['model/read-assembly', 'model/tools-through', 'model/dependency-graph', 'model/gateway-keys', 'service/tool-name'];

/** The functions that read a cloud assembly into a model, and those that read the model. */
export function modelLibrary() {
  const folder = mkdtempSync(join(tmpdir(), 'model-library-'));
  try {
    const outfile = join(folder, 'model.cjs');
    const contents = PARTS.map((part) => `export * from './${part}';`).join('\n');
    buildSync({ stdin: { contents, resolveDir: SOURCES }, outfile, bundle: true, platform: 'node', format: 'cjs', logLevel: 'warning' });
    return createRequire(import.meta.url)(outfile);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
