import { readFileSync } from 'fs';
import { join } from 'path';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as fc from 'fast-check';
import { Gateway, GatewayTarget } from '../../src';
import { ACCOUNT, newApp, newFunction, newStack, resources, tools } from '../builders';

const FUNCTION = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:orders`;

/** Two gateways with one role, and functions in three stacks. Targets are added in the given order. */
function template(order: readonly number[]): unknown {
  const app = newApp();
  const stacks = [newStack(app, 'Tools'), newStack(app, 'A'), newStack(app, 'B')];
  const role = new iam.Role(stacks[0], 'Role', { assumedBy: new iam.ServicePrincipal('bedrock-agentcore.amazonaws.com') });
  const gateways = ['First', 'Second'].map((id) => new Gateway(stacks[0], id, { role }));
  const shared = newFunction(stacks[0], 'Shared');
  for (const index of order) {
    const gateway = gateways[index % 2];
    if (index % 5 === 0) {
      gateway.addLambdaTarget(`Target${index}`, { lambdaFunction: shared, toolSchema: tools('do_it') });
    } else {
      const scope = stacks[index % 3];
      gateway.addLambdaTarget(`Target${index}`, { lambdaFunction: newFunction(scope, `Function${index}`), toolSchema: tools('do_it') });
    }
  }
  app.synth();
  return stacks.map((stack) => [...resources(stack, 'AWS::IAM::Policy'), ...resources(stack, 'AWS::IAM::ManagedPolicy'), ...resources(stack, 'AWS::BedrockAgentCore::GatewayTarget')]
    .sort(([a], [b]) => a < b ? -1 : 1));
}

test.each([12, 45])('the policies of a role are the same in every order of %i targets', (count) => {
  const all = Array.from({ length: count }, (_, index) => index);
  const expected = template(all);
  fc.assert(fc.property(fc.shuffledSubarray(all, { minLength: count }), (order) => expect(template(order)).toEqual(expected)), { numRuns: 5 });
});

describe('an update', () => {
  const ROOM = 10_240;

  function policies(names: readonly string[]): { inline: Map<string, number>; managed: Map<string, string> } {
    const stack = newStack();
    const gateway = new Gateway(stack, 'Gateway');
    for (const name of names) gateway.addLambdaTarget(name, { lambdaFunction: newFunction(stack, `${name}Function`), toolSchema: tools('do_it') });
    return {
      inline: new Map(resources(stack, 'AWS::IAM::Policy').map(([id, { Properties }]) => [id, JSON.stringify(Properties.PolicyDocument).length + 100])),
      managed: new Map(resources(stack, 'AWS::IAM::ManagedPolicy').map(([id, { Properties }]) => [id, JSON.stringify(Properties.PolicyDocument)])),
    };
  }

  const names = (count: number, suffix = '') => Array.from({ length: count }, (_, index) => `Target${index}${suffix}`);

  test.each([5, 15, 25, 60])('that renames any part of %i targets has room for the old and the new inline policies', (count) => {
    const before = policies(names(count));
    for (const renamed of [1, Math.floor(count / 2), count]) {
      const after = policies([...names(renamed, 'Renamed'), ...names(count).slice(renamed)]);
      const together = [...new Map([...before.inline, ...after.inline]).values()].reduce((sum, length) => sum + length, 0);
      expect(together).toBeLessThanOrEqual(ROOM);
    }
  });

  test('that adds targets moves permissions only into another policy, which is created first', () => {
    const holder = ({ managed }: ReturnType<typeof policies>, index: number) => [...managed].find(([, document]) => document.includes(`"Target${index}Function`))![0];
    const [before, after] = [policies(names(40)), policies(names(52))];
    const moved = names(40).map((_, index) => [holder(before, index), holder(after, index)]).filter(([from, to]) => from !== to);
    expect(moved).not.toEqual([]);
    expect(moved.filter(([, to]) => before.managed.has(to))).toEqual([]);
  });
});

describe('targets with equal permissions', () => {
  const stack = newStack();
  const gateway = new Gateway(stack, 'Gateway');
  const fn = newFunction(stack);
  for (const id of ['One', 'Two', 'Three']) gateway.addLambdaTarget(id, { lambdaFunction: fn, toolSchema: tools('do_it') });

  test('share a policy, and are created after it', () => {
    const [[id], ...others] = resources(stack, 'AWS::IAM::Policy').filter(([, { Properties }]) => JSON.stringify(Properties.Roles).includes('ServiceRole'));
    expect(others).toEqual([]);
    for (const [, { DependsOn }] of resources(stack, 'AWS::BedrockAgentCore::GatewayTarget')) expect(DependsOn).toContain(id);
  });
});

test('functions with the same logical ID in two stacks are not taken for one', () => {
  const app = newApp();
  const functions = ['One', 'Two'].map((id) => newFunction(newStack(app, id)));
  const stack = newStack(app, 'Tools');
  const gateway = new Gateway(stack, 'Gateway');
  for (const [index, lambdaFunction] of functions.entries()) GatewayTarget.forLambda(stack, `Target${index}`, { gateway, lambdaFunction, toolSchema: tools('do_it') });
  expect(resources(stack, 'AWS::IAM::Policy')).toHaveLength(2);
});

test('a role that `customizeRoles` does not create gets no policy, and the report lists its statements', () => {
  const app = newApp();
  iam.Role.customizeRoles(app, { usePrecreatedRoles: { 'Stack/Gateway/ServiceRole': 'existing-role' } });
  const stack = newStack(app);
  const gateway = new Gateway(stack, 'Gateway');
  gateway.addLambdaTarget('Target', { lambdaFunction: lambda.Function.fromFunctionArn(stack, 'Function', FUNCTION), toolSchema: tools('do_it') });
  gateway.addInterceptor(agentcore.LambdaInterceptor.forRequest(lambda.Function.fromFunctionAttributes(stack, 'Interceptor', { functionArn: `${FUNCTION}-interceptor`, sameEnvironment: true, skipPermissions: true })));
  expect(resources(stack, 'AWS::IAM::Policy')).toEqual([]);
  const report = readFileSync(join(app.synth().directory, 'iam-policy-report.json'), 'utf8');
  expect(report).toContain(FUNCTION);
  expect(report).toContain(`${FUNCTION}-interceptor`);
});
