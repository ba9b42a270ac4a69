// Bundles the Lambda function of the readiness check, which runs without node_modules.
// As a program, it makes the function of today's sources for tests: node build-tools/bundle-readiness-check.mjs <file>
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export async function buildReadinessCheck(outfile) {
  const { NODE_VERSION } = await constantsOf('src/readiness/node-version.ts');
  return build({
    entryPoints: ['src/readiness/probe.lambda.ts'],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    target: `node${NODE_VERSION}`,
    format: 'cjs',
    // Its ES modules let esbuild drop what is not used of the signing library, which is most of it.
    mainFields: ['module', 'main'],
    // What licences ask for is in a file beside the bundle.
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
  });
}

/** What a file of src/ exports; Node.js itself may be too old to load TypeScript. */
async function constantsOf(file) {
  const { outputFiles: [{ text }] } = await build({ entryPoints: [file], format: 'esm', write: false });
  return import(`data:text/javascript,${encodeURIComponent(text)}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildReadinessCheck(process.argv[2]);
