import { mkdtempSync, readFileSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, SecretValue, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import { addFunction, newApp, newFunction, server, toolSchema } from './parts';
import { serverCode } from './server-code';
import { shop } from '../../integ/shop';
import { AgentRuntime, Gateway, GatewayProps, GatewayTarget, MultiProtocol } from 'cdk-agentcore-gateway';

/** A kind of target for which the role of a gateway has permissions of its own. */
export interface Kind {
  /** As few as 500 resources and 1 MB of template allow for 100 targets and what they point to. One is the stack of the gateway. */
  readonly stacks: number;
  readonly props?: GatewayProps;
  /** Adds a target, and in `scope` what it points to. */
  add(gateway: Gateway, scope: Stack, id: string, gatewayTargetName?: string): GatewayTarget;
}

export const KINDS = {
  'functions': { stacks: 1, add: (gateway, scope, id, name) => addFunction(gateway, id, ['get'], { scope, name }) },
  'one-function': {
    stacks: 1,
    add: (gateway, scope, id, gatewayTargetName) => gateway.addLambdaTarget(id, { lambdaFunction: oneFunction(scope), toolSchema: toolSchema('get'), gatewayTargetName }),
  },
  's3-tools': {
    stacks: 1,
    add: (gateway, scope, id, gatewayTargetName) => gateway.addLambdaTarget(id, {
      lambdaFunction: newFunction(scope, `${id}Function`), toolSchema: agentcore.ToolSchema.fromLocalAsset(schemaFile([toolDefinition(id)])), gatewayTargetName,
    }),
  },
  'keys': {
    stacks: 1,
    add: (gateway, scope, id, name) => addApi(gateway, id, name, {
      credentials: agentcore.GatewayCredentialProvider.fromApiKeyIdentity(new agentcore.ApiKeyCredentialProvider(scope, `${id}Key`, { apiKey: SecretValue.secretsManager('shop/stock-api-key') })),
    }),
  },
  'logins': {
    stacks: 1,
    add: (gateway, scope, id, name) => addApi(gateway, id, name, { credentials: newLogin(scope, `${id}Login`) }),
  },
  // No kind has larger policies.
  's3-logins': {
    stacks: 1,
    add: (gateway, scope, id, name) => addApi(gateway, id, name, { file: schemaFile({ ...STOCK, info: { title: id, version: '1' } }), credentials: newLogin(scope, `${id}Login`) }),
  },
  'rest-apis': {
    stacks: 2,
    add: (gateway, scope, id, gatewayTargetName) => {
      const restApi = new apigateway.RestApi(scope, `${id}Api`, { cloudWatchRole: false });
      restApi.root.addMethod('GET', new apigateway.MockIntegration(), { operationName: 'listOrders' });
      const apiGatewayToolConfiguration = { toolFilters: [{ filterPath: '/', methods: [agentcore.ApiGatewayHttpMethod.GET] }] };
      return gateway.addApiGatewayTarget(id, { restApi, apiGatewayToolConfiguration, gatewayTargetName });
    },
  },
  'servers': {
    stacks: 2,
    add: (gateway, scope, id, gatewayTargetName) => gateway.addMcpServer(server(scope, id, 'read'), { gatewayTargetName }),
  },
  'agents': {
    stacks: 1,
    props: { protocolConfiguration: MultiProtocol.all() },
    add: (gateway, scope, id, gatewayTargetName) => gateway.addAgent(new AgentRuntime(scope, id, { agentRuntimeArtifact: serverCode() }), { gatewayTargetName }),
  },
  'gateways': {
    stacks: 2,
    add: (gateway, scope, id, gatewayTargetName) => gateway.addGateway(inner(scope, id), { gatewayTargetName }),
  },
} satisfies Record<string, Kind>;

/** Some of the targets that a gateway could have. */
export interface Targets {
  readonly from?: number;
  readonly to: number;
  /** What their construct IDs begin with. */
  readonly ids?: string;
  /** What their names begin with. By default, the service gets the names that the library derives. */
  readonly names?: string;
}

/** An app with a gateway that has targets of one kind, and these targets. */
export function appOf({ stacks, props, add }: Kind, { from = 0, to, ids = 'Tool', names }: Targets): { app: App; targets: GatewayTarget[] } {
  const app = newApp();
  const gateway = new Gateway(new Stack(app, 'App'), 'Tools', props);
  const scopes = stacks === 1 ? [gateway.stack] : Array.from({ length: stacks }, (_, index) => new Stack(app, `Part${index}`));
  const targets: GatewayTarget[] = [];
  for (let index = from; index < to; index++) targets.push(add(gateway, scopes[index % stacks], `${ids}${index}`, names && `${names}${index}`));
  return { app, targets };
}

export function inner(scope: Stack, id: string, targets = 1): Gateway {
  const gateway = new Gateway(scope, id);
  for (let index = 0; index < targets; index++) gateway.addLambdaTarget(`Target${index}`, { lambdaFunction: oneFunction(scope), toolSchema: toolSchema('get') });
  return gateway;
}

function addApi(gateway: Gateway, id: string, gatewayTargetName: string | undefined, { file = shop('apis/stock.json'), credentials }: {
  file?: string;
  credentials: agentcore.ICredentialProviderConfig;
}): GatewayTarget {
  return gateway.addOpenApiTarget(id, { apiSchema: agentcore.ApiSchema.fromLocalAsset(file), credentialProviderConfigurations: [credentials], gatewayTargetName });
}

function newLogin(scope: Stack, id: string): agentcore.ICredentialProviderConfig {
  const login = agentcore.OAuth2CredentialProvider.usingGithub(scope, id, { clientId: 'shop', clientSecret: SecretValue.secretsManager('shop/github') });
  return agentcore.GatewayCredentialProvider.fromOauthIdentity(login, { scopes: ['repo'] });
}

function oneFunction(scope: Stack): ReturnType<typeof newFunction> {
  return scope.node.tryFindChild('Function') as ReturnType<typeof newFunction> | undefined ?? newFunction(scope, 'Function');
}

const STOCK = JSON.parse(readFileSync(shop('apis/stock.json'), 'utf8'));

function toolDefinition(description: string): object {
  return { name: 'get', description, inputSchema: { type: 'object', properties: {} } };
}

/** A file of its own, so an object of its own in Amazon S3. */
function schemaFile(content: object): string {
  const file = join(mkdtempSync(join(tmpdir(), 'schema-')), 'schema.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}
