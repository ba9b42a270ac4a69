// Bundles what runs outside the constructs into single files under lib/.
import { build } from 'esbuild';
// The Cedar engine is a file of its own, one flavour of the three that its package holds.
import './vendor-cedar.mjs';

// The readiness check runs in AWS Lambda on Node.js 22, without node_modules.
await build({
  entryPoints: ['src/readiness/probe.lambda.ts'],
  outfile: 'lib/readiness/probe/index.js',
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  // The ES modules of the signing library leave out what is not used: 36 KB instead of 180.
  mainFields: ['module', 'main'],
  legalComments: 'inline',
  logLevel: 'warning',
});


// The command line tool. The Cedar engine is not in it: it stays the file beside the library and is loaded when an app has policies.
await build({
  entryPoints: ['local/cli/index.ts'],
  outfile: 'lib/local/cli.js',
  bundle: true,
  // Names stay, for stack traces.
  minifyWhitespace: true,
  minifySyntax: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  legalComments: 'eof',
  logLevel: 'warning',
});
