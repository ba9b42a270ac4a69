// Bundles what runs outside the constructs into single files under lib/.
import { build } from 'esbuild';
// The Cedar engine is a file of its own, one flavour of the three that its package holds.
import './vendor-cedar.mjs';
// The command line tool, and the licences of what is in it.
import './bundle-cli.mjs';

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

// What judges an app at synthesis. The Cedar engine is not in it: like the command, it loads the file beside the library.
await build({
  entryPoints: ['src/rules/at-synthesis.ts'],
  outfile: 'lib/rules/at-synthesis.js',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  logLevel: 'warning',
});
