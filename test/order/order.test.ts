import { CfnResource, Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as kms from 'aws-cdk-lib/aws-kms';
import type { IConstruct } from 'constructs';
import { Gateway, GatewayTarget, MultiProtocol } from '../../src';
import { ACCOUNT, newAgent, newApp, newFunction, newServer, newStack, REGION, resourceOf, resources, TemplateResource, tools } from '../builders';
import { CreationOrder } from './creation-order';
import { EVERY_KIND_BY_NAME, gatewayFor } from '../targets/every-kind';

const CHECK = 'Custom::AgentCoreReadiness';
const BARRIER = 'AWS::CloudFormation::WaitConditionHandle';

const idOf = (construct: IConstruct) => Stack.of(construct).getLogicalId((construct.node.defaultChild ?? construct) as CfnResource);

function addFunctions(gateway: Gateway, ...ids: string[]): GatewayTarget[] {
  return ids.map((id) => gateway.addLambdaTarget(id, { lambdaFunction: newFunction(gateway.stack, `${id}Function`), toolSchema: tools('do_it') }));
}

function orderOf(scope: IConstruct): CreationOrder {
  const order = new CreationOrder(scope);
  expect(order.cycle).toBeUndefined();
  return order;
}

describe.each(EVERY_KIND_BY_NAME)('a target of kind %s', (_, kind) => {
  test('depends on its own policy, and on no other target', () => {
    const stack = newStack();
    const gateway = gatewayFor(kind, stack);
    const target = kind.add(gateway);
    if (kind.protocol === 'MCP') addFunctions(gateway, 'Other');
    const policy = target.node.tryFindChild('Policy');
    const { DependsOn = [] } = resourceOf(target);
    const all = stack.node.findAll().filter((construct): construct is CfnResource => CfnResource.isCfnResource(construct));
    const types = DependsOn.map((id) => all.find((resource) => stack.getLogicalId(resource) === id)!.cfnResourceType);
    if (policy) expect(DependsOn).toContain(idOf(policy));
    expect(types.filter((type) => type === 'AWS::IAM::Policy')).toHaveLength(policy ? 1 : 0);
    expect(types).not.toContain('AWS::BedrockAgentCore::GatewayTarget');
  });

  test('adds nothing to the default policy of the role', () => {
    const gateway = gatewayFor(kind, newStack());
    kind.add(gateway);
    expect(gateway.role.node.tryFindChild('DefaultPolicy')).toBeUndefined();
  });

  test('is one DependsOn entry of a resource that depends on it', () => {
    const stack = newStack();
    const target = kind.add(gatewayFor(kind, stack));
    const later = new CfnResource(stack, 'Later', { type: 'Test::Resource' });
    later.node.addDependency(target);
    expect(templateOf(later).DependsOn).toEqual([idOf(target)]);
  });
});

/** The template of a resource that is not a default child. */
function templateOf(resource: CfnResource): TemplateResource {
  const stack = Stack.of(resource);
  return Object.fromEntries(resources(stack, resource.cfnResourceType))[stack.getLogicalId(resource)];
}

describe('a gateway', () => {
  function full() {
    const stack = newStack();
    const fn = newFunction(stack, 'Interceptor');
    const gateway = new Gateway(stack, 'Gateway', {
      kmsKey: new kms.Key(stack, 'Key'),
      policyEngineConfiguration: { policyEngine: new agentcore.PolicyEngine(stack, 'Engine') },
      interceptorConfigurations: [agentcore.LambdaInterceptor.forRequest(fn)],
    });
    addFunctions(gateway, 'A', 'B');
    return { stack, gateway };
  }

  test('depends on one policy with all permissions for its creation', () => {
    const { stack, gateway } = full();
    const { DependsOn } = resourceOf(gateway);
    expect(DependsOn).toHaveLength(1);
    const policy = Object.fromEntries(resources(stack, 'AWS::IAM::Policy'))[DependsOn![0]];
    const actions = policy.Properties.PolicyDocument.Statement.flatMap((statement: any) => statement.Action);
    for (const action of ['kms:Decrypt', 'bedrock-agentcore:GetPolicyEngine', 'lambda:InvokeFunction']) expect(actions).toContain(action);
  });

  test('does not depend on its targets or their functions', () => {
    const { gateway } = full();
    const order = orderOf(gateway);
    for (const target of gateway.targets) {
      expect(order.isAfter(gateway, target)).toBe(false);
      expect(order.isAfter(target, gateway)).toBe(true);
    }
  });

  test('has nothing in the default policy of its role', () => {
    expect(full().gateway.role.node.tryFindChild('DefaultPolicy')).toBeUndefined();
  });

  test('has no dependencies if its creation requires no permissions', () => {
    expect(resourceOf(new Gateway(newStack(), 'Gateway')).DependsOn).toBeUndefined();
  });
});

describe('an outer target', () => {
  test('is created after the inner gateway and all its targets, including those added later', () => {
    const stack = newStack();
    const inner = new Gateway(stack, 'Inner');
    const before = addFunctions(inner, 'Before');
    const outer = new Gateway(stack, 'Outer').addGateway(inner);
    const after = [...addFunctions(inner, 'After'), inner.addMcpServer(newServer(stack))];
    const order = orderOf(stack);
    for (const earlier of [inner, ...before, ...after]) expect(order.isAfter(outer, earlier)).toBe(true);
  });

  test('is created after the targets of further inner gateways', () => {
    const stack = newStack();
    const [a, b, c] = ['A', 'B', 'C'].map((id) => new Gateway(stack, id));
    const outer = a.addGateway(b);
    const middle = b.addGateway(c);
    const [innermost] = addFunctions(c, 'Late');
    const order = orderOf(stack);
    expect(order.isAfter(outer, middle)).toBe(true);
    expect(order.isAfter(outer, innermost)).toBe(true);
  });

  test('is created after its readiness check, which runs after all inner gateways and targets', () => {
    const stack = newStack();
    const inner = new Gateway(stack, 'Inner');
    const outer = new Gateway(stack, 'Outer').addGateway(inner);
    const [target] = addFunctions(inner, 'Late');
    const check = stack.node.findAll().find((c) => CfnResource.isCfnResource(c) && c.cfnResourceType === CHECK)!;
    const order = orderOf(stack);
    expect(order.isAfter(outer, check)).toBe(true);
    expect(order.isAfter(check, target)).toBe(true);
  });

  test('does not delay other targets of its gateway', () => {
    const stack = newStack();
    const inner = new Gateway(stack, 'Inner');
    const gateway = new Gateway(stack, 'Outer');
    const outer = gateway.addGateway(inner);
    const [other] = addFunctions(gateway, 'Other');
    expect(orderOf(stack).isAfter(other, outer)).toBe(false);
  });
});

describe('the resource for all targets', () => {
  function diamond(targetCount: number, outerCount: number) {
    const stack = newStack();
    const inner = new Gateway(stack, 'Inner');
    addFunctions(inner, ...Array.from({ length: targetCount }, (_, i) => `Target${i}`));
    for (let i = 0; i < outerCount; i += 1) new Gateway(stack, `Outer${i}`).addGateway(inner);
    return stack;
  }

  /** The number of `DependsOn` entries of or on targets. */
  function edges(stack: Stack): number {
    return [BARRIER, CHECK, 'AWS::BedrockAgentCore::GatewayTarget'].flatMap((type) => resources(stack, type))
      .reduce((sum, [, resource]) => sum + (resource.DependsOn ?? []).length, 0);
  }

  test('depends on all targets of a gateway, and is shared by all dependents', () => {
    const stack = diamond(3, 2);
    const barriers = resources(stack, BARRIER);
    expect(barriers).toHaveLength(1);
    expect(barriers[0][1].DependsOn).toHaveLength(3);
    for (const [, check] of resources(stack, CHECK)) expect(check.DependsOn).toContain(barriers[0][0]);
  });

  test('keeps the number of dependencies linear', () => {
    // Without it, 10 outer gateways and 40 targets would make 400.
    const [base, moreTargets, moreOuter] = [edges(diamond(10, 1)), edges(diamond(40, 1)), edges(diamond(10, 10))];
    expect((moreTargets - base) / 30).toBeLessThanOrEqual(3);
    // One entry is that of the first check on the resource for all targets.
    expect(moreOuter - base).toBeLessThanOrEqual(4 * 9 + 1);
    expect(edges(diamond(40, 10))).toBeLessThanOrEqual(3 * 40 + 4 * 10 + 1);
  });

  test('is not created without dependents', () => {
    const stack = newStack();
    addFunctions(new Gateway(stack, 'Gateway'), 'A');
    expect(resources(stack, BARRIER)).toEqual([]);
  });
});

describe('the readiness check', () => {
  test('of a runtime is shared by two gateways in a stack', () => {
    const stack = newStack();
    const server = newServer(stack);
    const targets = ['A', 'B'].map((id) => new Gateway(stack, id).addMcpServer(server));
    const checks = resources(stack, CHECK);
    expect(checks).toHaveLength(1);
    for (const target of targets) expect(resourceOf(target).DependsOn).toContain(checks[0][0]);
  });

  test('is one per runtime, with a shared function, so that a failing runtime delays only its own targets', () => {
    const stack = newStack();
    const gateway = new Gateway(stack, 'Gateway');
    const [a, b] = ['A', 'B'].map((id) => gateway.addMcpServer(newServer(stack, id)));
    const checks = resources(stack, CHECK);
    expect(checks).toHaveLength(2);
    expect(new Set(checks.map(([, check]) => JSON.stringify(check.Properties.ServiceToken))).size).toBe(1);
    expect(orderOf(stack).isAfter(a, b)).toBe(false);
    const [idsA, idsB] = [a, b].map((target) => checks.map(([id]) => id).filter((id) => resourceOf(target).DependsOn!.includes(id)));
    expect([idsA.length, idsB.length, idsA[0] === idsB[0]]).toEqual([1, 1, false]);
  });

  test('is one per endpoint of a runtime', () => {
    const stack = newStack();
    const server = newServer(stack);
    new Gateway(stack, 'A').addMcpServer(server);
    new Gateway(stack, 'B').addMcpServer(server, { qualifier: 'prod' });
    expect(resources(stack, CHECK)).toHaveLength(2);
  });

  test('runs after the runtime, its own permission and endpoints that are added later', () => {
    const stack = newStack();
    const server = newServer(stack);
    new Gateway(stack, 'Gateway').addMcpServer(server, { qualifier: 'prod' });
    const endpoint = server.addEndpoint('prod');
    const check = stack.node.findAll().find((c) => CfnResource.isCfnResource(c) && c.cfnResourceType === CHECK)!;
    const order = orderOf(stack);
    expect(order.isAfter(check, server)).toBe(true);
    expect(order.isAfter(check, endpoint)).toBe(true);
    expect(templateOf(check as CfnResource).DependsOn!.some((id) => Object.fromEntries(resources(stack, 'AWS::IAM::ManagedPolicy'))[id])).toBe(true);
  });

  test('is allowed to invoke the runtimes that are checked, and no others', () => {
    const stack = newStack();
    const gateway = new Gateway(stack, 'Gateway');
    const servers = ['A', 'B'].map((id) => newServer(stack, id));
    for (const server of servers) gateway.addMcpServer(server);
    newServer(stack, 'Unchecked');
    const policies = Object.fromEntries(resources(stack, 'AWS::IAM::ManagedPolicy'));
    for (const [, check] of resources(stack, CHECK)) {
      const [invoke, ...others] = check.DependsOn!.flatMap((id) => policies[id]?.Properties.PolicyDocument.Statement ?? [])
        .filter(({ Action }) => [Action].flat().some((action) => action.includes('Invoke')));
      expect(others).toEqual([]);
      // By their names, because a reference would make the check of one runtime wait for all.
      expect([invoke.Resource].flat().map((arn) => /runtime\/(\w+)-\*/.exec(JSON.stringify(arn))![1])).toEqual(servers.map((server) => resourceOf(server).Properties.AgentRuntimeName));
    }
  });

  test('does not exist in stacks without MCP servers and inner gateways', () => {
    const stack = newStack();
    addFunctions(new Gateway(stack, 'Gateway'), 'A');
    expect(resources(stack, CHECK)).toEqual([]);
    expect(resources(stack, 'AWS::Lambda::Function')).toHaveLength(1);
  });
});

describe.each<[string, boolean]>([['without policy engine', false], ['with a policy engine', true]])('a caller that is a target, %s', (_, withEngine) => {
  function newGateway(stack: Stack, props = {}): Gateway {
    return new Gateway(stack, 'Gateway', {
      policyEngineConfiguration: withEngine ? { policyEngine: new agentcore.PolicyEngine(stack, 'Engine') } : undefined, ...props,
    });
  }

  test('has no circular dependency if it is a function with the URL in its environment', () => {
    const stack = newStack();
    const gateway = newGateway(stack);
    const fn = newFunction(stack);
    fn.addEnvironment('GATEWAY_URL', gateway.url);
    gateway.grantInvokeAccess(fn);
    const target = gateway.addLambdaTarget('Target', { lambdaFunction: fn, toolSchema: tools('do_it') });
    const order = orderOf(stack);
    expect(order.isAfter(fn, gateway)).toBe(true);
    expect(order.isAfter(target, fn)).toBe(true);
  });

  test('has no circular dependency if it is an MCP server with the URL in its environment', () => {
    const stack = newStack();
    const gateway = newGateway(stack);
    const server = newServer(stack, 'Server', { environmentVariables: { GATEWAY_URL: gateway.url } });
    gateway.grantInvokeAccess(server);
    const target = gateway.addMcpServer(server);
    const order = orderOf(stack);
    expect(order.isAfter(server, gateway)).toBe(true);
    expect(order.isAfter(target, server)).toBe(true);
  });

  test('has no circular dependency if it is an agent target of a gateway without a protocol type', () => {
    const stack = newStack();
    const gateway = newGateway(stack, { protocolConfiguration: MultiProtocol.all() });
    const agent = newAgent(stack, 'Agent', { gatewayEnvironmentVariables: true });
    gateway.grantInvokeAccess(agent);
    const target = gateway.addAgent(agent);
    expect(orderOf(stack).isAfter(target, agent)).toBe(true);
  });

  test('has no circular dependency if it calls the outer gateway and is a target of the inner gateway', () => {
    const stack = newStack();
    const inner = new Gateway(stack, 'Inner');
    const outer = newGateway(stack);
    outer.addGateway(inner);
    const server = newServer(stack, 'Server', { environmentVariables: { GATEWAY_URL: outer.url } });
    outer.grantInvokeAccess(server);
    inner.addMcpServer(server);
    orderOf(stack);
  });
});

test('a target with credentials depends on the permission to obtain them', () => {
  const stack = newStack();
  const gateway = new Gateway(stack, 'Gateway');
  const target = gateway.addMcpServerTarget('Docs', {
    endpoint: 'https://mcp.example.com',
    credentialProviderConfigurations: [agentcore.GatewayCredentialProvider.fromApiKeyIdentityArn({
      providerArn: `arn:aws:bedrock-agentcore:${REGION}:${ACCOUNT}:token-vault/default/apikeycredentialprovider/key`,
      secretArn: `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:key`,
    })],
  });
  expect(resourceOf(target).DependsOn).toEqual([idOf(target.node.findChild('Policy'))]);
});

test('two gateways can each have a target with the same name on one server', () => {
  const stack = newStack();
  const server = newServer(stack, 'Docs');
  const targets = ['A', 'B'].map((id) => new Gateway(stack, id).addMcpServer(server));
  expect(targets.map((target) => target.gatewayTargetName)).toEqual(['docs', 'docs']);
  orderOf(stack);
});

test('removing a target removes its permission, and does not change those of other targets', () => {
  const policiesWith = (...ids: string[]) => {
    const gateway = new Gateway(newStack(newApp()), 'Gateway');
    addFunctions(gateway, ...ids);
    return Object.fromEntries(resources(gateway, 'AWS::IAM::Policy'));
  };
  const [both, one] = [policiesWith('A', 'B'), policiesWith('A')];
  expect(both).toMatchObject(one);
  expect(Object.keys(both)).toHaveLength(2);
});
