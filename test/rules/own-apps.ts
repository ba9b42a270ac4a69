import { App, SecretValue, Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { ARTIFACT, lambdaFunction, ORDERS, ordersApi, PET_STORE, TOOL_SCHEMA } from './upstream-apps';
import { AgentRuntime, Gateway, MultiProtocol, ListingMode, McpServer, OutboundAuth } from '../../src';

/**
 * Apps of this library, in which no rule may report a finding.
 */

const JWT = agentcore.GatewayAuthorizer.usingCustomJwt({
  discoveryUrl: 'https://idp.example.com/.well-known/openid-configuration', allowedAudience: ['tools'],
});

/** Every kind of target, with every kind of credentials, in one stack. */
export function everyTarget(): App {
  const app = new App();
  const stack = new Stack(app, 'S');
  const inner = new Gateway(stack, 'Inner');
  inner.addLambdaTarget('L', { lambdaFunction: lambdaFunction(stack, 'Fn'), toolSchema: TOOL_SCHEMA });
  const aliased = lambdaFunction(stack, 'Aliased');
  inner.addLambdaTarget('Live', { lambdaFunction: new lambda.Alias(stack, 'Alias', { aliasName: 'live', version: aliased.currentVersion }), toolSchema: TOOL_SCHEMA });
  inner.addMcpServer(new McpServer(stack, 'Docs', { agentRuntimeArtifact: ARTIFACT }));
  inner.addMcpServer(new McpServer(stack, 'Live', { agentRuntimeArtifact: ARTIFACT }), { mcpToolSchema: undefined, gatewayTargetName: 'more' });

  const outer = new Gateway(stack, 'Outer', {
    kmsKey: new kms.Key(stack, 'Key'),
    policyEngineConfiguration: { policyEngine: new agentcore.PolicyEngine(stack, 'Engine'), mode: agentcore.PolicyEngineMode.ENFORCE },
    interceptorConfigurations: [agentcore.LambdaInterceptor.forRequest(lambdaFunction(stack, 'Guard'))],
  });
  outer.addGateway(inner);
  const key = new agentcore.ApiKeyCredentialProvider(stack, 'PetKey', { apiKey: SecretValue.unsafePlainText('key') });
  const idp = agentcore.OAuth2CredentialProvider.usingGithub(stack, 'Idp', { clientId: 'x', clientSecret: SecretValue.unsafePlainText('y') });
  const apiSchema = agentcore.ApiSchema.fromInline(PET_STORE);
  const withKey = [agentcore.GatewayCredentialProvider.fromApiKeyIdentity(key)];
  outer.addOpenApiTarget('Pets', { apiSchema, credentialProviderConfigurations: withKey });
  outer.addOpenApiTarget('OpenPets', { apiSchema });
  outer.addOpenApiTarget('SignedPets', { apiSchema, credentialProviderConfigurations: [agentcore.GatewayCredentialProvider.fromIamRole({ service: 'execute-api' })] });
  outer.addMcpServerTarget('Keyed', { endpoint: 'https://keyed.example.com/mcp', credentialProviderConfigurations: withKey });
  outer.addMcpServerTarget('Git', {
    endpoint: 'https://git.example.com/mcp', credentialProviderConfigurations: [agentcore.GatewayCredentialProvider.fromOauthIdentity(idp, { scopes: ['repo'] })],
  });
  outer.addMcpServerTarget('Users', {
    endpoint: 'https://users.example.com/mcp',
    credentialProviderConfigurations: [OutboundAuth.authorizationCode(idp, { scopes: ['repo'], defaultReturnUrl: 'https://app.example.com/back' })],
  });
  outer.addMcpServerTarget('Open', { endpoint: 'https://open.example.com/mcp' });
  outer.addApiGatewayTarget('Orders', { restApi: ordersApi(stack, 'Api'), apiGatewayToolConfiguration: ORDERS });

  const agents = new Gateway(stack, 'Agents', { protocolConfiguration: MultiProtocol.all() });
  agents.addAgent(new AgentRuntime(stack, 'Helper', { agentRuntimeArtifact: ARTIFACT }));
  agents.addAgent(new AgentRuntime(stack, 'Partner', { agentRuntimeArtifact: ARTIFACT, protocolConfiguration: agentcore.ProtocolType.A2A }));

  const front = new AgentRuntime(stack, 'Front', { agentRuntimeArtifact: ARTIFACT, gatewayEnvironmentVariables: true });
  outer.grantInvokeAccess(front);
  agents.grantInvokeAccess(front);
  outer.grantInvokeAccess(lambdaFunction(stack, 'Caller'));
  return app;
}

/** Dynamic listing, which excludes semantic search, on an inner gateway. */
export function dynamicListing(): App {
  const app = new App();
  const stack = new Stack(app, 'S');
  const protocolConfiguration = agentcore.GatewayProtocol.mcp({ supportedVersions: [agentcore.MCPProtocolVersion.MCP_2025_06_18] });
  const inner = new Gateway(stack, 'Inner', { protocolConfiguration });
  inner.addMcpServer(new McpServer(stack, 'Docs', { agentRuntimeArtifact: ARTIFACT }), { listingMode: ListingMode.DYNAMIC });
  new Gateway(stack, 'Outer').addGateway(inner);
  return app;
}

/** Gateways with a JWT authorizer. */
export function tokens(): App {
  const app = new App();
  const stack = new Stack(app, 'S');
  const tools = new Gateway(stack, 'Tools', { authorizerConfiguration: JWT });
  tools.addLambdaTarget('Weather', { lambdaFunction: lambdaFunction(stack, 'Fn'), toolSchema: TOOL_SCHEMA });
  const agents = new Gateway(stack, 'Agents', { authorizerConfiguration: JWT, protocolConfiguration: MultiProtocol.all() });
  const agent = new AgentRuntime(stack, 'Agent', {
    agentRuntimeArtifact: ARTIFACT,
    environmentVariables: { GATEWAY_URL: tools.url },
    authorizerConfiguration: agentcore.RuntimeAuthorizerConfiguration.usingJWT('https://idp.example.com/.well-known/openid-configuration', ['client']),
    requestHeaderConfiguration: { allowlistedHeaders: ['Authorization'] },
  });
  agents.addAgent(agent, { credentialProviderConfigurations: [OutboundAuth.jwtPassthrough()] });
  return app;
}

/** An agent that calls its gateway and is a target of it, with a policy engine. */
export function callerThatIsATarget(): App {
  const app = new App();
  const stack = new Stack(app, 'S');
  const tools = new Gateway(stack, 'Tools', { policyEngineConfiguration: { policyEngine: new agentcore.PolicyEngine(stack, 'Engine') } });
  const docs = new McpServer(stack, 'Docs', { agentRuntimeArtifact: ARTIFACT, gatewayEnvironmentVariables: true });
  tools.grantInvokeAccess(docs);
  tools.addMcpServer(docs);
  const fn = lambdaFunction(stack, 'Fn');
  fn.addEnvironment('GATEWAY_URL', tools.url);
  tools.grantInvokeAccess(fn);
  tools.addLambdaTarget('Weather', { lambdaFunction: fn, toolSchema: TOOL_SCHEMA });
  return app;
}

/** More targets than one role's inline policies hold. */
export function manyTargets(): App {
  const app = new App();
  const stack = new Stack(app, 'S');
  const tools = new Gateway(stack, 'Tools');
  for (let i = 0; i < 40; i++) tools.addLambdaTarget(`Weather${i}`, { lambdaFunction: lambdaFunction(stack, `Fn${i}`), toolSchema: TOOL_SCHEMA });
  new Gateway(stack, 'Outer').addGateway(tools);
  return app;
}

/** A role that the user creates elsewhere in the app, with a name. */
export function ownRole(): App {
  const app = new App();
  const stack = new Stack(app, 'S');
  const role = new iam.Role(stack, 'Role', {
    assumedBy: new iam.ServicePrincipal('bedrock-agentcore.amazonaws.com', { conditions: { StringEquals: { 'aws:SourceAccount': stack.account } } }),
  });
  new Gateway(stack, 'Tools', { role }).addLambdaTarget('Weather', { lambdaFunction: lambdaFunction(stack, 'Fn'), toolSchema: TOOL_SCHEMA });
  return app;
}

const STACKS = ['same', 'own'] as const;

/** Possible distributions of gateway, agent and server over stacks. */
export const LAYOUTS = STACKS.flatMap((gateway) => STACKS.flatMap((server) => STACKS.map((agent) => ({ gateway, server, agent }))))
  // The library rejects this layout: the outer gateway would be deployed both before and after the stack of the server.
  .filter(({ gateway, server, agent }) => !(gateway === 'same' && server === 'own' && agent === 'same'));

export function layout({ gateway, server, agent }: typeof LAYOUTS[number]): App {
  const app = new App();
  const stackFor = (name: string, where: typeof STACKS[number]) => where === 'own' ? new Stack(app, name) : app.node.tryFindChild('Shared') as Stack ?? new Stack(app, 'Shared');
  const tools = new Gateway(stackFor('GatewayStack', gateway), 'Tools');
  const inServerStack = stackFor('ServerStack', server);
  tools.addMcpServer(new McpServer(inServerStack, 'Docs', { agentRuntimeArtifact: ARTIFACT }));
  tools.addLambdaTarget('Weather', { lambdaFunction: lambdaFunction(inServerStack, 'Fn'), toolSchema: TOOL_SCHEMA });
  const team = new Gateway(stackFor('AgentStack', agent), 'Team');
  team.addGateway(tools);
  team.grantInvokeAccess(new AgentRuntime(stackFor('AgentStack2', agent), 'Agent', { agentRuntimeArtifact: ARTIFACT }));
  return app;
}
