import type { App, CfnElement } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { Gateway, GatewayProps, GatewayTarget, MultiProtocol, InboundAuth } from '../../../src';
import { ACCOUNT, messageOf, newFunction, newStack, REGION, resourceOf, resources, tools } from '../../builders';

const CHECK = 'Custom::AgentCoreReadiness';
class DomainTools extends Gateway {}

function layered(innerProps: GatewayProps = {}): { inner: Gateway; outer: Gateway; target: GatewayTarget } {
  const stack = newStack();
  const inner = new Gateway(stack, 'Inner', innerProps);
  const outer = new Gateway(stack, 'Outer');
  return { inner, outer, target: outer.addGateway(inner) };
}

function statementsOf(target: GatewayTarget): any[] {
  const id = target.stack.getLogicalId(target.node.findChild('Policy') as any);
  return resources(target, 'AWS::IAM::Policy').find(([name]) => name === id)![1].Properties.PolicyDocument.Statement;
}

describe('another gateway', () => {
  test('is called at its URL with signed requests', () => {
    const { inner, target } = layered();
    const { TargetConfiguration, CredentialProviderConfigurations } = resourceOf(target).Properties;
    expect(TargetConfiguration.Mcp.McpServer.Endpoint).toEqual(target.stack.resolve(inner.url));
    expect(CredentialProviderConfigurations).toEqual([
      { CredentialProviderType: 'GATEWAY_IAM_ROLE', CredentialProvider: { IamCredentialProvider: { Service: 'bedrock-agentcore' } } },
    ]);
  });

  test('allows the role of the outer gateway to invoke it, and no other gateway', () => {
    const { inner, target } = layered();
    expect(statementsOf(target)).toEqual([
      { Effect: 'Allow', Action: 'bedrock-agentcore:InvokeGateway', Resource: target.stack.resolve(inner.gatewayArn) },
    ]);
  });

  test('has a target named after its subclass, in kebab-case', () => {
    const stack = newStack();
    expect(new Gateway(stack, 'Outer').addGateway(new DomainTools(stack, 'Tools')).gatewayTargetName).toBe('domain-tools');
  });

  test('has a target named after its construct ID without a subclass', () => {
    expect(layered().target.gatewayTargetName).toBe('inner');
  });

  test('has a target named after its key, so that two gateways of one class can be targets of one gateway', () => {
    const stack = newStack();
    const outer = new Gateway(stack, 'Outer');
    const keys = ['SalesTools', 'HrTools'];
    const targets = keys.map((runtimeConfigKey) => outer.addGateway(new DomainTools(stack, runtimeConfigKey, { runtimeConfigKey })));
    expect(targets.map((target) => target.gatewayTargetName)).toEqual(['sales-tools', 'hr-tools']);
  });

  test('can have a target with another name', () => {
    const { inner } = layered();
    const target = new Gateway(inner.stack, 'Other').addGateway(inner, { gatewayTargetName: 'domain' });
    expect(resourceOf(target).Properties.Name).toBe('domain');
  });

  test('has its search tool and its tools listed under both target names, including tools added later', () => {
    const { inner, target } = layered();
    inner.addLambdaTarget('Weather', { lambdaFunction: newFunction(inner.stack), toolSchema: tools('get_weather') });
    expect([...target.toolNames].sort()).toEqual(['inner___weather___get_weather', 'inner___x_amz_bedrock_agentcore_search']);
  });

  test('without semantic search has no search tool', () => {
    expect(layered({ protocolConfiguration: agentcore.GatewayProtocol.mcp({}) }).target.toolNames).toEqual([]);
  });

  test('has its tools listed under the names of all targets through three gateways', () => {
    const { inner, outer } = layered({ protocolConfiguration: agentcore.GatewayProtocol.mcp({}) });
    inner.addLambdaTarget('Weather', { lambdaFunction: newFunction(inner.stack), toolSchema: tools('get_weather') });
    const top = new Gateway(inner.stack, 'Top').addGateway(outer);
    expect(top.toolNames).toContain('outer___inner___weather___get_weather');
  });

  test('can be a target of two gateways', () => {
    const { inner } = layered();
    new Gateway(inner.stack, 'Other').addGateway(inner);
    expect(resources(inner, 'AWS::BedrockAgentCore::GatewayTarget')).toHaveLength(2);
  });

  test('can be reached through two gateways', () => {
    // A diamond is not a cycle.
    const { inner, outer } = layered();
    const other = new Gateway(inner.stack, 'Other');
    other.addGateway(inner);
    const top = new Gateway(inner.stack, 'Top');
    expect(() => [outer, other].forEach((gateway) => top.addGateway(gateway))).not.toThrow();
  });
});

describe('the readiness check of an inner gateway', () => {
  const serversIn = (scope: IConstruct) => resources(scope, CHECK)[0][1].Properties.Servers;
  const expectTools = (gateway: Gateway) => JSON.parse(serversIn(gateway)[0].ExpectTools);

  test('expects tools of every target, including targets added later', () => {
    const { inner } = layered();
    for (const id of ['A', 'B']) inner.addLambdaTarget(id, { lambdaFunction: newFunction(inner.stack, `${id}Function`), toolSchema: tools('t') });
    expect(expectTools(inner)).toEqual(['a___', 'b___']);
  });

  test('expects no tools of a gateway whose policy engine may hide them', () => {
    const stack = newStack();
    const policyEngine = new agentcore.PolicyEngine(stack, 'Engine');
    const inner = new Gateway(stack, 'Inner', { policyEngineConfiguration: { policyEngine } });
    inner.addLambdaTarget('A', { lambdaFunction: newFunction(stack), toolSchema: tools('t') });
    new Gateway(stack, 'Outer').addGateway(inner);
    expect(expectTools(inner)).toEqual([]);
  });

  test.each([['eu-west-1', undefined], ['us-east-1', 'us-east-1']])('of a gateway in %s, called from eu-west-1, has the region %s', (region, expected) => {
    const stack = newStack(undefined, 'Stack', { env: { account: ACCOUNT, region: 'eu-west-1' } });
    const arn = `arn:aws:bedrock-agentcore:${region}:${ACCOUNT}:gateway/inner-abcdefghij`;
    const inner = Gateway.fromGatewayAttributes(stack, 'Inner', {
      gatewayArn: arn,
      gatewayUrl: `https://inner-abcdefghij.gateway.bedrock-agentcore.${region}.amazonaws.com/mcp`,
      authorizerConfiguration: agentcore.GatewayAuthorizer.usingAwsIam(),
      role: iam.Role.fromRoleArn(stack, 'Role', `arn:aws:iam::${ACCOUNT}:role/x`),
    });
    new Gateway(stack, 'Outer').addGateway(inner);
    expect(serversIn(stack)[0].Region).toBe(expected);
  });

  test('is one check for all inner gateways of a gateway, in an order that does not depend on the calls', () => {
    const names = (ids: string[]) => {
      const stack = newStack();
      const [a, b, outer] = ['A', 'B', 'Outer'].map((id) => new Gateway(stack, id));
      for (const id of ids) outer.addGateway(id === 'A' ? a : b);
      expect(resources(stack, CHECK)).toHaveLength(1);
      return serversIn(stack).map(({ Name }: any) => Name);
    };
    expect(names(['B', 'A'])).toEqual(['Stack/A', 'Stack/B']);
    expect(names(['A', 'B'])).toEqual(['Stack/A', 'Stack/B']);
  });

  test('is allowed to invoke only that gateway, and to synchronize only targets of the outer one', () => {
    const { inner, outer } = layered();
    const [[, check]] = resources(inner, CHECK);
    const policy = resources(inner, 'AWS::IAM::ManagedPolicy').find(([id]) => check.DependsOn!.includes(id))![1];
    expect(policy.Properties.PolicyDocument.Statement).toHaveLength(2);
    expect(policy.Properties.PolicyDocument.Statement).toEqual(expect.arrayContaining([
      { Effect: 'Allow', Action: 'bedrock-agentcore:InvokeGateway', Resource: inner.stack.resolve(inner.gatewayArn) },
      {
        Effect: 'Allow',
        Action: ['bedrock-agentcore:GetGatewayTarget', 'bedrock-agentcore:ListGatewayTargets', 'bedrock-agentcore:SynchronizeGatewayTargets'],
        Resource: outer.stack.resolve(outer.gatewayArn),
      },
    ]));
  });

  test('is left out with waitUntilReady: false and for a static tool schema, and the target still comes after all inner targets', () => {
    const mcpToolSchema = agentcore.ApiSchema.fromInline(JSON.stringify([{ name: 't', inputSchema: { type: 'object' } }]));
    for (const options of [{ waitUntilReady: false }, { mcpToolSchema }]) {
      const stack = newStack();
      const inner = new Gateway(stack, 'Inner');
      const innerTarget = inner.addLambdaTarget('A', { lambdaFunction: newFunction(stack), toolSchema: tools('t') });
      const target = new Gateway(stack, 'Outer').addGateway(inner, options);
      expect(resources(stack, CHECK)).toEqual([]);
      expect(resourceOf(target).DependsOn).toContain(stack.getLogicalId(innerTarget.node.defaultChild as CfnElement));
    }
  });

  test('of two outer gateways shares one resource that depends on all inner targets', () => {
    const stack = newStack();
    const inner = new Gateway(stack, 'Inner');
    const innerTargets = ['A', 'B'].map((id) => inner.addLambdaTarget(id, { lambdaFunction: newFunction(stack, `${id}Function`), toolSchema: tools('t') }));
    const outerTargets = ['One', 'Two'].map((id) => new Gateway(stack, id).addGateway(inner, { waitUntilReady: false }));
    const [[barrier, { DependsOn }]] = resources(stack, 'AWS::CloudFormation::WaitConditionHandle');
    expect(DependsOn).toEqual(innerTargets.map((target) => stack.getLogicalId(target.node.defaultChild as CfnElement)));
    for (const target of outerTargets) expect(resourceOf(target).DependsOn).toContain(barrier);
  });
});

test('an inner gateway without a protocol type is called at its MCP endpoint', () => {
  const { inner, outer } = layered({ protocolConfiguration: MultiProtocol.all() });
  expect(resourceOf(outer.targets[0]).Properties.TargetConfiguration.Mcp.McpServer.Endpoint).toEqual({ 'Fn::Join': ['', [inner.stack.resolve(inner.url), '/mcp']] });
});

describe('a gateway that cannot be a target fails at the call, with both paths', () => {
  test.each<[string, GatewayProps, string, string]>([
    ['JWT', {
      authorizerConfiguration: InboundAuth.customJwt({ discoveryUrl: 'https://x.example.com/.well-known/openid-configuration', allowedAudience: ['a'] }),
    }, 'auth-inner-gateway-authorizer', 'its inbound authorization is CUSTOM_JWT'],
    ['NONE', { authorizerConfiguration: agentcore.GatewayAuthorizer.withNoAuth() },
      'auth-inner-gateway-authorizer', 'its inbound authorization is NONE'],
    ['AUTHENTICATE_ONLY', { authorizerConfiguration: InboundAuth.authenticateOnly() },
      'auth-inner-gateway-authorizer', 'its inbound authorization is AUTHENTICATE_ONLY'],
  ])('when its inbound authorization is %s', (_, props, id, why) => {
    const message = messageOf(() => layered(props));
    expect(message).toContain(`gateway Stack/Inner cannot be a target of gateway Stack/Outer: ${why}`);
    expect(message).toContain('create');
    expect(message).toContain(`cdk-agentcore-gateway:${id}`);
  });

  test('when it is the gateway itself', () => {
    const gateway = new Gateway(newStack(), 'Gateway');
    const message = messageOf(() => gateway.addGateway(gateway));
    expect(message).toContain('gateway Stack/Gateway cannot be its own target');
    expect(message).toContain('cdk-agentcore-gateway:auth-self-target');
  });

  test.each([2, 3, 5])('when the gateways form a cycle of %d', (count) => {
    const stack = newStack();
    const gateways = Array.from({ length: count }, (_, i) => new Gateway(stack, `G${i}`));
    for (let i = 0; i + 1 < count; i += 1) gateways[i].addGateway(gateways[i + 1]);
    const last = gateways[count - 1];
    const message = messageOf(() => last.addGateway(gateways[0]));
    expect(message).toContain(`gateway Stack/G${count - 1} cannot have Stack/G0 as a target`);
    expect(message).toContain([last, ...gateways].map((gateway) => gateway.node.path).join(' -> '));
    expect(message).toContain('remove one of these targets');
  });

  test('when the cycle goes through several stacks, whatever the order of the calls', () => {
    const app = newStack().node.root;
    const [a, b, c] = ['A', 'B', 'C'].map((id) => new Gateway(newStack(app as App, id), `Gateway${id}`));
    b.addGateway(c);
    a.addGateway(b);
    expect(messageOf(() => c.addGateway(a))).toContain('circular dependency C/GatewayC -> A/GatewayA -> B/GatewayB -> C/GatewayC;');
  });

  test('when the cycle goes through an imported gateway that is in the app twice', () => {
    const stack = newStack();
    const attrs = {
      gatewayArn: `arn:aws:bedrock-agentcore:${REGION}:${ACCOUNT}:gateway/x-0123456789`,
      gatewayUrl: 'https://x-0123456789.gateway.bedrock-agentcore.us-east-1.amazonaws.com/mcp',
      authorizerConfiguration: agentcore.GatewayAuthorizer.usingAwsIam(),
      role: iam.Role.fromRoleArn(stack, 'Role', `arn:aws:iam::${ACCOUNT}:role/x`),
    };
    const outer = Gateway.fromGatewayAttributes(stack, 'One', attrs);
    const inner = new Gateway(stack, 'Gateway');
    GatewayTarget.forGateway(stack, 'Target', { gateway: outer, innerGateway: inner });
    expect(messageOf(() => inner.addGateway(Gateway.fromGatewayAttributes(stack, 'Two', attrs)))).toContain('cdk-agentcore-gateway:auth-gateway-cycle');
  });

  test('the template contains nothing of the rejected target', () => {
    const { inner, outer } = layered();
    messageOf(() => inner.addGateway(outer));
    expect(resources(inner, 'AWS::BedrockAgentCore::GatewayTarget')).toHaveLength(1);
  });
});
