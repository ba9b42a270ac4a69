// Bundles the command line tool. The Cedar engine is not in it: it stays the file beside the library and is loaded when an app has policies.
// As a program, it makes the tool of today's sources for tests: node build-tools/bundle-command.mjs <file>
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export function buildCommand(outfile) {
  return build({
    entryPoints: ['local/cli/index.ts'],
    outfile,
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

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildCommand(process.argv[2]);
