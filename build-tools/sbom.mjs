// Writes the software bill of materials of the package (CycloneDX), with the packages that are bundled into it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { foreignFilesIn } from './third-party.mjs';

/**
 * @param metafiles the esbuild metafile of each bundle
 * @param copies files that are copied from other packages
 * @param pythonPackages packages of PyPI that are copied: name, version and license
 */
export function writeBillOfMaterials(file, metafiles, copies, pythonPackages) {
  const folder = mkdtempSync(join(tmpdir(), 'sbom-'));
  try {
    const metafile = join(folder, 'metafile.json');
    writeFileSync(metafile, JSON.stringify(asOneBundle(['package.json', ...metafiles.flatMap(foreignFilesIn), ...copies])));
    execFileSync('node_modules/.bin/cyclonedx-esbuild', ['--mc-type', 'library', '--output-reproducible', '--output-file', file, metafile], { stdio: ['ignore', 'ignore', 'pipe'] });
    addComponents(file, pythonPackages.map(pythonComponent));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function asOneBundle(files) {
  const inputs = Object.fromEntries(files.map((file) => [file, { bytes: 1, bytesInOutput: 1, imports: [] }]));
  return { inputs, outputs: { 'lib/index.js': { bytes: 1, entryPoint: files[0], imports: [], exports: [], inputs } } };
}

function addComponents(file, added) {
  const bill = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...bill, components: [...bill.components, ...added] }, null, 2));
}

function pythonComponent({ name, version, license }) {
  const purl = `pkg:pypi/${name}@${version}`;
  return { 'type': 'library', 'bom-ref': purl, name, version, 'licenses': [{ expression: license }], purl };
}
