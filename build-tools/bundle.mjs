// Makes lib/ what the package publishes: one file for each thing that runs, the declarations that lead from lib/index.d.ts, and the licences
// of all that is bundled. Run it after jsii, which compiles every source into a file of its own.
import { existsSync, rmSync } from 'node:fs';
import { buildCommand, buildDev } from './bundle-command.mjs';
import { buildConstructs } from './bundle-constructs.mjs';
import { buildReadinessCheck } from './bundle-readiness-check.mjs';
import { buildRules } from './bundle-rules.mjs';
import { pruneLibrary } from './prune-library.mjs';
import { writeBillOfMaterials } from './sbom.mjs';
import { writeLicences } from './third-party.mjs';
import { vendorCedar } from './vendor-cedar.mjs';

if (!existsSync('lib/gateway/gateway.js')) throw new Error('lib/ is bundled already, or was never compiled: run `npx projen build:lib`');

const cedar = vendorCedar('lib/cedar/vendor');
const bundles = {
  'lib/index.js': await buildConstructs('lib/index.js'),
  'lib/rules/at-synthesis.js': await buildRules('lib/rules/at-synthesis.js'),
  'lib/local/cli.js': await buildCommand('lib/local/cli.js'),
  'lib/local/dev.js': await buildDev('lib/local/dev.js'),
  'lib/readiness/probe/index.js': await buildReadinessCheck('lib/readiness/probe/index.js'),
};
rmSync('.warnings.jsii.js', { force: true });
pruneLibrary('lib', [...Object.keys(bundles), 'lib/cedar/vendor/']);
for (const [file, { metafile }] of Object.entries(bundles)) writeLicences(file, metafile);
writeBillOfMaterials('lib/sbom.cdx.json', Object.values(bundles).map(({ metafile }) => metafile), [cedar]);
