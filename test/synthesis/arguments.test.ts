/* eslint-disable @typescript-eslint/no-explicit-any -- what a program in plain JavaScript passes */
import { App, Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import { AgentRuntime, CedarPolicy, Gateway, GatewayRules, GatewayTarget, InboundAuth, LocalProcess, McpServer, Readiness, RuntimeConfig } from '../../src';
import { readMcpTools } from '../../src/schema/mcp-tools';
import { readToolDefinitions } from '../../src/schema/tool-definitions';
import { artifact, messageOf, newFunction, tools } from '../builders';

const inGateway = (run: (gateway: any, stack: Stack) => unknown) => messageOf(() => {
  const stack = new Stack(new App(), 'S');
  run(new Gateway(stack, 'G'), stack);
});

/** Arguments that are missing, or of another type. */
test.each<[string, (gateway: any, stack: Stack) => unknown]>([
  ['properties of a Lambda target', (g) => g.addLambdaTarget('W')],
  ['the id of a target', (g, s) => g.addLambdaTarget(undefined, { lambdaFunction: newFunction(s), toolSchema: tools('a') })],
  ['the function of a Lambda target', (g) => g.addLambdaTarget('W', { toolSchema: tools('a') })],
  ['an ARN as a function', (g) => g.addLambdaTarget('W', { lambdaFunction: 'arn:aws:lambda:eu-west-1:111122223333:function:x', toolSchema: tools('a') })],
  ['the schema of a Lambda target', (g, s) => g.addLambdaTarget('W', { lambdaFunction: newFunction(s) })],
  ['a list as a tool schema', (g, s) => g.addLambdaTarget('W', { lambdaFunction: newFunction(s), toolSchema: [{ name: 'x' }] })],
  ['properties of an OpenAPI target', (g) => g.addOpenApiTarget('W')],
  ['the schema of an OpenAPI target', (g) => g.addOpenApiTarget('W', {})],
  ['a file name as an API schema', (g) => g.addOpenApiTarget('W', { apiSchema: 'openapi.json' })],
  ['the model of a Smithy target', (g) => g.addSmithyTarget('W', {})],
  ['the API of an API Gateway target', (g) => g.addApiGatewayTarget('W', {})],
  ['properties of an MCP server target', (g) => g.addMcpServerTarget('W')],
  ['an MCP server', (g) => g.addMcpServer(undefined)],
  ['a URL as an MCP server', (g) => g.addMcpServer('https://x.example.com/mcp')],
  ['an agent', (g) => g.addAgent(undefined)],
  ['an inner gateway', (g) => g.addGateway(undefined)],
  ['a name as an inner gateway', (g) => g.addGateway('other')],
  ['an object as an inner gateway', (g) => g.addGateway({})],
  ['credentials that are not in a list', (g, s) => g.addLambdaTarget('W', { lambdaFunction: newFunction(s), toolSchema: tools('a'), credentialProviderConfigurations: agentcore.GatewayCredentialProvider.fromIamRole() })],
  ['credentials in a list', (g, s) => g.addLambdaTarget('W', { lambdaFunction: newFunction(s), toolSchema: tools('a'), credentialProviderConfigurations: [undefined] })],
  ['a grantee', (g) => g.grantInvokeAccess(undefined)],
  ['a name as a grantee', (g) => g.grantInvokeAccess('role')],
  ['the text of a policy', () => (CedarPolicy as any).fromText('x')],
  ['the path of a policy', () => (CedarPolicy as any).fromFile()],
  ['the folder of policies', () => (CedarPolicy as any).fromDirectory()],
  ['the scope of a gateway', () => new (Gateway as any)(undefined, 'G')],
  ['the id of a gateway', (_g, s) => new (Gateway as any)(s)],
  ['a folder as policies', (_g, s) => new (Gateway as any)(s, 'H', { cedarPolicies: 'policies' })],
  ['a text as inbound authorization', (_g, s) => new (Gateway as any)(s, 'H', { authorizerConfiguration: 'AWS_IAM' })],
  ['an interceptor that is not in a list', (_g, s) => new (Gateway as any)(s, 'H', { interceptorConfigurations: newFunction(s) })],
  ['a text as a protocol', (_g, s) => new (Gateway as any)(s, 'H', { protocolConfiguration: 'MCP' })],
  ['a list as tags', (_g, s) => new (Gateway as any)(s, 'H', { tags: ['a'] })],
  ['properties of an MCP server', (_g, s) => new (McpServer as any)(s, 'D')],
  ['the artifact of an MCP server', (_g, s) => new (McpServer as any)(s, 'D', {})],
  ['properties of an agent', (_g, s) => new (AgentRuntime as any)(s, 'D')],
  ['a text as a local process', (_g, s) => new (AgentRuntime as any)(s, 'D', { agentRuntimeArtifact: artifact(), local: 'node x' })],
  ['the command of a local process', () => (LocalProcess as any).command()],
  ['properties of a target', (_g, s) => (GatewayTarget as any).forLambda(s, 'T')],
  ['the gateway of a target', (_g, s) => (GatewayTarget as any).forLambda(s, 'T', { lambdaFunction: newFunction(s), toolSchema: tools('a') })],
  ['the attributes of an imported gateway', (_g, s) => (Gateway as any).fromGatewayAttributes(s, 'I')],
  ['the scope of the rules', () => (GatewayRules as any).of()],
  ['the scope of a Runtime Configuration', () => (RuntimeConfig as any).of()],
  ['the scope of options of the Runtime Configuration', () => (RuntimeConfig as any).configure(undefined, {})],
  ['options of the Runtime Configuration', (_g, s) => (RuntimeConfig as any).configure(s)],
  ['the key of an entry of the Runtime Configuration', (_g, s) => (RuntimeConfig.of(s) as any).set('a', undefined, 1)],
  ['the value of an entry of the Runtime Configuration', (_g, s) => (RuntimeConfig.of(s) as any).set('a', 'b')],
  ['the scope of options of the readiness check', () => (Readiness as any).configure(undefined, {})],
  ['options of the readiness check', (_g, s) => (Readiness as any).configure(s)],
  ['an interceptor', (g) => g.addInterceptor(undefined)],
  ['a function as an interceptor', (g, s) => g.addInterceptor(newFunction(s))],
  ['options of Cognito', () => (InboundAuth as any).cognito()],
  ['the user pool of Cognito', () => (InboundAuth as any).cognito({})],
])('an error names the argument and what to pass: %s', (_, run) => {
  expect(inGateway(run)).toMatch(/^argument .* is (missing|a list|an? \S.*|the text `.*`); (pass|use) .* \[cdk-agentcore-gateway:argument( at .*)?\]$/s);
});

test('an error about a harness as a grantee names its role', () => {
  const message = inGateway((gateway, stack) => gateway.grantInvokeAccess(new agentcore.CfnHarness(stack, 'Harness', {
    harnessName: 'orders', executionRoleArn: 'arn:aws:iam::123456789012:role/harness', model: {},
  })));
  expect(message).toContain('is an object of class CfnHarness; pass an agent, a function, a role or another grantable construct; for a construct without `grantPrincipal`, such as `CfnHarness`, pass its role');
});

test('an error about an argument is in the language of the program', () => {
  const before = process.env.JSII_AGENT;
  process.env.JSII_AGENT = 'Python/3.13.0';
  try {
    expect(inGateway((gateway) => gateway.addMcpServer(undefined))).toContain('argument `server` of `add_mcp_server` is missing');
  } finally {
    if (before === undefined) delete process.env.JSII_AGENT;
    else process.env.JSII_AGENT = before;
  }
});

const add = (gateway: Gateway, stack: Stack, id: string, options: object = {}) => gateway.addLambdaTarget(id, { lambdaFunction: newFunction(stack, `${id}Function`), toolSchema: tools('a'), ...options });

describe('a message never names the same party twice', () => {
  test('for a target that is added twice', () => {
    const message = inGateway((gateway, stack) => {
      const server = new McpServer(stack, 'Mine', { agentRuntimeArtifact: artifact() });
      gateway.addMcpServer(server);
      gateway.addMcpServer(server);
    });
    expect(message).toBe('gateway S/G already has a target with the name `mine`; pass another `gatewayTargetName` [cdk-agentcore-gateway:names-duplicate-target at S/G]');
  });

  test('for two targets with one name', () => {
    expect(inGateway((gateway, stack) => {
      add(gateway, stack, 'One', { gatewayTargetName: 'mine' });
      add(gateway, stack, 'Other', { gatewayTargetName: 'mine' });
    })).toMatch(/^gateway S\/G already has a target with the name `mine`, S\/G\/One, so S\/G\/Other cannot have it; /);
  });

  test('for a gateway that is its own target', () => {
    expect(inGateway((gateway) => gateway.addGateway(gateway))).toMatch(/^gateway S\/G cannot be its own target; remove the target /);
  });
});

test.each([
  ['without the document', 'https://idp.example.com', '`discoveryUrl` is `https://idp.example.com`'],
  ['without https', 'http://idp.example.com/.well-known/openid-configuration', '`discoveryUrl` is `http://idp'],
  ['that is missing', undefined, '`discoveryUrl` is missing'],
])('a discovery URL %s is rejected with the form that it must have', (_, discoveryUrl, found) => {
  const message = inGateway((_gateway, stack) => new Gateway(stack, 'Jwt', { authorizerConfiguration: agentcore.GatewayAuthorizer.usingCustomJwt({ discoveryUrl, allowedAudience: ['a'] } as any) }));
  expect(message).toContain(found);
  expect(message).toContain('give the URL of the issuer followed by /.well-known/openid-configuration, such as https://login.example.com/.well-known/openid-configuration');
});

test('credentials that a Lambda function does not accept come with what to do instead', () => {
  const oauth = agentcore.GatewayCredentialProvider.fromOauthIdentityArn({ providerArn: 'arn:aws:bedrock-agentcore:eu-west-1:111122223333:token-vault/default/oauth2credentialprovider/x', secretArn: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:x', scopes: [] });
  expect(inGateway((gateway, stack) => add(gateway, stack, 'W', { credentialProviderConfigurations: [oauth] })))
    .toContain('use `GATEWAY_IAM_ROLE`; Lambda authorizes the role of the gateway only; check the token of the caller in an interceptor, let the function obtain its own tokens, or offer the API behind it as an OpenAPI target');
});

test.each(['inlinePayload', 'InlinePayload'])('tools under `%s`, as in a template, are named', (key) => {
  const fixes = [readToolDefinitions({ [key]: [] }), readMcpTools(JSON.stringify({ [key]: [] }))].map(({ findings: [{ fix }] }) => fix);
  expect(fixes).toEqual([`write only the array under \`${key}\``, `write only the array under \`${key}\``]);
});
