import { App, Aspects, Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { Gateway } from '../../src';
import { ACCOUNT, newApp, newFunction, newServer, newStack, resourceOf, resources, TemplateResource, tools, warnings } from '../builders';

// Synthesis prints the warnings that are expected here.
beforeEach(() => void jest.spyOn(console, 'error').mockImplementation());

/** Limits of IAM, without white space. */
const INLINE_LIMIT = 10240;
const MANAGED_LIMIT = 6144;
const MANAGED_COUNT_LIMIT = 10;

/** Names are about as long as the longest names from CloudFormation. */
const LONGEST: { [attribute: string]: string } = {
  Function: `arn:aws-us-gov:lambda:us-gov-west-1:123456789012:function:${'f'.repeat(64)}`,
  Runtime: `arn:aws-us-gov:bedrock-agentcore:us-gov-west-1:123456789012:runtime/${'r'.repeat(48)}-0123456789`,
};

/** A policy document in the form that IAM receives. */
function textOf(document: any): string {
  const text = JSON.stringify(document, (_, value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    if ('Fn::Join' in value) return value['Fn::Join'][1].map((part: any) => typeof part === 'string' ? part : longest(part)).join(value['Fn::Join'][0]);
    return 'Fn::GetAtt' in value || 'Ref' in value || 'Fn::ImportValue' in value ? longest(value) : value;
  });
  expect(text).not.toContain('Fn::');
  return text;
}

function longest(reference: any): string {
  const name = JSON.stringify(reference);
  if (name.includes('AWS::')) return 'us-gov-west-1';
  return name.includes('Server') ? LONGEST.Runtime : LONGEST.Function;
}

/** The policies of the gateway's role, in all stacks. */
function policiesOf(gateway: Gateway, type: string): [string, TemplateResource, Stack][] {
  const stacks = gateway.node.root.node.findAll().filter((construct): construct is Stack => Stack.isStack(construct));
  return stacks.flatMap((stack) => resources(stack, type)
    .filter(([, policy]) => /ServiceRole/.test(JSON.stringify(policy.Properties.Roles)))
    .map(([id, policy]): [string, TemplateResource, Stack] => [id, policy, stack]));
}

function expectWithinLimits(gateway: Gateway): void {
  const [inline, managed] = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].map((type) => policiesOf(gateway, type)
    .map(([, policy]) => textOf(policy.Properties.PolicyDocument).length));
  expect(inline.reduce((sum, length) => sum + length, 0)).toBeLessThanOrEqual(INLINE_LIMIT);
  for (const length of managed) expect(length).toBeLessThanOrEqual(MANAGED_LIMIT);
  expect(managed.length).toBeLessThanOrEqual(MANAGED_COUNT_LIMIT);
}

/** The policies that are created before a resource, directly or through others. */
function earlierThan({ DependsOn = [] }: TemplateResource, policies: Map<string, TemplateResource>): string[] {
  return [DependsOn].flat().filter((id) => policies.has(id)).flatMap((id) => [id, ...earlierThan(policies.get(id)!, policies)]);
}

/** A gateway with as many targets as it can have, all on functions of `scope`. */
function fullGateway(stack: Stack, scope: Stack = stack, count = 100): Gateway {
  const gateway = new Gateway(stack, 'Gateway');
  for (let i = 0; i < count; i += 1) {
    gateway.addLambdaTarget(`Target${i}`, { lambdaFunction: newFunction(scope, `Function${i}`), toolSchema: tools('do_it') });
  }
  return gateway;
}

describe('100 Lambda targets on one gateway', () => {
  const gateway = fullGateway(newStack());

  test('stay within the quotas of IAM, with the longest possible names', () => {
    expectWithinLimits(gateway);
  });

  test('use managed policies too', () => {
    expect(policiesOf(gateway, 'AWS::IAM::ManagedPolicy').length).toBeGreaterThan(0);
  });

  test('each have a permission', () => {
    const allowed = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].flatMap((type) => policiesOf(gateway, type))
      .flatMap(([, policy]) => policy.Properties.PolicyDocument.Statement).flatMap((statement: any) => statement.Resource);
    expect(new Set(allowed.map((resource: any) => resource['Fn::GetAtt'][0])).size).toBe(100);
  });

  test('are each created after the policy with their permission', () => {
    const policies = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].flatMap((type) => policiesOf(gateway, type));
    const targets = resources(gateway, 'AWS::BedrockAgentCore::GatewayTarget');
    expect(targets).toHaveLength(100);
    for (const [, resource] of targets) {
      const arn = JSON.stringify(resource.Properties.TargetConfiguration.Mcp.Lambda.LambdaArn);
      const [id] = policies.find(([, policy]) => JSON.stringify(policy.Properties.PolicyDocument).includes(arn))!;
      expect(earlierThan(resource, new Map(policies.map(([policyId, policy]) => [policyId, policy])))).toContain(id);
    }
  });

  test('add nothing to the default policy of the role', () => {
    expect(gateway.role.node.tryFindChild('DefaultPolicy')).toBeUndefined();
  });

  test('have managed policies with a description', () => {
    for (const [, policy] of policiesOf(gateway, 'AWS::IAM::ManagedPolicy')) {
      expect(policy.Properties.Description).toBe('Permissions of Stack/Gateway/ServiceRole');
    }
  });
});

describe('100 Lambda targets on functions of another stack', () => {
  const app = newApp();
  const gateway = fullGateway(newStack(app, 'Gateways'), newStack(app, 'Functions'));

  test('stay within the quotas of IAM', () => {
    expectWithinLimits(gateway);
  });

  test('have all their policies in that stack, so that it can be deployed after the gateway', () => {
    const stacks = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].flatMap((type) => policiesOf(gateway, type)).map(([, , stack]) => stack.node.id);
    expect(new Set(stacks)).toEqual(new Set(['Functions']));
  });
});

test.each([
  ['minimized', newApp()],
  ['not minimized', new App()],
])('100 MCP servers stay within the quotas of IAM, with statements %s', (_, app) => {
  const stack = newStack(app);
  const gateway = new Gateway(stack, 'Gateway');
  for (let i = 0; i < 100; i += 1) {
    const server = new agentcore.CfnRuntime(stack, `Server${i}`, {
      agentRuntimeName: `server${i}`,
      agentRuntimeArtifact: {},
      networkConfiguration: { networkMode: 'PUBLIC' },
      roleArn: `arn:aws:iam::${ACCOUNT}:role/server`,
      protocolConfiguration: 'MCP',
    });
    gateway.addMcpServer(server, { waitUntilReady: false });
  }
  expectWithinLimits(gateway);
});

test('a few targets have no managed policy', () => {
  expect(policiesOf(fullGateway(newStack(), undefined, 10), 'AWS::IAM::ManagedPolicy')).toEqual([]);
});

test.each([true, false])('many targets that an aspect adds have their permissions (with stabilization of aspects: %s)', (stabilization) => {
  const app = new App({ context: { '@aws-cdk/core:aspectStabilization': stabilization } });
  const stack = newStack(app);
  // Without stabilization, aspects do not visit what is added to a construct whose children they are visiting, here the stack of the role.
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('bedrock-agentcore.amazonaws.com') });
  const gateway = new Gateway(stack, 'Gateway', { role });
  let isDone = false;
  Aspects.of(stack).add({
    visit: (construct) => {
      if (construct !== (gateway as IConstruct) || isDone) return;
      isDone = true;
      for (let i = 0; i < 40; i++) gateway.addLambdaTarget(`Target${i}`, { lambdaFunction: newFunction(stack, `Function${i}`), toolSchema: tools('do_it') });
    },
  });
  const policies = resources(stack, 'AWS::IAM::ManagedPolicy');
  expect(policies.flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement).flatMap(({ Resource }: any) => Resource)).toHaveLength(40);
  for (const [, { DependsOn }] of resources(stack, 'AWS::BedrockAgentCore::GatewayTarget')) {
    expect(policies.map(([id]) => id)).toEqual(expect.arrayContaining([expect.stringMatching(DependsOn![0])]));
  }
});

test('an interceptor that is added after many targets has its own policy, which it shares with no target', () => {
  const gateway = fullGateway(newStack());
  const fn = newFunction(gateway.stack, 'Interceptor');
  gateway.addInterceptor(agentcore.LambdaInterceptor.forRequest(fn));
  const { DependsOn } = resourceOf(gateway);
  expect(DependsOn).toHaveLength(1);
  const [, policy] = policiesOf(gateway, 'AWS::IAM::Policy').find(([id]) => id === DependsOn![0])!;
  expect(policy.Properties.PolicyDocument.Statement).toHaveLength(1);
});

describe('an immutable role', () => {
  test('gets no policy, also with many targets', () => {
    const stack = newStack();
    const own = new iam.Role(stack, 'ServiceRole', { assumedBy: new iam.ServicePrincipal('bedrock-agentcore.amazonaws.com') });
    const gateway = new Gateway(stack, 'Gateway', { role: own.withoutPolicyUpdates() });
    const fn = newFunction(stack);
    for (let i = 0; i < 100; i += 1) gateway.addLambdaTarget(`Target${i}`, { lambdaFunction: fn, toolSchema: tools('do_it') });
    expect([...policiesOf(gateway, 'AWS::IAM::Policy'), ...policiesOf(gateway, 'AWS::IAM::ManagedPolicy')]).toEqual([]);
    expect(warnings(stack)).toHaveLength(100);
  });
});

test('a mutable imported role gets the policies of the targets', () => {
  const stack = newStack();
  const gateway = new Gateway(stack, 'Gateway', { role: iam.Role.fromRoleName(stack, 'Imported', 'ServiceRole') });
  gateway.addLambdaTarget('Target', { lambdaFunction: newFunction(stack), toolSchema: tools('do_it') });
  expect(policiesOf(gateway, 'AWS::IAM::Policy')).toHaveLength(1);
  expect(warnings(stack)).toEqual([]);
});

test('the checks of 60 MCP servers have permissions for their names, in policies of the readiness check that are within the quotas', () => {
  const stack = newStack();
  const gateway = new Gateway(stack, 'Gateway');
  for (let i = 0; i < 60; i += 1) gateway.addMcpServer(newServer(stack, `Server${i}`));
  const policies = resources(stack, 'AWS::IAM::ManagedPolicy').filter(([, { Properties }]) => JSON.stringify(Properties.Roles).includes('AgentCoreReadiness'));
  const text = JSON.stringify(policies);
  for (const [, { Properties }] of resources(stack, 'AWS::BedrockAgentCore::Runtime')) expect(text).toContain(`:runtime/${Properties.AgentRuntimeName}-*`);
  expect(policies.length).toBeLessThanOrEqual(MANAGED_COUNT_LIMIT / 2);
  for (const [, { Properties }] of policies) expect(textOf(Properties.PolicyDocument).length).toBeLessThanOrEqual(MANAGED_LIMIT);
  expect(resources(stack, 'AWS::IAM::Policy').filter(([, { Properties }]) => JSON.stringify(Properties.Roles).includes('AgentCoreReadiness'))).toEqual([]);
});
