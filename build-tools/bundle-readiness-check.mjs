// Bundles the Lambda function of the readiness check, which runs without node_modules.
// As a program, it bundles the current sources for tests: node build-tools/bundle-readiness-check.mjs <file>
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
    // With ES modules, esbuild drops the unused parts of the signing library.
    mainFields: ['module', 'main'],
    // THIRD-PARTY-LICENSES.txt contains the licenses.
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
  });
}

/** The exports of a file in src/; Node.js may be too old to load TypeScript. */
async function constantsOf(file) {
  const { outputFiles: [{ text }] } = await build({ entryPoints: [file], format: 'esm', write: false });
  return import(`data:text/javascript,${encodeURIComponent(text)}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildReadinessCheck(process.argv[2]);
