import { App, SecretValue, Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import { LargeApp } from './large';
import { addFunction, newApp } from './parts';
import { serverCode } from './server-code';
import { Gateway, McpServer } from 'cdk-agentcore-gateway';

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
function deniedCheck(): App {
  const app = newApp();
  const stack = new Stack(app, 'App');
  const outer = new Gateway(stack, 'Team');
  const inner = new Gateway(stack, 'Domain');
  addFunction(inner, 'Orders', ['get_order']);
  outer.addGateway(inner, { gatewayTargetName: 'domain' });
  inner.addToResourcePolicy(new iam.PolicyStatement({
    effect: iam.Effect.DENY,
    principals: [new iam.AnyPrincipal()],
    actions: ['bedrock-agentcore:InvokeGateway'],
    resources: [inner.gatewayArn],
    conditions: { ArnNotEquals: { 'aws:PrincipalArn': outer.role.roleArn } },
  }));
  return app;
}

export const SPECIAL_APPS: LargeApp[] = [
  { name: 'tokens', about: 'an MCP server that takes tokens', app: () => tokens() },
  { name: 'tokens-schema', about: 'an MCP server that takes tokens, and whose tools are given', app: () => tokens(TOOLS) },
  { name: 'denied-check', about: 'an inner gateway whose resource policy denies everybody but the outer one', app: deniedCheck },
];
