// Bundles the command: one file for all commands, and one for the local gateways, which `dev` and `call` load. The Cedar engine stays a separate file.
// As a program, it bundles the current sources for tests: node build-tools/bundle-command.mjs <file>
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export async function buildCommand(outfile) {
  return bundle('local/cli/index.ts', outfile);
}

export async function buildDev(outfile) {
  return bundle('local/cli/dev/index.ts', outfile);
}

/** `check` starts no slower for what `dev` needs. */
const DEV_STAYS_APART = {
  name: 'dev-stays-apart',
  setup: ({ onResolve }) => onResolve({ filter: /^\.\/index$/ }, () => ({ path: './dev.js', external: true })),
};

function bundle(entryPoint, outfile) {
  return build({
    entryPoints: [entryPoint],
    outfile,
    plugins: [DEV_STAYS_APART],
    bundle: true,
    // Identifiers are not minified, for stack traces.
    minifyWhitespace: true,
    minifySyntax: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildCommand(process.argv[2]);
  await buildDev(join(dirname(process.argv[2]), 'dev.js'));
}
