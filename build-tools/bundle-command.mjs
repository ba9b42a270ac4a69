// Bundles the command. The Cedar engine stays a separate file, which is loaded when an app has policies.
// As a program, it bundles the current sources for tests: node build-tools/bundle-command.mjs <file>
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export function buildCommand(outfile) {
  return build({
    entryPoints: ['local/cli/index.ts'],
    outfile,
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

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildCommand(process.argv[2]);
