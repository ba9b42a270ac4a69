import { App, Duration, SecretValue, Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as kms from 'aws-cdk-lib/aws-kms';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import { WeatherStack } from '../../examples/weather/weather-stack';
import {
  Gateway, GatewayProps, MultiProtocol, InboundAuth, InterceptorPayloadFilter, OutboundAuth, PrivateEndpoint, WafFailureMode,
} from '../../src';
import { newAgent, newFunction, newServer, openApi, tools } from '../builders';
import { build } from '../topologies/build';
import { EVERYTHING, MANY_TARGETS } from '../topologies/everything';

export interface TestApp {
  readonly name: string;
  readonly make: (context: Record<string, unknown>) => App;
}

/** What people build, between them with everything the library renders. */
export const APPS: readonly TestApp[] = [
  { name: 'every kind of target, credential and schema', make: (context) => build(EVERYTHING, context) },
  { name: 'more targets than the inline policies of a role hold', make: (context) => build(MANY_TARGETS, context) },
  { name: 'every property of a gateway', make: gatewayProperties },
  { name: 'every way to authorize callers', make: inboundAuth },
  { name: 'agents behind a gateway without protocol', make: agents },
  { name: 'a chain of gateways over three stacks', make: chain },
  { name: 'the weather example', make: example },
  ...['AAA', 'AAB', 'ABA', 'ABB', 'BAA', 'BAB', 'BBA', 'BBB'].map((layout) => ({
    name: `a gateway, an agent and an MCP server in stacks ${[...layout].join(', ')}`,
    make: (context: Record<string, unknown>) => twoStacks([...layout], context),
  })),
];

function newApp(context: Record<string, unknown>): App {
  return new App({ context: { ...recommendedFlags, 'aws:cdk:disable-asset-staging': true, ...context } });
}

function gatewayProperties(context: Record<string, unknown>): App {
  const app = newApp(context);
  const stack = new Stack(app, 'Stack');
  const gateway = new Gateway(stack, 'Gateway', {
    gatewayName: 'Team-Tools',
    description: 'Tools of the team',
    exceptionLevel: agentcore.GatewayExceptionLevel.DEBUG,
    kmsKey: new kms.Key(stack, 'Key', { enableKeyRotation: true }),
    tags: { team: 'tools' },
    interceptorConfigurations: [
      agentcore.LambdaInterceptor.forRequest(newFunction(stack, 'OnRequest'), { passRequestHeaders: true }),
      InterceptorPayloadFilter.excludeResponseBody(agentcore.LambdaInterceptor.forResponse(newFunction(stack, 'OnResponse'))),
    ],
    policyEngineConfiguration: { policyEngine: new agentcore.PolicyEngine(stack, 'Engine'), mode: agentcore.PolicyEngineMode.LOG_ONLY },
    protocolConfiguration: agentcore.GatewayProtocol.mcp({
      instructions: 'Ask for the weather',
      searchType: agentcore.McpGatewaySearchType.SEMANTIC,
      supportedVersions: [agentcore.MCPProtocolVersion.of('2025-11-25')],
    }),
    sessionConfiguration: { sessionTimeout: Duration.hours(2) },
    responseStreaming: true,
    disableListToolsPagination: true,
    wafFailureMode: WafFailureMode.FAIL_CLOSE,
    runtimeConfigKey: 'Tools',
  });
  gateway.addLambdaTarget('Weather', {
    lambdaFunction: newFunction(stack, 'Weather').currentVersion,
    toolSchema: tools('get_weather'),
    description: 'Weather everywhere',
    metadataConfiguration: {
      allowedRequestHeaders: ['X-Request-Id'], allowedResponseHeaders: ['X-Response-Id'], allowedQueryParameters: ['page'],
    },
  });
  return app;
}

function inboundAuth(context: Record<string, unknown>): App {
  const app = newApp(context);
  const stack = new Stack(app, 'Stack');
  const jwt = { discoveryUrl: 'https://login.example.com/.well-known/openid-configuration', allowedAudience: ['tools'], allowedScopes: ['tools/read'] };
  const authorizers: Record<string, GatewayProps['authorizerConfiguration']> = {
    Iam: agentcore.GatewayAuthorizer.usingAwsIam(),
    Jwt: InboundAuth.customJwt(jwt),
    PrivateJwt: InboundAuth.customJwt({
      ...jwt,
      privateEndpoint: PrivateEndpoint.lattice('rcfg-0123456789abcdef0'),
      advertisedScopeMapping: { 'tools/read': 'read' },
    }),
    Authenticate: InboundAuth.authenticateOnly(),
    Public: agentcore.GatewayAuthorizer.withNoAuth(),
  };
  for (const [id, authorizerConfiguration] of Object.entries(authorizers)) {
    const gateway = new Gateway(stack, id, { authorizerConfiguration });
    gateway.addOpenApiTarget('Api', { apiSchema: agentcore.ApiSchema.fromInline(openApi('getPet')) });
  }
  return app;
}

function agents(context: Record<string, unknown>): App {
  const app = newApp(context);
  const stack = new Stack(app, 'Stack');
  const oauth = agentcore.OAuth2CredentialProvider.usingGithub(stack, 'OAuth', { clientId: 'client', clientSecret: SecretValue.secretsManager('github') });
  const discoveryUrl = 'https://login.example.com/.well-known/openid-configuration';
  const tokens = agentcore.RuntimeAuthorizerConfiguration.usingJWT(discoveryUrl, ['web']);
  const byRole = new Gateway(stack, 'ByRole', { protocolConfiguration: MultiProtocol.all() });
  byRole.addAgent(newAgent(stack, 'Planner'));
  byRole.addAgent(newAgent(stack, 'Writer'), { credentialProviderConfigurations: [OutboundAuth.callerIam()] });
  byRole.addAgent(newAgent(stack, 'Reader', { authorizerConfiguration: tokens }), {
    credentialProviderConfigurations: [agentcore.GatewayCredentialProvider.fromOauthIdentity(oauth, { scopes: ['read'] })],
  });
  const byToken = new Gateway(stack, 'ByToken', {
    protocolConfiguration: MultiProtocol.all(),
    authorizerConfiguration: InboundAuth.customJwt({ discoveryUrl, allowedClients: ['web'] }),
  });
  byToken.addAgent(newAgent(stack, 'Assistant', { authorizerConfiguration: tokens }), { credentialProviderConfigurations: [OutboundAuth.jwtPassthrough()] });
  return app;
}

function chain(context: Record<string, unknown>): App {
  const app = newApp(context);
  const [first, second, third] = ['First', 'Second', 'Third'].map((id) => new Stack(app, id));
  const inner = new Gateway(first, 'Inner');
  const middle = new Gateway(second, 'Middle');
  const outer = new Gateway(third, 'Outer');
  outer.addGateway(middle);
  middle.addGateway(inner);
  inner.addLambdaTarget('Weather', { lambdaFunction: newFunction(first), toolSchema: tools('get_weather') });
  outer.grantInvokeAccess(newAgent(third));
  return app;
}

function example(context: Record<string, unknown>): App {
  const app = newApp(context);
  new WeatherStack(app, 'Weather');
  return app;
}

/** A gateway, an agent that calls it and an MCP server that is its target and calls it too, each in the stack of that name. */
function twoStacks(layout: string[], context: Record<string, unknown>): App {
  const app = newApp(context);
  // A stack that stays empty is not deployed, so it is not created.
  const [ofGateway, ofAgent, ofServer] = layout.map((id) => app.node.tryFindChild(id) as Stack | undefined ?? new Stack(app, id));
  const gateway = new Gateway(ofGateway, 'Gateway');
  const agent = newAgent(ofAgent);
  const server = newServer(ofServer);
  gateway.addMcpServer(server);
  gateway.grantInvokeAccess(agent);
  gateway.grantInvokeAccess(server);
  return app;
}
