// Bundles the command: its options, what checks, draws and lists gateways, and what runs them. The Cedar engine stays a separate file.
// As a program, it bundles the current sources for tests: node build-tools/bundle-command.mjs <file>
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export async function buildCommand(outfile) {
  return bundle('local/cli/index.ts', outfile);
}

export async function buildReports(outfile) {
  return bundle('local/cli/reports.ts', outfile);
}

export async function buildDev(outfile) {
  return bundle('local/cli/dev/index.ts', outfile);
}

/** `local/cli/bundles.ts` loads the other bundles when a command needs them. */
const BUNDLES_STAY_APART = {
  name: 'bundles-stay-apart',
  setup: ({ onResolve }) => onResolve({ filter: /^\.\/(dev|reports)$/ }, ({ importer, path }) => importer.endsWith('bundles.ts') ? { path: `${path}.js`, external: true } : undefined),
};

function bundle(entryPoint, outfile) {
  return build({
    entryPoints: [entryPoint],
    outfile,
    plugins: [BUNDLES_STAY_APART],
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
  await buildReports(join(dirname(process.argv[2]), 'reports.js'));
  await buildDev(join(dirname(process.argv[2]), 'dev.js'));
}
