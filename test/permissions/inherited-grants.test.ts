import { Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AgentRuntime, Gateway } from '../../src';
import { ACCOUNT, ENV, messageOf, newAgent, newFunction, newStack, OTHER_ACCOUNT, REGION, resourceOf, resources, warnings } from '../builders';

// Synthesis prints the warnings that are expected here.
beforeEach(() => void jest.spyOn(console, 'error').mockImplementation());

const JWT = { discoveryUrl: 'https://idp.example.com/.well-known/openid-configuration', allowedAudience: ['a'] };

type Grant = (callee: { gateway: Gateway; agent: AgentRuntime }, grantee: iam.IGrantable) => iam.Grant;

const GRANTS: [string, string[], Grant][] = [
  ['grantInvoke of a gateway', ['InvokeGateway'], ({ gateway }, grantee) => gateway.grantInvoke(grantee)],
  ['grantInvoke of an agent', ['InvokeAgentRuntime', 'InvokeAgentRuntimeForUser'], ({ agent }, grantee) => agent.grantInvoke(grantee)],
  ['grantInvokeRuntime', ['InvokeAgentRuntime'], ({ agent }, grantee) => agent.grantInvokeRuntime(grantee)],
  ['grantInvokeRuntimeForUser', ['InvokeAgentRuntimeForUser'], ({ agent }, grantee) => agent.grantInvokeRuntimeForUser(grantee)],
  ['grantInvokeRuntimeWithWebSocketStream', ['InvokeAgentRuntimeWithWebSocketStream'], ({ agent }, grantee) => agent.grantInvokeRuntimeWithWebSocketStream(grantee)],
];

function callees(takesTokens = false): { stack: Stack; gateway: Gateway; agent: AgentRuntime } {
  const stack = newStack(undefined, 'Stack', { env: ENV });
  const gateway = new Gateway(stack, 'Gateway', takesTokens ? { authorizerConfiguration: agentcore.GatewayAuthorizer.usingCustomJwt(JWT) } : {});
  const agent = newAgent(stack, 'Agent', takesTokens ? { authorizerConfiguration: agentcore.RuntimeAuthorizerConfiguration.usingJWT(JWT.discoveryUrl, ['c']) } : {});
  return { stack, gateway, agent };
}

describe.each(GRANTS)('%s', (_, actions, grant) => {
  test('allows exactly its actions', () => {
    const { stack, ...all } = callees();
    const role = new iam.Role(stack, 'Caller', { assumedBy: new iam.AccountRootPrincipal() });
    grant(all, role);
    const [, policy] = resources(stack, 'AWS::IAM::Policy').find(([, { Properties }]) => JSON.stringify(Properties.Roles) === JSON.stringify([stack.resolve(role.roleName)]))!;
    expect(policy.Properties.PolicyDocument.Statement.map(({ Action }: any) => [Action].flat())).toEqual([actions.map((action) => `bedrock-agentcore:${action}`)]);
  });

  test('lets a function find what it is allowed to call', () => {
    const { stack, ...all } = callees();
    const fn = newFunction(stack);
    grant(all, fn);
    expect(resourceOf(fn).Properties.Environment.Variables).toHaveProperty('RUNTIME_CONFIG_APP_ID');
  });

  test('allows a caller of another account in the resource policy', () => {
    const { stack, ...all } = callees();
    grant(all, new iam.AccountPrincipal(OTHER_ACCOUNT));
    expect(JSON.stringify(resources(stack, 'AWS::BedrockAgentCore::ResourcePolicy'))).toContain(actions[0]);
  });

  test('has a warning for a role whose policies the app cannot change', () => {
    const { stack, ...all } = callees();
    grant(all, iam.Role.fromRoleArn(stack, 'Caller', `arn:aws:iam::${ACCOUNT}:role/caller`, { mutable: false }));
    expect(warnings(stack).join()).toContain('this app cannot change the policies of role Stack/Caller, so nothing was granted; add these statements manually: ');
  });

  test('fails for JWT inbound authorization, and the error explains why', () => {
    const { stack, ...all } = callees(true);
    expect(messageOf(() => grant(all, newFunction(stack)))).toContain('cdk-agentcore-gateway:grant-on-jwt');
  });
});

test.each(['grantRead', 'grantManage'] as const)('%s of a gateway has a warning for a role whose policies the app cannot change', (method) => {
  const { stack, gateway } = callees();
  gateway[method](iam.Role.fromRoleArn(stack, 'Caller', `arn:aws:iam::${ACCOUNT}:role/caller`, { mutable: false }));
  expect(warnings(stack).join()).toContain('this app cannot change the policies of role Stack/Caller, so nothing was granted; add these statements manually: ');
});

test('an agent with explicit IAM inbound authorization accepts grants', () => {
  const stack = newStack();
  const agent = newAgent(stack, 'Agent', { authorizerConfiguration: agentcore.RuntimeAuthorizerConfiguration.usingIAM() });
  expect(agent.grantInvokeAccess(newFunction(stack)).success).toBe(true);
});

test('grantInvoke of an imported gateway registers it like grantInvokeAccess', () => {
  const stack = newStack(undefined, 'Stack', { env: ENV });
  const url = `https://shared-0123456789.gateway.bedrock-agentcore.${REGION}.amazonaws.com/mcp`;
  Gateway.fromGatewayAttributes(stack, 'Shared', {
    gatewayArn: `arn:aws:bedrock-agentcore:${REGION}:${ACCOUNT}:gateway/shared-0123456789`, gatewayUrl: url, authorizerConfiguration: agentcore.GatewayAuthorizer.usingAwsIam(),
  }).grantInvoke(newFunction(stack));
  expect(JSON.stringify(resources(stack, 'AWS::AppConfig::HostedConfigurationVersion'))).toContain(url);
});

test('a statement that is added to the resource policy of a gateway is in the same policy as those of grants', () => {
  const { stack, gateway } = callees();
  gateway.grantInvokeAccess(new iam.AccountPrincipal(OTHER_ACCOUNT));
  gateway.addToResourcePolicy(new iam.PolicyStatement({
    effect: iam.Effect.DENY,
    actions: ['bedrock-agentcore:InvokeGateway'],
    resources: [gateway.gatewayArn],
    principals: [new iam.AnyPrincipal()],
    conditions: { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } },
  }));
  const policies = resources(stack, 'AWS::BedrockAgentCore::ResourcePolicy');
  expect(policies).toHaveLength(1);
  expect(JSON.stringify(policies)).toContain(OTHER_ACCOUNT);
  expect(JSON.stringify(policies)).toContain('vpc-1');
});
