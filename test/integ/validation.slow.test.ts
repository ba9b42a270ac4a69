import { readFileSync } from 'fs';
import { join } from 'path';

// Before the apps are loaded: the validator that is built into aws-cdk-lib is off in other tests.
process.env.CDK_VALIDATION = 'true';
// eslint-disable-next-line @typescript-eslint/no-require-imports
const { loadStories } = require('./stories') as typeof import('./stories');

test.each(loadStories().map(({ name, assembly, assertionTemplates }) => [name, assembly, assertionTemplates] as const))('%s passes the template validation of the CDK', (_name, { directory }, assertionTemplates) => {
  const { pluginReports } = JSON.parse(readFileSync(join(directory, 'validation-report.json'), 'utf8'));
  expect(pluginReports.flatMap(({ violations }: any) => violations).filter(({ violatingConstructs }: any) =>
    !violatingConstructs.every(({ cloudFormationResource }: any) => assertionTemplates.includes(cloudFormationResource?.templatePath)))).toEqual([]);
});
