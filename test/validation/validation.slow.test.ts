import * as fs from 'fs';
import * as path from 'path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
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

  describe('of the pagination of tools/list, which CloudFormation takes', () => {
    const PROPERTY = 'ProtocolConfiguration.Mcp.DisableMcpListToolsPagination';
    const newStack = () => new Stack(new App({ context: CONTEXT }), 'Stack');

    // When this fails, the schemas have the property: the acknowledgement, and what the property's comment says of it, can go.
    test('finds it unknown without an acknowledgement', () => {
      const stack = newStack();
      const { roleArn } = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('bedrock-agentcore.amazonaws.com') });
      new agentcore.CfnGateway(stack, 'Gateway', { name: 'tools', authorizerType: 'AWS_IAM', protocolType: 'MCP', protocolConfiguration: { mcp: {} }, roleArn })
        .addPropertyOverride(PROPERTY, true);
      expect(validate(stack.node.root as App).filter(({ plugin }) => plugin === BUILT_IN)).toEqual([{ plugin: BUILT_IN, id: 'F3018', where: 'Stack/Gateway' }]);
    });

    test.each([true, false])('finds nothing when a gateway is told %s', (disableListToolsPagination) => {
      const stack = newStack();
      new Gateway(stack, 'Gateway', { disableListToolsPagination });
      expect(validate(stack.node.root as App)).toEqual([]);
    });

    test('finds another fault of the gateway all the same', () => {
      const stack = newStack();
      const gateway = new Gateway(stack, 'Gateway', { disableListToolsPagination: true });
      (gateway.node.defaultChild as agentcore.CfnGateway).addPropertyOverride('Bogus', 1);
      expect(validate(stack.node.root as App)).toEqual([{ plugin: BUILT_IN, id: 'F3002', where: 'Stack/Gateway/Resource' }]);
    });

    test('finds the same fault of another gateway', () => {
      const stack = newStack();
      new Gateway(stack, 'Gateway', { disableListToolsPagination: true });
      const other = new Gateway(stack, 'Other');
      (other.node.defaultChild as agentcore.CfnGateway).addPropertyOverride(PROPERTY, true);
      expect(validate(stack.node.root as App)).toEqual([{ plugin: BUILT_IN, id: 'F3018', where: 'Stack/Other/Resource' }]);
    });
  });

  test('does not stop the synthesis of an app with the flags of cdk init, whatever CloudFormation takes of a gateway', () => {
    const stack = new Stack(new App({ context: { ...recommendedFlags } }), 'Stack');
    new Gateway(stack, 'Gateway', { disableListToolsPagination: true, responseStreaming: true, sessionConfiguration: {} });
    expect(() => (stack.node.root as App).synth()).not.toThrow();
  });
});
