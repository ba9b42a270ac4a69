// Bundles what runs outside the constructs into single files under lib/.
import { build } from 'esbuild';
// The Cedar engine is a file of its own, one flavour of the three that its package holds.
import './vendor-cedar.mjs';
// The command line tool, and the licences of what is in it.
import './bundle-cli.mjs';
import { buildReadinessCheck } from './bundle-readiness-check.mjs';

await buildReadinessCheck('lib/readiness/probe/index.js');

// What checks an app at synthesis. The Cedar engine is not in it: like the command, it loads the file beside the library.
await build({
  entryPoints: ['src/rules/at-synthesis.ts'],
  outfile: 'lib/rules/at-synthesis.js',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  logLevel: 'warning',
});
