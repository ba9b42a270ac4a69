import * as fs from 'fs';
import * as path from 'path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { ACKNOWLEDGED } from './acknowledged';
import { APPS } from './apps';
import { Gateway } from '../../src';

/** One thing that a plugin says about one construct. */
interface Finding {
  readonly plugin: string;
  readonly id: string;
  readonly where: string;
}

const CONTEXT = {
  // Findings of the built-in validation are errors, as in apps of `cdk init`.
  '@aws-cdk/core:validateAgainstDefaultRules': true,
  // Errors are in the report, where all of them can be read.
  '@aws-cdk/core:failSynthOnValidationErrors': false,
};
const BUILT_IN = 'CloudFormation Validate';
const NAG = 'AwsSolutions';

beforeAll(() => {
  process.env.CDK_VALIDATION = 'true';
  // What CDK prints is in the report too.
  jest.spyOn(console, 'error').mockImplementation();
});

afterAll(() => {
  process.env.CDK_VALIDATION = 'false';
});

function validate(app: App): Finding[] {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  const report = JSON.parse(fs.readFileSync(path.join(app.synth().directory, 'validation-report.json'), 'utf8'));
  return report.pluginReports.flatMap((plugin: any) => plugin.violations.flatMap((violation: any) =>
    violation.violatingConstructs.map((construct: any) => ({ plugin: plugin.pluginName, id: violation.ruleName, where: construct.constructPath }))));
}

describe('validation of aws-cdk-lib and cdk-nag', () => {
  const used = new Set<number>();

  describe.each(APPS.map(({ name, make }) => [name, make] as const))('of an app with %s', (_name, make) => {
    let findings: Finding[];
    beforeAll(() => {
      findings = validate(make(CONTEXT));
    });

    test('finds nothing that CloudFormation would refuse', () => {
      expect(findings.filter((finding) => finding.plugin === BUILT_IN)).toEqual([]);
    });

    test('finds nothing unsafe that has no reason', () => {
      const open = findings.filter((finding) => finding.plugin === NAG).filter((finding) => {
        const reasons = ACKNOWLEDGED.flatMap(({ id, where }, i) => id.test(finding.id) && where.test(finding.where) ? [i] : []);
        for (const reason of reasons) used.add(reason);
        return reasons.length === 0;
      });
      expect(open).toEqual([]);
    });
  });

  test('needs every reason that is given', () => {
    expect(ACKNOWLEDGED.filter((_, i) => !used.has(i))).toEqual([]);
  });

  test('runs at all: it refuses a property that does not exist', () => {
    const stack = new Stack(new App({ context: CONTEXT }), 'Stack');
    const gateway = new Gateway(stack, 'Gateway');
    (gateway.node.defaultChild as any).addPropertyOverride('Bogus', 1);
    expect(validate(stack.node.root as App)).toContainEqual({ plugin: BUILT_IN, id: 'F3002', where: 'Stack/Gateway/Resource' });
  });

  // The service's API and aws-cdk-lib have the property; when this test fails, the schema has it too, and the property's documentation can say so.
  test('does not know how to turn off the pagination of tools/list yet', () => {
    const stack = new Stack(new App({ context: CONTEXT }), 'Stack');
    new Gateway(stack, 'Gateway', { disableListToolsPagination: true });
    expect(validate(stack.node.root as App)).toEqual([{ plugin: BUILT_IN, id: 'F3018', where: 'Stack/Gateway/Resource' }]);
  });
});
