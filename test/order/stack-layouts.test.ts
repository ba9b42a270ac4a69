import { App, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct, IConstruct } from 'constructs';
import { evaluateRuleOn, linesOf } from '../../build-tools/rule-examples/evaluate-rule';
import { Gateway, GatewayTarget } from '../../src';
import { loadAssembly } from '../../src/model/read-assembly';
import { RULES } from '../../src/rules/registry';
import { ENV, messageOf, newAgent, newApp, newFunction, newServer, newStack, openApi, resources, tools } from '../builders';
import { CreationOrder } from './creation-order';
import { newRestApi, REST_API_TOOLS } from '../targets/every-kind';

type Place = 'A' | 'B';
const PLACES: Place[] = ['A', 'B'];

/** Gateway, agent and server, each in one of two stacks: all eight layouts. */
const LAYOUTS = PLACES.flatMap((gateway) => PLACES.flatMap((agent) => PLACES.map((server): [string, Record<'gateway' | 'agent' | 'server', Place>] => [
  `gateway in ${gateway}, agent in ${agent}, server in ${server}`, { gateway, agent, server },
])));

const ENGINES: [string, boolean][] = [['without policy engine', false], ['with a policy engine', true]];

function twoStacks(): { app: App; A: Stack; B: Stack } {
  const app = newApp();
  return { app, A: newStack(app, 'A'), B: newStack(app, 'B') };
}

function gatewayIn(scope: Construct, withEngine: boolean, id = 'Gateway'): Gateway {
  if (!withEngine) return new Gateway(scope, id);
  const policyEngine = new agentcore.PolicyEngine(scope, `${id}Engine`);
  return new Gateway(scope, id, { policyEngineConfiguration: { policyEngine } });
}

/** Synthesizes the app, and checks that the creation order has no circular dependency. */
function orderOf(scope: IConstruct): CreationOrder {
  const order = new CreationOrder(scope);
  expect(order.cycle).toBeUndefined();
  return order;
}

describe.each(ENGINES)('%s', (_, withEngine) => {
  describe.each(LAYOUTS)('%s', (__, layout) => {
    function build() {
      const { app, ...stacks } = twoStacks();
      const gateway = gatewayIn(stacks[layout.gateway], withEngine);
      const agent = newAgent(stacks[layout.agent]);
      const server = newServer(stacks[layout.server]);
      const target = gateway.addMcpServer(server);
      gateway.grantInvokeAccess(agent);
      return { app, gateway, agent, server, target };
    }

    test('can be deployed: the target after the gateway, the server and the policies', () => {
      const { app, gateway, server, target } = build();
      const order = orderOf(app);
      expect(order.isAfter(target, gateway)).toBe(true);
      expect(order.isAfter(target, server)).toBe(true);
      expect(order.isAfter(target, target.node.findChild('Policy'))).toBe(true);
    });

    test('has the target in the stack of the server', () => {
      const { server, target } = build();
      expect(target.stack.node.id).toBe(server.stack.node.id);
    });

    test('can be deployed if the agent also calls the server', () => {
      const { app, ...stacks } = twoStacks();
      const gateway = gatewayIn(stacks[layout.gateway], withEngine);
      const [agent, server] = [newAgent(stacks[layout.agent]), newServer(stacks[layout.server])];
      gateway.grantInvokeAccess(agent);
      server.grantInvokeAccess(agent);
      // The agent is deployed after the server. If the gateway is in the stack of the agent, so is the target.
      gateway.addMcpServer(server, { scope: layout.gateway === layout.agent ? gateway : undefined });
      orderOf(app);
    });

    test('can be deployed if the agent has the URL in its environment', () => {
      const { app, ...stacks } = twoStacks();
      const gateway = gatewayIn(stacks[layout.gateway], withEngine);
      const agent = newAgent(stacks[layout.agent], 'Agent', { gatewayEnvironmentVariables: true });
      gateway.addMcpServer(newServer(stacks[layout.server]));
      gateway.grantInvokeAccess(agent);
      expect(orderOf(app).isAfter(agent, gateway)).toBe(true);
    });
  });

  test.each(PLACES)('a server that calls its own gateway can be deployed in stack %s', (place) => {
    const { app, ...stacks } = twoStacks();
    const gateway = gatewayIn(stacks.A, withEngine);
    const server = newServer(stacks[place], 'Server', { gatewayEnvironmentVariables: true });
    gateway.grantInvokeAccess(server);
    const target = gateway.addMcpServer(server);
    const order = orderOf(app);
    expect(order.isAfter(target, server)).toBe(true);
    expect(order.isAfter(server, gateway)).toBe(true);
  });

  test.each(PLACES)('a function that calls its own gateway can be deployed in stack %s', (place) => {
    const { app, ...stacks } = twoStacks();
    const gateway = gatewayIn(stacks.A, withEngine);
    const fn = newFunction(stacks[place]);
    fn.addEnvironment('GATEWAY_URL', gateway.url);
    gateway.grantInvokeAccess(fn);
    const target = gateway.addLambdaTarget('Target', { lambdaFunction: fn, toolSchema: tools('do_it') });
    expect(orderOf(app).isAfter(target, fn)).toBe(true);
  });

  test.each([
    ['from the outermost gateway', [0, 1]],
    ['from the innermost gateway', [1, 0]],
  ])('a chain of gateways in three stacks can be deployed, built %s', (__, calls) => {
    const app = newApp();
    const gateways = ['A', 'B', 'C'].map((id) => gatewayIn(newStack(app, id), withEngine, `Gateway${id}`));
    const targets = new Map(calls.map((i) => [i, gateways[i].addGateway(gateways[i + 1])]));
    const innermost = gateways[2].addLambdaTarget('Late', { lambdaFunction: newFunction(gateways[2].stack), toolSchema: tools('do_it') });
    const order = orderOf(app);
    expect(order.isAfter(targets.get(0)!, targets.get(1)!)).toBe(true);
    expect(order.isAfter(targets.get(1)!, innermost)).toBe(true);
    expect([0, 1].map((i) => targets.get(i)!.stack.node.id)).toEqual(['A', 'B']);
  });
});

describe('a target that points at another stack is created there', () => {
  test.each<[string, (gateway: Gateway, stack: Stack) => GatewayTarget]>([
    ['a function', (gateway, stack) => gateway.addLambdaTarget('T', { lambdaFunction: newFunction(stack), toolSchema: tools('a') })],
    ['a REST API', (gateway, stack) => gateway.addApiGatewayTarget('T', { restApi: newRestApi(stack), apiGatewayToolConfiguration: REST_API_TOOLS })],
    ['an MCP server', (gateway, stack) => gateway.addMcpServer(newServer(stack))],
  ])('%s', (_, add) => {
    const { app, A, B } = twoStacks();
    const gateway = new Gateway(A, 'Gateway');
    const target = add(gateway, B);
    expect(target.stack.node.id).toBe('B');
    expect(resources(A, 'AWS::BedrockAgentCore::GatewayTarget')).toEqual([]);
    expect(orderOf(app).isAfter(target, gateway)).toBe(true);
  });

  test('also for two gateways with the same construct ID on one function', () => {
    const app = newApp();
    const [A, B, C] = ['A', 'B', 'C'].map((id) => newStack(app, id));
    const fn = newFunction(C);
    for (const stack of [A, B]) {
      new Gateway(stack, 'Gateway', { runtimeConfigKey: stack.node.id }).addLambdaTarget('Target', { lambdaFunction: fn, toolSchema: tools('a') });
    }
    expect(resources(C, 'AWS::BedrockAgentCore::GatewayTarget')).toHaveLength(2);
    orderOf(app);
  });

  test.each<[string, (gateway: Gateway, stack: Stack) => GatewayTarget]>([
    ['an imported function', (gateway, stack) => gateway.addLambdaTarget('T', {
      lambdaFunction: lambda.Function.fromFunctionArn(stack, 'F', 'arn:aws:lambda:us-east-1:123456789012:function:f'), toolSchema: tools('a'),
    })],
    ['an imported REST API', (gateway, stack) => gateway.addApiGatewayTarget('T', {
      restApi: apigateway.RestApi.fromRestApiId(stack, 'Api', 'abc123'), stage: 'prod', apiGatewayToolConfiguration: REST_API_TOOLS,
    })],
    ['an imported MCP server', (gateway, stack) => gateway.addMcpServer(agentcore.Runtime.fromAgentRuntimeAttributes(stack, 'Runtime', {
      agentRuntimeArn: 'arn:aws:bedrock-agentcore:us-east-1:123456789012:runtime/docs-0123456789',
      agentRuntimeId: 'docs-0123456789',
      agentRuntimeName: 'docs',
      roleArn: 'arn:aws:iam::123456789012:role/docs',
    }))],
  ])('but not %s, which has no resource in a stack', (_, add) => {
    const { A, B } = twoStacks();
    expect(add(new Gateway(A, 'Gateway'), B).stack.node.id).toBe('A');
  });
});

describe('the scope option', () => {
  test('creates the target in the stack of the gateway', () => {
    const { app, A, B } = twoStacks();
    const gateway = new Gateway(A, 'Gateway');
    const server = newServer(B);
    const target = gateway.addMcpServer(server, { scope: gateway });
    expect(target.stack.node.id).toBe('A');
    expect(orderOf(app).isAfter(target, server)).toBe(true);
  });

  test('allows a layout that the default does not', () => {
    // The user requires that the stack of the gateway is deployed last.
    const { app, A, B } = twoStacks();
    A.addDependency(B);
    const gateway = new Gateway(A, 'Gateway');
    const server = newServer(B);
    expect(messageOf(() => gateway.addMcpServer(server))).toContain('cdk-agentcore-gateway:order-cycle');
    gateway.addMcpServer(server, { scope: A, gatewayTargetName: 'docs' });
    orderOf(app);
  });

  test('creates the target in a third stack', () => {
    const { app, A, B } = twoStacks();
    const third = newStack(app, 'C');
    const [gateway, server] = [new Gateway(A, 'Gateway'), newServer(B)];
    const target = gateway.addMcpServer(server, { scope: third });
    const order = orderOf(app);
    for (const earlier of [gateway, server, target.node.findChild('Policy')]) expect(order.isAfter(target, earlier)).toBe(true);
  });
});

describe('an outer target is created after inner targets in other stacks', () => {
  test.each(['before', 'after'])('when these are added %s it', (when) => {
    const app = newApp();
    const [outerStack, innerStack, serverStack] = ['Outer', 'Inner', 'Servers'].map((id) => newStack(app, id));
    const inner = new Gateway(innerStack, 'InnerGateway');
    const outer = new Gateway(outerStack, 'OuterGateway');
    const server = newServer(serverStack);
    const addInner = () => inner.addMcpServer(server);
    const addOuter = () => outer.addGateway(inner);
    const [innerTarget, outerTarget] = when === 'before' ? [addInner(), addOuter()] : [addOuter(), addInner()].reverse();
    expect(orderOf(app).isAfter(outerTarget, innerTarget)).toBe(true);
  });
});

describe('nested stacks', () => {
  test.each<[string, (parent: Stack, one: NestedStack, other: NestedStack) => [Stack, Stack, Stack]]>([
    ['the gateway nested', (parent, one) => [one, parent, parent]],
    ['the server nested', (parent, one) => [parent, parent, one]],
    ['the agent nested', (parent, one) => [parent, one, parent]],
    ['agent and server in one, gateway in another', (_, one, other) => [one, other, other]],
    ['everything in one nested stack', (_, one) => [one, one, one]],
    ['everything in different stacks', (parent, one, other) => [one, other, parent]],
  ])('%s can be deployed', (_, place) => {
    const parent = newStack();
    const [gatewayStack, agentStack, serverStack] = place(parent, new NestedStack(parent, 'One'), new NestedStack(parent, 'Other'));
    const gateway = new Gateway(gatewayStack, 'Gateway');
    const server = newServer(serverStack);
    const target = gateway.addMcpServer(server);
    gateway.grantInvokeAccess(newAgent(agentStack));
    const order = orderOf(parent);
    expect(order.isAfter(target, gateway)).toBe(true);
    expect(order.isAfter(target, server)).toBe(true);
  });

  test.each<[string, (parent: Stack) => [Stack, Stack]]>([
    ['the outer gateway nested', (parent) => [new NestedStack(parent, 'N'), parent]],
    ['the inner gateway nested', (parent) => [parent, new NestedStack(parent, 'N')]],
    ['both nested', (parent) => [new NestedStack(parent, 'N1'), new NestedStack(parent, 'N2')]],
  ])('two gateways can be deployed with %s', (_, place) => {
    const parent = newStack();
    const [outerStack, innerStack] = place(parent);
    const inner = new Gateway(innerStack, 'Inner');
    const outerTarget = new Gateway(outerStack, 'Outer').addGateway(inner);
    const innerTarget = inner.addLambdaTarget('Late', { lambdaFunction: newFunction(innerStack), toolSchema: tools('a') });
    expect(orderOf(parent).isAfter(outerTarget, innerTarget)).toBe(true);
  });
});

describe('a layout that CloudFormation cannot deploy fails at the call, with both paths and what to move', () => {
  const onFunctionOf = (gateway: Gateway, stack: Stack, id: string, scope?: Construct) =>
    gateway.addLambdaTarget(id, { lambdaFunction: newFunction(stack, `${id}Function`), toolSchema: tools('a'), scope });

  function expectCycle(call: () => unknown, ...paths: string[]): void {
    const message = messageOf(call);
    expect(message).toContain('circular dependency between stacks:');
    for (const path of paths) expect(message).toContain(path);
    expect(message).toContain('move one of the constructs into another stack');
    expect(message).toContain('cdk-agentcore-gateway:order-cycle');
  }

  test('two gateways with functions in each other\'s stack', () => {
    const { A, B } = twoStacks();
    const [a, b] = [new Gateway(A, 'GatewayA'), new Gateway(B, 'GatewayB')];
    onFunctionOf(a, B, 'One');
    expectCycle(() => onFunctionOf(b, A, 'Two'), 'A/TwoFunction', 'B/GatewayB', 'A/GatewayA');
  });

  test('an agent beside the inner gateway that may call the outer one before that has its target, and how to grant the call', () => {
    const { A, B } = twoStacks();
    const [outer, inner] = [new Gateway(A, 'Outer'), new Gateway(B, 'Inner')];
    outer.grantInvokeAccess(newAgent(B));
    expectCycle(() => outer.addGateway(inner), 'B/Agent', 'A/Outer', 'B/Inner', 'or grant the call after the other calls, so that its permission is a policy in the other stack');
  });

  test('the same, with the grant at the end, can be deployed', () => {
    const { app, A, B } = twoStacks();
    const [outer, inner] = [new Gateway(A, 'Outer'), new Gateway(B, 'Inner')];
    outer.addGateway(inner);
    outer.grantInvokeAccess(newAgent(B));
    orderOf(app);
  });

  test('the same, with the target in a third stack, can be deployed', () => {
    const { app, A, B } = twoStacks();
    const [outer, inner] = [new Gateway(A, 'Outer'), new Gateway(B, 'Inner')];
    outer.grantInvokeAccess(newAgent(B));
    outer.addGateway(inner, { scope: newStack(app, 'C') });
    orderOf(app);
  });

  test('an inner target that would be created after the outer target', () => {
    const { A, B } = twoStacks();
    const [outer, inner] = [new Gateway(A, 'Outer'), new Gateway(B, 'Inner')];
    outer.addGateway(inner);
    // The outer target in A lists the tools of this target, which is in a stack that is deployed after A.
    const C = newStack(A.node.root as App, 'C');
    C.addDependency(A);
    expectCycle(() => onFunctionOf(inner, C, 'Late'), 'A/Outer', 'B/Inner', 'C');
  });

  test('stacks with a dependency that the user added', () => {
    const { A, B } = twoStacks();
    A.addDependency(B);
    expectCycle(() => onFunctionOf(new Gateway(A, 'Gateway'), B, 'Target'), 'B/TargetFunction', 'A/Gateway', 'A depends on B');
  });

  test.each<[string, string, (gateway: Gateway, B: Stack) => GatewayTarget]>([
    ['a credential provider', 'B/Provider', (gateway, B) => gateway.addOpenApiTarget('T', {
      apiSchema: agentcore.ApiSchema.fromInline(openApi('a')),
      credentialProviderConfigurations: [agentcore.GatewayCredentialProvider.fromApiKeyIdentity(new agentcore.ApiKeyCredentialProvider(B, 'Provider'))],
    })],
    ['a bucket with a schema', 'B/Bucket', (gateway, B) => gateway.addOpenApiTarget('T', {
      apiSchema: agentcore.ApiSchema.fromS3File(new s3.Bucket(B, 'Bucket'), 'api.json'),
    })],
    ['a resource in a permission', 'B/Bucket', (gateway, B) => gateway.addMcpServerTarget('T', {
      endpoint: 'https://mcp.example.com',
      additionalPermissions: [new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [new s3.Bucket(B, 'Bucket').bucketArn] })],
    })],
  ])('%s in the stack of a caller', (_, path, add) => {
    const { A, B } = twoStacks();
    const gateway = new Gateway(A, 'Gateway');
    gateway.grantInvokeAccess(newAgent(B));
    expectCycle(() => add(gateway, B), 'A/Gateway/T', path, 'B/Agent');
  });

  test('is reported before the CDK reports it', () => {
    const { app, A, B } = twoStacks();
    const [outer, inner] = [new Gateway(A, 'Outer'), new Gateway(B, 'Inner')];
    outer.grantInvokeAccess(newAgent(B));
    messageOf(() => outer.addGateway(inner));
    // The rejected call leaves nothing behind that fails in the CDK.
    expect(() => app.synth()).not.toThrow();
  });
});

describe('a caller that cannot be deployed after the gateway has a policy in the stack of the gateway', () => {
  /** Resources in stack B, whose agent calls the gateway, that the gateway in stack A refers to. */
  const references: [string, (A: Stack, B: Stack) => Gateway][] = [
    ['a KMS key', (A, B) => new Gateway(A, 'Gateway', { kmsKey: new kms.Key(B, 'Key') })],
    ['a policy engine', (A, B) => new Gateway(A, 'Gateway', {
      policyEngineConfiguration: { policyEngine: new agentcore.PolicyEngine(B, 'Engine') },
    })],
    ['a role', (A, B) => new Gateway(A, 'Gateway', {
      role: new iam.Role(B, 'Role', { assumedBy: new iam.ServicePrincipal('bedrock-agentcore.amazonaws.com') }),
    })],
    ['an interceptor', (A, B) => new Gateway(A, 'Gateway', {
      interceptorConfigurations: [agentcore.LambdaInterceptor.forRequest(newFunction(B, 'Interceptor'))],
    })],
  ];

  /** Synthesizes the app, in which no rule may find a circular dependency or a missing permission. */
  function expectDeployable(app: App): void {
    const model = loadAssembly(app.synth().directory);
    expect(RULES.filter(({ group }) => group === 'order' || group === 'grants').flatMap((rule) => linesOf(evaluateRuleOn(rule, model)))).toEqual([]);
    expect(model.callers.map(({ gateway, carrier }) => model.resources[gateway].stack === model.resources[carrier].stack)).toContain(true);
  }

  test.each(references)('with %s in the stack of the caller', (_, create) => {
    const { app, A, B } = twoStacks();
    create(A, B).grantInvokeAccess(newAgent(B));
    expectDeployable(app);
  });

  test('with a role in another stack than its caller', () => {
    const { app, A, B } = twoStacks();
    const gateway = new Gateway(A, 'Gateway', { kmsKey: new kms.Key(B, 'Key') });
    const caller = newAgent(newStack(app, 'C'), 'Agent', {
      executionRole: new iam.Role(B, 'CallerRole', { assumedBy: new iam.ServicePrincipal('bedrock-agentcore.amazonaws.com') }),
    });
    gateway.grantInvokeAccess(caller);
    expectDeployable(app);
  });

  test('such as an interceptor that calls its own gateway, also in one stack', () => {
    const app = newApp();
    const stack = newStack(app);
    const fn = newFunction(stack);
    const gateway = new Gateway(stack, 'Gateway', { interceptorConfigurations: [agentcore.LambdaInterceptor.forRequest(fn)] });
    gateway.grantInvokeAccess(fn);
    expectDeployable(app);
  });
});

describe('different stages', () => {
  function stages(): [Stack, Stack] {
    const app = newApp();
    return ['Beta', 'Prod'].map((id) => newStack(new Stage(app, id, { env: ENV }), 'Stack')) as [Stack, Stack];
  }

  test.each<[string, (gateway: Gateway, other: Stack) => unknown, string]>([
    ['a function', (gateway, other) => gateway.addLambdaTarget('T', { lambdaFunction: newFunction(other), toolSchema: tools('a') }), 'Prod/Stack/Function'],
    ['an MCP server', (gateway, other) => gateway.addMcpServer(newServer(other)), 'Prod/Stack/Server'],
    ['another gateway', (gateway, other) => gateway.addGateway(new Gateway(other, 'Other')), 'Prod/Stack/Other'],
    ['a caller', (gateway, other) => gateway.grantInvokeAccess(newAgent(other)), 'Prod/Stack/Agent'],
  ])('cannot have a gateway and %s, and the error names both and what to do', (_, call, path) => {
    const [beta, prod] = stages();
    const message = messageOf(() => call(new Gateway(beta, 'Gateway'), prod));
    expect(message).toContain('Beta/Stack/Gateway');
    expect(message).toContain(path);
    expect(message).toContain('they are in different stages, which are deployed separately; create both in one stage, or import the other by its attributes');
    expect(message).toContain('cdk-agentcore-gateway:stage-crossed');
  });

  test('each have their own gateways, agents and servers', () => {
    for (const stack of stages()) {
      const gateway = new Gateway(stack, 'Gateway');
      gateway.addMcpServer(newServer(stack));
      gateway.grantInvokeAccess(newAgent(stack));
      orderOf(stack);
    }
  });
});
