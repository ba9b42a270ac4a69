// Bundles local/cli into lib/local/cli.js. The Cedar engine is not in it: it stays the file beside the library and is loaded when an app has
// policies.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

const { metafile } = await build({
  entryPoints: ['local/cli/index.ts'],
  outfile: 'lib/local/cli.js',
  bundle: true,
  // Names stay, for stack traces.
  minifyWhitespace: true,
  minifySyntax: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
});

// Their licences ask for it.
writeFileSync('lib/local/LICENSE', [...new Set(Object.keys(metafile.inputs).flatMap(packageOf))].sort().map(licenceOf).join('\n\n'));

function packageOf(input) {
  const [, folder] = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input) ?? [];
  return folder === undefined ? [] : [folder];
}

function licenceOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined || !existsSync(join(folder, file))) throw new Error(`${dirname(folder)} has no licence to pass on`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
}
