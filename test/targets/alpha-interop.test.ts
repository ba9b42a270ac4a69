import * as alpha from '@aws-cdk/aws-bedrock-agentcore-alpha';
import { Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { Gateway, GatewayTarget, MultiProtocol, IGateway } from '../../src';
import { ACCOUNT, messageOf, newAgent, newFunction, newServer, newStack, openApi, REGION, resourceOf, resources, tools } from '../builders';
import { CreationOrder } from '../order/creation-order';

const TARGET = 'AWS::BedrockAgentCore::GatewayTarget';

function alphaRuntime(scope: Stack, protocolConfiguration?: alpha.ProtocolType): alpha.Runtime {
  return new alpha.Runtime(scope, 'AlphaRuntime', {
    agentRuntimeArtifact: alpha.AgentRuntimeArtifact.fromImageUri(`${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/image:1`),
    protocolConfiguration,
  });
}

function statementsOf(target: GatewayTarget): any[] {
  const id = target.stack.getLogicalId(target.node.findChild('Policy') as any);
  return resources(target, 'AWS::IAM::Policy').find(([name]) => name === id)![1].Properties.PolicyDocument.Statement;
}

/** Whether `later` is created after `earlier`, and there is no cycle. */
function isAfter(later: IConstruct, earlier: IConstruct): boolean {
  const order = new CreationOrder(later);
  expect(order.cycle).toBeUndefined();
  return order.isAfter(later, earlier);
}

describe('a runtime of the alpha package', () => {
  test('can be an MCP server of a gateway', () => {
    const stack = newStack();
    const runtime = alphaRuntime(stack, alpha.ProtocolType.MCP);
    const target = new Gateway(stack, 'Gateway').addMcpServer(runtime);
    expect(target.gatewayTargetName).toBe('alpha-runtime');
    expect(statementsOf(target)[0].Resource[0]).toEqual(stack.resolve(runtime.agentRuntimeArn));
    expect(JSON.stringify(resourceOf(target).Properties.TargetConfiguration.Mcp.McpServer.Endpoint)).toContain('/invocations?qualifier=DEFAULT');
  });

  test('has a target created after its readiness check, which is created after the runtime', () => {
    const stack = newStack();
    const runtime = alphaRuntime(stack, alpha.ProtocolType.MCP);
    const target = new Gateway(stack, 'Gateway').addMcpServer(runtime);
    expect(resources(stack, 'Custom::AgentCoreReadiness')).toHaveLength(1);
    expect(isAfter(target, runtime)).toBe(true);
  });

  test('with another protocol is rejected as an MCP server', () => {
    const stack = newStack();
    expect(messageOf(() => new Gateway(stack, 'Gateway').addMcpServer(alphaRuntime(stack)))).toContain('runtime Stack/AlphaRuntime has protocol HTTP');
  });

  test('can be an agent target of a gateway without a protocol type', () => {
    const stack = newStack();
    const runtime = alphaRuntime(stack);
    const target = new Gateway(stack, 'Gateway', { protocolConfiguration: MultiProtocol.all() }).addAgent(runtime);
    expect(resourceOf(target).Properties.TargetConfiguration.Http.AgentcoreRuntime.Arn).toEqual(stack.resolve(runtime.agentRuntimeArn));
  });

  test('that is imported can be both', () => {
    const stack = newStack();
    const runtime = alpha.Runtime.fromAgentRuntimeAttributes(stack, 'Imported', {
      agentRuntimeArn: `arn:aws:bedrock-agentcore:${REGION}:${ACCOUNT}:runtime/docs-0123456789`,
      agentRuntimeId: 'docs-0123456789',
      agentRuntimeName: 'docs',
      roleArn: `arn:aws:iam::${ACCOUNT}:role/docs`,
    });
    expect(() => new Gateway(stack, 'Mcp').addMcpServer(runtime)).not.toThrow();
    expect(() => new Gateway(stack, 'Http', { protocolConfiguration: MultiProtocol.all() }).addAgent(runtime)).not.toThrow();
  });

  test('in another stack has its target there', () => {
    const stack = newStack();
    const other = new Stack(stack.node.root, 'Other');
    const target = new Gateway(stack, 'Gateway').addMcpServer(alphaRuntime(other, alpha.ProtocolType.MCP));
    expect(target.stack).toBe(other);
  });

  test('can be granted access to a gateway through its role', () => {
    const stack = newStack();
    const gateway = new Gateway(stack, 'Gateway');
    const runtime = alphaRuntime(stack);
    expect(gateway.grantInvokeAccess(runtime).success).toBe(true);
    const [[, policy]] = resources(stack, 'AWS::IAM::Policy').filter(([, p]) => JSON.stringify(p).includes('InvokeGateway'));
    expect(policy.Properties.Roles).toEqual([stack.resolve(runtime.role.roleName)]);
  });
});

describe('a gateway of the alpha package', () => {
  /** It lacks `gatewayName`, which is needed for identity ARNs only. */
  function alphaGateway(scope: Stack, id = 'AlphaGateway'): alpha.Gateway & agentcore.IGateway {
    return new alpha.Gateway(scope, id, { gatewayName: 'alpha', authorizerConfiguration: alpha.GatewayAuthorizer.usingAwsIam() }) as any;
  }

  test('can be a target of a gateway, named after its construct ID', () => {
    const stack = newStack();
    const inner = alphaGateway(stack);
    const target = new Gateway(stack, 'Gateway').addGateway(inner);
    expect(target.gatewayTargetName).toBe('alpha-gateway');
    expect(resourceOf(target).Properties.TargetConfiguration.Mcp.McpServer.Endpoint).toEqual(stack.resolve(inner.gatewayUrl));
    expect(statementsOf(target)[0].Resource).toEqual(stack.resolve(inner.gatewayArn));
  });

  test('can have targets of this library', () => {
    const stack = newStack();
    const gateway = alphaGateway(stack);
    const target = GatewayTarget.forMcpRuntime(stack, 'Docs', { gateway, runtime: newServer(stack) });
    expect(resourceOf(target).Properties.GatewayIdentifier).toEqual(stack.resolve(gateway.gatewayId));
  });
});

describe('a gateway of aws-cdk-lib', () => {
  function upstreamGateway(scope: Stack, props: agentcore.GatewayProps = {}): agentcore.Gateway {
    return new agentcore.Gateway(scope, 'Upstream', { gatewayName: 'upstream', authorizerConfiguration: agentcore.GatewayAuthorizer.usingAwsIam(), ...props });
  }

  test('can be a target of a gateway, named after its construct ID', () => {
    const stack = newStack();
    const inner = upstreamGateway(stack);
    const target = new Gateway(stack, 'Gateway').addGateway(inner);
    expect(target.gatewayTargetName).toBe('upstream');
    expect(resourceOf(target).Properties.TargetConfiguration.Mcp.McpServer.Endpoint).toEqual(stack.resolve(inner.gatewayUrl));
    expect(statementsOf(target)).toEqual([{ Effect: 'Allow', Action: 'bedrock-agentcore:InvokeGateway', Resource: stack.resolve(inner.gatewayArn) }]);
  });

  test('has a target created after its own targets, including those of aws-cdk-lib and those added later', () => {
    const stack = newStack();
    const inner = upstreamGateway(stack);
    const target = new Gateway(stack, 'Gateway').addGateway(inner);
    const late = inner.addLambdaTarget('Late', { lambdaFunction: newFunction(stack), toolSchema: tools('do_it'), gatewayTargetName: 'late' });
    expect(isAfter(target, late)).toBe(true);
  });

  test('without an authorizer has JWT inbound authorization, and is rejected as a target', () => {
    const stack = newStack();
    const inner = new agentcore.Gateway(stack, 'Cognito', { gatewayName: 'cognito' });
    expect(messageOf(() => new Gateway(stack, 'Gateway').addGateway(inner))).toContain('gateway Stack/Cognito cannot be a target of gateway Stack/Gateway');
  });

  const kinds: [string, (stack: Stack, gateway: agentcore.IGateway) => GatewayTarget][] = [
    ['forLambda', (stack, gateway) => GatewayTarget.forLambda(stack, 'T', { gateway, lambdaFunction: newFunction(stack), toolSchema: tools('a') })],
    ['forOpenApi', (stack, gateway) => GatewayTarget.forOpenApi(stack, 'T', { gateway, apiSchema: agentcore.ApiSchema.fromInline(openApi('a')) })],
    ['forMcpServer', (stack, gateway) => GatewayTarget.forMcpServer(stack, 'T', { gateway, endpoint: 'https://mcp.example.com' })],
    ['forMcpRuntime', (stack, gateway) => GatewayTarget.forMcpRuntime(stack, 'T', { gateway, runtime: newServer(stack) })],
    ['forGateway', (stack, gateway) => GatewayTarget.forGateway(stack, 'T', { gateway, innerGateway: new Gateway(stack, 'Inner') })],
  ];

  test.each(kinds)('can have a target of this library: %s', (_, create) => {
    const stack = newStack();
    const gateway = upstreamGateway(stack);
    const target = create(stack, gateway);
    expect(resourceOf(target).Properties.GatewayIdentifier).toEqual(stack.resolve(gateway.gatewayId));
    expect(gateway.role.node.tryFindChild('DefaultPolicy')).toBeUndefined();
  });

  test('cannot have an agent as a target, because it always has the MCP protocol', () => {
    const stack = newStack();
    expect(messageOf(() => GatewayTarget.forAgent(stack, 'T', { gateway: upstreamGateway(stack), runtime: newAgent(stack) })))
      .toContain('cdk-agentcore-gateway:auth-target-protocol');
  });

  test('cannot form a cycle with gateways of this library, and the error names both', () => {
    const stack = newStack();
    const upstream = upstreamGateway(stack);
    const ours = new Gateway(stack, 'Gateway');
    ours.addGateway(upstream);
    expect(messageOf(() => GatewayTarget.forGateway(stack, 'T', { gateway: upstream, innerGateway: ours })))
      .toContain('gateway Stack/Upstream cannot have Stack/Gateway as a target');
  });
});

describe('a gateway of this library', () => {
  test('can have targets of aws-cdk-lib', () => {
    const stack = newStack();
    const gateway: IGateway = new Gateway(stack, 'Gateway');
    agentcore.GatewayTarget.forLambda(stack, 'Theirs', { gateway, lambdaFunction: newFunction(stack), toolSchema: tools('a'), gatewayTargetName: 'theirs' });
    expect(resources(stack, TARGET)[0][1].Properties.GatewayIdentifier).toEqual(stack.resolve(gateway.gatewayId));
  });

  test('has a target created after its targets of aws-cdk-lib', () => {
    const stack = newStack();
    const inner = new Gateway(stack, 'Inner');
    const target = new Gateway(stack, 'Outer').addGateway(inner);
    const theirs = agentcore.GatewayTarget.forLambda(stack, 'Theirs', {
      gateway: inner, lambdaFunction: newFunction(stack), toolSchema: tools('a'), gatewayTargetName: 'theirs',
    });
    expect(isAfter(target, theirs)).toBe(true);
  });

  test('can have a policy engine of aws-cdk-lib, which can have policies', () => {
    const stack = newStack();
    const policyEngine = new agentcore.PolicyEngine(stack, 'Engine');
    const gateway = new Gateway(stack, 'Gateway', { policyEngineConfiguration: { policyEngine } });
    policyEngine.addPolicy('Permit', {
      statement: agentcore.PolicyStatement.fromCedar(`permit(principal, action, resource == AgentCore::Gateway::"${gateway.gatewayArn}");`),
    });
    expect(resources(stack, 'AWS::BedrockAgentCore::Policy')).toHaveLength(1);
  });

  test('is an IGateway of aws-cdk-lib, with its grants', () => {
    const stack = newStack();
    const gateway: agentcore.IGateway = new Gateway(stack, 'Gateway');
    gateway.grantInvoke(new iam.Role(stack, 'Caller', { assumedBy: new iam.AccountRootPrincipal() }));
    expect(JSON.stringify(resources(stack, 'AWS::IAM::Policy'))).toContain('bedrock-agentcore:InvokeGateway');
  });
});
