import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Gateway } from '../../src';
import { newAgent, newStack, only, resources } from '../builders';

const INVOKE = 'bedrock-agentcore:InvokeGateway';
const allow = (props: iam.PolicyStatementProps) => new iam.PolicyStatement({ actions: [INVOKE], principals: [new iam.AccountPrincipal('444455556666')], ...props });

const withTokens = () => gatewayOf(agentcore.GatewayAuthorizer.usingCustomJwt({ discoveryUrl: 'https://idp.example.com/.well-known/openid-configuration', allowedAudience: ['tools'] }));

function gatewayOf(authorizerConfiguration?: agentcore.IGatewayAuthorizerConfig): Gateway {
  return new Gateway(newStack(), 'Tools', { authorizerConfiguration });
}

test('a statement without resources is about the gateway', () => {
  const gateway = gatewayOf();
  gateway.addToResourcePolicy(allow({}));
  const { Properties } = only(gateway.stack, 'AWS::BedrockAgentCore::ResourcePolicy');
  expect(JSON.stringify(Properties.Policy)).toContain('GatewayArn');
});

test('the statement that the caller passed stays as it was', () => {
  const statement = allow({});
  gatewayOf().addToResourcePolicy(statement);
  expect(statement.resources).toEqual([]);
});

test.each<[string, iam.PolicyStatement, string]>([
  ['no principal', new iam.PolicyStatement({ actions: [INVOKE] }), 'it has no principal; set `principals`'],
  ['no action', new iam.PolicyStatement({ principals: [new iam.StarPrincipal()] }), 'it has no action; set `actions`'],
  ['an action of another service', allow({ actions: ['lambda:InvokeFunction'] }), '`lambda:InvokeFunction` is not an action of AgentCore'],
  ['every resource', allow({ resources: ['*'] }), 'its resources are `*`; leave `resources` out'],
  ['two resources', allow({ resources: ['arn:a', 'arn:b'] }), 'its resources are `arn:a`, `arn:b`'],
  ['all resources but one', allow({ notResources: ['arn:a'] }), 'it has `notResources`'],
])('a statement with %s is an error at the call', (_, statement, message) => {
  const gateway = gatewayOf();
  expect(() => gateway.addToResourcePolicy(statement)).toThrow(message);
});

test('an error lists everything that is wrong, and names the gateway', () => {
  const gateway = gatewayOf();
  expect(() => gateway.addToResourcePolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] })))
    .toThrow(/resource policy of Stack\/Tools:\n- it has no principal.*\n- `s3:GetObject`.*\n- its resources are `\*`/);
});

test('a rejected statement leaves no resource policy behind', () => {
  const gateway = gatewayOf();
  expect(() => gateway.addToResourcePolicy(allow({ resources: ['*'] }))).toThrow();
  expect(resources(gateway.stack, 'AWS::BedrockAgentCore::ResourcePolicy')).toEqual([]);
});

test('callers with tokens match no AWS identity, so a principal other than everyone is an error', () => {
  const gateway = withTokens();
  expect(() => gateway.addToResourcePolicy(allow({}))).toThrow('callers of a gateway with JWT inbound authorization have none; use `new StarPrincipal()`');
});

test.each([new iam.StarPrincipal(), new iam.AnyPrincipal()])('callers with tokens match the principal for everyone (%#)', (principal) => {
  const gateway = withTokens();
  expect(() => gateway.addToResourcePolicy(allow({ principals: [principal], effect: iam.Effect.DENY }))).not.toThrow();
});

test('a statement of an agent without resources is about the runtime in one policy, and about its endpoint in the other', () => {
  const stack = newStack();
  newAgent(stack, 'Agent').addToResourcePolicy(allow({ actions: ['bedrock-agentcore:InvokeAgentRuntime'] }));
  const policies = resources(stack, 'AWS::BedrockAgentCore::ResourcePolicy').map(([, { Properties }]) => JSON.stringify(Properties.Policy));
  expect(policies.map((policy) => policy.includes('runtime-endpoint')).sort()).toEqual([false, true]);
});
