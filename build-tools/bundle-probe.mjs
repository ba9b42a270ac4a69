// Bundles the readiness check's Lambda function into lib/readiness/probe: it runs in AWS Lambda without node_modules.
import { build } from 'esbuild';

const { NODE_VERSION } = await constantsOf('src/readiness/node-version.ts');

await build({
  entryPoints: ['src/readiness/probe.lambda.ts'],
  outfile: 'lib/readiness/probe/index.js',
  bundle: true,
  minify: true,
  platform: 'node',
  target: `node${NODE_VERSION}`,
  format: 'cjs',
  // Its ES modules let esbuild drop what is not used of the signing library, which is most of it.
  mainFields: ['module', 'main'],
  legalComments: 'inline',
  logLevel: 'warning',
});

/** What a file of src/ exports; Node.js itself may be too old to load TypeScript. */
async function constantsOf(file) {
  const { outputFiles: [{ text }] } = await build({ entryPoints: [file], format: 'esm', write: false });
  return import(`data:text/javascript,${encodeURIComponent(text)}`);
}
