import { App, SecretValue, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import { addFunction, newApp, newFunction, server, toolSchema } from './parts';
import { serverCode } from './server-code';
import { shop } from '../../integ/shop';
import { AgentRuntime, Gateway, GatewayProps, MultiProtocol } from 'cdk-agentcore-gateway';

/** An app that comes near a quota. */
export interface LargeApp {
  readonly name: string;
  readonly about: string;
  readonly app: () => App;
}

function servers(count: number): App {
  const app = newApp();
  const stack = new Stack(app, 'App');
  const gateway = new Gateway(stack, 'Tools');
  for (let index = 0; index < count; index++) gateway.addMcpServer(server(stack, `Docs${index}`, 'read'));
  return app;
}

function keys(count: number): App {
  const app = newApp();
  const stack = new Stack(app, 'App');
  const gateway = new Gateway(stack, 'Tools');
  for (let index = 0; index < count; index++) {
    const key = new agentcore.ApiKeyCredentialProvider(stack, `Key${index}`, { apiKey: SecretValue.secretsManager('shop/stock-api-key') });
    gateway.addOpenApiTarget(`Api${index}`, {
      apiSchema: agentcore.ApiSchema.fromLocalAsset(shop('apis/stock.json')),
      credentialProviderConfigurations: [agentcore.GatewayCredentialProvider.fromApiKeyIdentity(key)],
    });
  }
  return app;
}

function functions(count: number, stacks: number): App {
  const app = newApp();
  const gateway = new Gateway(new Stack(app, 'App'), 'Tools');
  const scopes = Array.from({ length: stacks }, (_, index) => new Stack(app, `Functions${index}`));
  for (let index = 0; index < count; index++) addFunction(gateway, `Function${index}`, ['get'], { scope: scopes[index % stacks] });
  return app;
}

/** A gateway with a hundred targets of one kind, spread over as few stacks as 500 resources allow. Targets without a server need no stack. */
function hundred(stacks: number, add: (gateway: Gateway, scope: Stack, id: string) => void, props: GatewayProps = {}): App {
  const app = newApp();
  const gateway = new Gateway(new Stack(app, 'App'), 'Tools', props);
  const scopes = stacks === 1 ? [gateway.stack] : Array.from({ length: stacks }, (_, index) => new Stack(app, `Part${index}`));
  for (let index = 0; index < 100; index++) add(gateway, scopes[index % stacks], `Tool${index}`);
  return app;
}

export function addLogin(gateway: Gateway, scope: Stack, id: string, gatewayTargetName?: string): void {
  const login = agentcore.OAuth2CredentialProvider.usingGithub(scope, `${id}Login`, { clientId: 'shop', clientSecret: SecretValue.secretsManager('shop/github') });
  gateway.addOpenApiTarget(id, {
    apiSchema: agentcore.ApiSchema.fromLocalAsset(shop('apis/stock.json')),
    credentialProviderConfigurations: [agentcore.GatewayCredentialProvider.fromOauthIdentity(login, { scopes: ['repo'] })],
    gatewayTargetName,
  });
}

function addAgent(gateway: Gateway, scope: Stack, id: string): void {
  gateway.addAgent(new AgentRuntime(scope, id, { agentRuntimeArtifact: serverCode() }));
}

function addRestApi(gateway: Gateway, scope: Stack, id: string): void {
  const restApi = new apigateway.RestApi(scope, `${id}Api`, { cloudWatchRole: false });
  restApi.root.addMethod('GET', new apigateway.MockIntegration(), { operationName: 'listOrders' });
  gateway.addApiGatewayTarget(id, { restApi, apiGatewayToolConfiguration: { toolFilters: [{ filterPath: '/', methods: [agentcore.ApiGatewayHttpMethod.GET] }] } });
}

function addInner(gateway: Gateway, scope: Stack, id: string, targets = 1): void {
  const inner = new Gateway(scope, id);
  const lambdaFunction = scope.node.tryFindChild('Function') as ReturnType<typeof newFunction> | undefined ?? newFunction(scope, 'Function');
  for (let index = 0; index < targets; index++) inner.addLambdaTarget(`Target${index}`, { lambdaFunction, toolSchema: toolSchema('get') });
  gateway.addGateway(inner);
}

function gateways(count: number, targets: number, stacks: number): App {
  const app = newApp();
  const outer = new Gateway(new Stack(app, 'App'), 'Tools');
  const scopes = Array.from({ length: stacks }, (_, index) => new Stack(app, `Part${index}`));
  for (let index = 0; index < count; index++) addInner(outer, scopes[index % stacks], `Inner${index}`, targets);
  return app;
}

function sharedRole(): App {
  const app = newApp();
  const stack = new Stack(app, 'App');
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('bedrock-agentcore.amazonaws.com') });
  for (const name of ['First', 'Second']) {
    const gateway = new Gateway(stack, name, { role });
    for (let index = 0; index < 30; index++) addFunction(gateway, `${name}${index}`, ['get']);
  }
  return app;
}

export const LARGE_APPS: LargeApp[] = [
  { name: 'servers-34', about: '34 MCP servers behind one gateway in one stack', app: () => servers(34) },
  { name: 'api-keys-47', about: '47 targets with API keys', app: () => keys(47) },
  { name: 'functions-100', about: '100 Lambda targets over 12 stacks', app: () => functions(100, 12) },
  { name: 'logins-100', about: '100 targets with OAuth', app: () => hundred(1, (gateway, scope, id) => addLogin(gateway, scope, id)) },
  { name: 'rest-apis-100', about: '100 REST APIs over 2 stacks', app: () => hundred(2, addRestApi) },
  { name: 'servers-100', about: '100 MCP servers over 2 stacks', app: () => hundred(2, (gateway, scope, id) => gateway.addMcpServer(server(scope, id, 'read'))) },
  { name: 'agents-100', about: '100 agents', app: () => hundred(1, addAgent, { protocolConfiguration: MultiProtocol.all() }) },
  { name: 'gateways-100', about: '100 inner gateways over 2 stacks', app: () => gateways(100, 1, 2) },
  { name: 'gateways-50', about: '50 inner gateways with 20 Lambda targets each over 3 stacks', app: () => gateways(50, 20, 3) },
  { name: 'shared-role', about: 'one role for two gateways with 30 Lambda targets each', app: sharedRole },
];
