// Reduces lib/ to the published files: the bundles, the declarations that lib/index.d.ts refers to, and the licenses of bundled packages.
// Run it after jsii, which compiles each source file separately.
import { existsSync, rmSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { buildCommand, buildDev, buildReports } from './bundle-command.mjs';
import { buildConstructs } from './bundle-constructs.mjs';
import { buildReadinessCheck } from './bundle-readiness-check.mjs';
import { buildRules } from './bundle-rules.mjs';
import { pruneLibrary } from './prune-library.mjs';
import { writeBillOfMaterials } from './sbom.mjs';
import { writeLicences } from './third-party.mjs';
import { vendorCedar } from './vendor-cedar.mjs';
import { vendorLambdaRuntimes } from './vendor-lambda-runtimes.mjs';

if (!existsSync('lib/gateway/gateway.js')) throw new Error('lib/ is already bundled or not compiled: run `npx projen build:lib`');

const cedar = vendorCedar('lib/cedar/vendor');
const lambdaRuntimes = vendorLambdaRuntimes('lib/local/lambda-runtimes');
const bundles = {
  'lib/index.js': await buildConstructs('lib/index.js'),
  'lib/rules/at-synthesis.js': await buildRules('lib/rules/at-synthesis.js'),
  'lib/local/cli.js': await buildCommand('lib/local/cli.js'),
  'lib/local/reports.js': await buildReports('lib/local/reports.js'),
  'lib/local/dev.js': await buildDev('lib/local/dev.js'),
  'lib/readiness/probe/index.js': await buildReadinessCheck('lib/readiness/probe/index.js'),
};
rmSync('.warnings.jsii.js', { force: true });
pruneLibrary('lib', [...Object.keys(bundles), 'lib/cedar/vendor/', 'lib/local/lambda-runtimes/']);
for (const [folder, files] of Map.groupBy(Object.keys(bundles), dirname)) {
  writeLicences(folder, Object.fromEntries(files.map((file) => [basename(file), bundles[file].metafile])));
}
writeBillOfMaterials('lib/sbom.cdx.json', Object.values(bundles).map(({ metafile }) => metafile), [cedar, lambdaRuntimes.npm], lambdaRuntimes.pypi);
