import { App, SecretValue, Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import { addFunction, newApp, server } from './parts';
import { shop } from '../../integ/shop';
import { Gateway } from 'cdk-agentcore-gateway';

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
  { name: 'shared-role', about: 'one role for two gateways with 30 Lambda targets each', app: sharedRole },
];
