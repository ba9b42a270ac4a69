// Bundles the command line tool: one file for what every command needs, and one beside it for what runs gateways. The Cedar engine is not in it: it stays the file beside the library and is loaded when an app has policies.
// As a program, it makes the tool of today's sources for tests: node build-tools/bundle-command.mjs <file>
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
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildCommand(process.argv[2]);
  await buildDev(join(dirname(process.argv[2]), 'dev.js'));
}
