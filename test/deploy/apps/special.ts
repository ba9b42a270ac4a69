import { App, SecretValue, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { LargeApp } from './large';
import { addFunction, newApp } from './parts';
import { serverCode } from './server-code';
import { shop } from '../../integ/shop';
import { AgentRuntime, Gateway, McpServer, MultiProtocol } from 'cdk-agentcore-gateway';

const DISCOVERY_URL = 'https://login.example.com/.well-known/openid-configuration';

const TOOLS = agentcore.ApiSchema.fromInline(JSON.stringify({ tools: [{ name: 'read_page', description: 'Does read_page', inputSchema: { type: 'object', properties: {} } }] }));

/** An MCP server that takes tokens, and a gateway that gets some. With a tool schema, the service need not call the server. */
function tokens(mcpToolSchema?: agentcore.ApiSchema): App {
  const app = newApp();
  const stack = new Stack(app, 'App');
  const login = agentcore.OAuth2CredentialProvider.usingCustom(stack, 'Login', {
    oAuth2CredentialProviderName: 'login', clientId: 'tools', clientSecret: SecretValue.secretsManager('shop/oauth-client-secret'), discoveryUrl: DISCOVERY_URL,
  });
  const gateway = new Gateway(stack, 'Tools');
  gateway.addMcpServer(new McpServer(stack, 'Docs', {
    agentRuntimeArtifact: serverCode('read_page'),
    authorizerConfiguration: agentcore.RuntimeAuthorizerConfiguration.usingJWT(DISCOVERY_URL, ['tools']),
  }), { mcpToolSchema, credentialProviderConfigurations: [agentcore.GatewayCredentialProvider.fromOauthIdentity(login, { scopes: ['read'] })] });
  return app;
}

/** An inner gateway that rejects everybody but the outer one. */
function deniedCheck(waitUntilReady?: boolean): App {
  const app = newApp();
  const stack = new Stack(app, 'App');
  const outer = new Gateway(stack, 'Team');
  const inner = new Gateway(stack, 'Domain');
  addFunction(inner, 'Orders', ['get_order']);
  outer.addGateway(inner, { gatewayTargetName: 'domain', waitUntilReady });
  inner.addToResourcePolicy(new iam.PolicyStatement({
    effect: iam.Effect.DENY,
    principals: [new iam.AnyPrincipal()],
    actions: ['bedrock-agentcore:InvokeGateway'],
    resources: [inner.gatewayArn],
    conditions: { ArnNotEquals: { 'aws:PrincipalArn': outer.role.roleArn } },
  }));
  return app;
}

/** Two agents in different stacks that call each other, themselves and the gateway that they are targets of, which has a policy engine. */
function agents(): App {
  const app = newApp();
  const [tools, one, two] = ['Tools', 'One', 'Two'].map((id) => new Stack(app, id));
  const gateway = new Gateway(tools, 'Agents', {
    protocolConfiguration: MultiProtocol.all(),
    policyEngineConfiguration: { policyEngine: new agentcore.PolicyEngine(tools, 'Engine') },
  });
  const callers = [one, two].map((stack) => new AgentRuntime(stack, `Agent${stack.node.id}`, { agentRuntimeArtifact: serverCode() }));
  for (const caller of callers) {
    gateway.addAgent(caller);
    gateway.grantInvokeAccess(caller);
    for (const callee of callers) callee.grantInvokeAccess(caller);
  }
  return app;
}

/** An MCP server behind a Lambda function URL with IAM authorization, and one behind a REST API. */
function urls(): App {
  const app = newApp();
  const stack = new Stack(app, 'App');
  const gateway = new Gateway(stack, 'Tools');
  const fn = new lambda.Function(stack, 'Server', {
    runtime: lambda.Runtime.NODEJS_24_X, handler: 'index.handler', code: lambda.Code.fromAsset(shop('orders')),
  });
  gateway.addMcpServerTarget('Function', { endpoint: fn.addFunctionUrl().url });
  const api = new apigateway.RestApi(stack, 'Api', { cloudWatchRole: false });
  api.root.addResource('mcp').addMethod('POST', new apigateway.MockIntegration(), { authorizationType: apigateway.AuthorizationType.IAM });
  gateway.addMcpServerTarget('Api', {
    endpoint: api.urlForPath('/mcp'), credentialProviderConfigurations: [agentcore.GatewayCredentialProvider.fromIamRole({ service: 'execute-api' })],
  });
  return app;
}

export const SPECIAL_APPS: LargeApp[] = [
  { name: 'tokens', about: 'an MCP server that takes tokens', app: () => tokens() },
  { name: 'tokens-schema', about: 'an MCP server that takes tokens, and whose tools are given', app: () => tokens(TOOLS) },
  { name: 'agents', about: 'agents in two stacks that call each other, themselves and the gateway that they are targets of', app: agents },
  { name: 'urls', about: 'MCP servers behind a function URL and behind a REST API, which require signatures', app: urls },
  { name: 'denied-check', about: 'an inner gateway whose resource policy denies everybody but the outer one', app: () => deniedCheck() },
  { name: 'denied-check-off', about: 'the same without a readiness check', app: () => deniedCheck(false) },
];
