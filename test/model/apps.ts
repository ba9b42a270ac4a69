import { join } from 'path';
import { App, CfnResource, Fn, SecretValue, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as appconfig from 'aws-cdk-lib/aws-appconfig';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';
import type { GatewayModel } from '../../src/model/gateway-model';
import { load } from '../../src/model/load';
import { LOCAL_METADATA_KEY, TOOLS_METADATA_KEY } from '../../src/model/metadata-keys';
import { loadAssembly } from '../../src/model/read-assembly';
import type { StackSource } from '../../src/model/source';

/** Synthesizes an app of aws-cdk-lib constructs and returns the folder of the cloud assembly. */
export function synthesize(build: (app: App) => void, context: Record<string, unknown> = {}): string {
  const app = new App({ context, stackTraces: true });
  build(app);
  return app.synth().directory;
}

export function loadApp(build: (app: App) => void, context: Record<string, unknown> = {}): GatewayModel {
  return loadAssembly(synthesize(build, context));
}

/** A model of handwritten templates, one stack each, named S1, S2 … */
export function loadTemplates(...stacks: (Partial<StackSource> & Pick<StackSource, 'template'>)[]): GatewayModel {
  return load({ stacks: stacks.map((stack, index) => ({ id: `S${index + 1}`, ...stack })) });
}

/** A model of only resources. */
export function loadResources(resources: Record<string, unknown>): GatewayModel {
  return loadTemplates({ template: { Resources: resources } });
}

export function by<T extends { readonly path: string }>(items: readonly T[], path: string): T {
  const found = items.find((item) => item.path === path);
  if (!found) throw new Error(`no ${path} among ${items.map((item) => item.path).join(', ')}`);
  return found;
}

export const ORDER_TOOL: agentcore.ToolDefinition = {
  name: 'get_order',
  description: 'Looks up an order',
  inputSchema: {
    type: agentcore.SchemaDefinitionType.OBJECT,
    properties: { orderId: { type: agentcore.SchemaDefinitionType.STRING } },
    required: ['orderId'],
  },
};

export function newFunction(scope: Construct, id: string): lambda.Function {
  return new lambda.Function(scope, id, { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('x') });
}

export function newGateway(scope: Construct, id: string, props: agentcore.GatewayProps = {}): agentcore.Gateway {
  const authorizerConfiguration = agentcore.GatewayAuthorizer.usingAwsIam();
  return new agentcore.Gateway(scope, id, { gatewayName: id.toLowerCase(), authorizerConfiguration, ...props });
}

/** A gateway with one Lambda tool, `orders___get_order`. */
export function orderGateway(scope: Construct, id: string): agentcore.Gateway {
  const gateway = newGateway(scope, id);
  gateway.addLambdaTarget('Orders', {
    gatewayTargetName: 'orders', lambdaFunction: newFunction(scope, `${id}Orders`), toolSchema: agentcore.ToolSchema.fromInline([ORDER_TOOL]),
  });
  return gateway;
}

/** Makes `inner` a target of `outer`, as the README of aws-cdk-lib does. */
export function addGateway(outer: agentcore.Gateway, inner: agentcore.Gateway, name: string): agentcore.GatewayTarget {
  inner.grantInvoke(outer.role);
  return outer.addMcpServerTarget(name, {
    gatewayTargetName: name,
    endpoint: inner.gatewayUrl!,
    credentialProviderConfigurations: [agentcore.GatewayCredentialProvider.fromIamRole({ service: 'bedrock-agentcore' })],
  });
}

/** The URL of a runtime with its ARN encoded by CloudFormation's own functions. */
export function invocationUrl(runtime: agentcore.Runtime): string {
  const encoded = Fn.join('%2F', Fn.split('/', Fn.join('%3A', Fn.split(':', runtime.agentRuntimeArn))));
  return `https://bedrock-agentcore.${Stack.of(runtime).region}.${Stack.of(runtime).urlSuffix}/runtimes/${encoded}/invocations?qualifier=DEFAULT`;
}

export function newRuntime(scope: Construct, id: string, props: Partial<agentcore.RuntimeProps> = {}): agentcore.Runtime {
  return new agentcore.Runtime(scope, id, {
    runtimeName: id.toLowerCase(),
    agentRuntimeArtifact: agentcore.AgentRuntimeArtifact.fromImageUri('111122223333.dkr.ecr.eu-west-1.amazonaws.com/agent:1'),
    ...props,
  });
}

export const FIXTURES = join(__dirname, 'fixtures');

/** All gateway features of aws-cdk-lib in one stack, with related resources. */
export function kitchenSink(app: App): void {
  const stack = new Stack(app, 'Kitchen');
  const inner = orderGateway(stack, 'Inner');
  const fn = newFunction(stack, 'Fn');
  const server = newRuntime(stack, 'Docs', { protocolConfiguration: agentcore.ProtocolType.MCP });
  const engine = new agentcore.PolicyEngine(stack, 'Engine', { policyEngineName: 'engine' });
  const outer = newGateway(stack, 'Outer', {
    // In mixed case, as default names are. The ID that the service creates is in lower case.
    gatewayName: 'KitchenOuter',
    kmsKey: new kms.Key(stack, 'Key'),
    policyEngineConfiguration: { policyEngine: engine, mode: agentcore.PolicyEngineMode.ENFORCE },
    interceptorConfigurations: [agentcore.LambdaInterceptor.forRequest(fn, { passRequestHeaders: true })],
    exceptionLevel: agentcore.GatewayExceptionLevel.DEBUG,
  });
  addGateway(outer, inner, 'inner');
  addServers(stack, outer, server);
  addApis(stack, outer);
  engine.addPolicy('Permit', {
    policyName: 'permit_orders',
    statement: agentcore.PolicyStatement.fromCedar(
      `permit(principal, action == AgentCore::Action::"inner___orders___get_order", resource == AgentCore::Gateway::"${outer.gatewayArn}");`,
    ),
  });
  addSurroundings(stack, outer, server);
}

function addServers(stack: Stack, outer: agentcore.Gateway, server: agentcore.Runtime): void {
  const runtime = server.node.defaultChild as CfnResource;
  runtime.addMetadata(TOOLS_METADATA_KEY, { file: 'servers/docs/tools.json', tools: [{ name: 'search', inputSchema: { type: 'object' } }] });
  runtime.addMetadata(LOCAL_METADATA_KEY, { command: 'npx', args: ['tsx', 'server.ts'] });
  outer.addMcpServerTarget('Docs', {
    gatewayTargetName: 'docs',
    endpoint: invocationUrl(server),
    credentialProviderConfigurations: [agentcore.GatewayCredentialProvider.fromIamRole({ service: 'bedrock-agentcore' })],
  });
  const oauth = agentcore.OAuth2CredentialProvider.usingGithub(stack, 'GitHub', { oAuth2CredentialProviderName: 'github', clientId: 'id', clientSecret: SecretValue.unsafePlainText('x') });
  outer.addMcpServerTarget('Remote', {
    gatewayTargetName: 'remote',
    endpoint: 'https://mcp.example.com/mcp',
    credentialProviderConfigurations: [agentcore.GatewayCredentialProvider.fromOauthIdentity(oauth, { scopes: ['read'] })],
  });
}

function addApis(stack: Stack, outer: agentcore.Gateway): void {
  const apiKey = new agentcore.ApiKeyCredentialProvider(stack, 'PetKey', { apiKeyCredentialProviderName: 'petkey', apiKey: SecretValue.unsafePlainText('x') });
  outer.addOpenApiTarget('Pets', {
    gatewayTargetName: 'pets',
    apiSchema: agentcore.ApiSchema.fromLocalAsset(join(FIXTURES, 'petstore.json')),
    credentialProviderConfigurations: [agentcore.GatewayCredentialProvider.fromApiKeyIdentity(apiKey, {
      credentialLocation: agentcore.ApiKeyCredentialLocation.queryParameter({ credentialParameterName: 'key' }),
    })],
  });
  const api = new apigateway.RestApi(stack, 'Shop');
  const orders = api.root.addResource('orders');
  orders.addMethod('GET', new apigateway.MockIntegration(), { operationName: 'listOrders' });
  orders.addResource('{id}').addMethod('GET', new apigateway.MockIntegration());
  outer.addApiGatewayTarget('Shop', {
    gatewayTargetName: 'shop',
    restApi: api,
    apiGatewayToolConfiguration: {
      toolFilters: [{ filterPath: '/*', methods: [agentcore.ApiGatewayHttpMethod.GET] }],
      toolOverrides: [{ path: '/orders/{id}', method: agentcore.ApiGatewayHttpMethod.GET, name: 'getOrder' }],
    },
  });
}

function addSurroundings(stack: Stack, outer: agentcore.Gateway, server: agentcore.Runtime): void {
  const agent = newRuntime(stack, 'Agent', { environmentVariables: { GATEWAY_URL: outer.gatewayUrl! } });
  outer.grantInvoke(agent);
  const acl = new wafv2.CfnWebACL(stack, 'Acl', {
    scope: 'REGIONAL', defaultAction: { allow: {} }, visibilityConfig: { cloudWatchMetricsEnabled: false, metricName: 'm', sampledRequestsEnabled: false },
  });
  new wafv2.CfnWebACLAssociation(stack, 'AclAssociation', { resourceArn: outer.gatewayArn, webAclArn: acl.attrArn });
  new agentcore.CfnResourcePolicy(stack, 'GatewayPolicy', {
    resourceArn: outer.gatewayArn,
    policy: stack.toJsonString({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::444455556666:root' }, Action: 'bedrock-agentcore:InvokeGateway', Resource: outer.gatewayArn }],
    }),
  });
  const agents = newGateway(stack, 'Agents');
  const cfnAgents = agents.node.defaultChild as agentcore.CfnGateway;
  cfnAgents.addPropertyDeletionOverride('ProtocolType');
  cfnAgents.addPropertyDeletionOverride('ProtocolConfiguration');
  new agentcore.CfnGatewayTarget(stack, 'AgentTarget', {
    gatewayIdentifier: agents.gatewayId,
    name: 'agent',
    targetConfiguration: { http: { agentcoreRuntime: { arn: agent.agentRuntimeArn, qualifier: 'DEFAULT' } } },
    credentialProviderConfigurations: [{ credentialProviderType: 'JWT_PASSTHROUGH' }],
    metadataConfiguration: { allowedRequestHeaders: ['x-tenant'] },
  });
  const application = new appconfig.CfnApplication(stack, 'Config', { name: 'config' });
  const profile = new appconfig.CfnConfigurationProfile(stack, 'Profile', { applicationId: application.ref, name: 'agentcore', locationUri: 'hosted' });
  new appconfig.CfnHostedConfigurationVersion(stack, 'Version', {
    applicationId: application.ref,
    configurationProfileId: profile.ref,
    contentType: 'application/json',
    content: stack.toJsonString({ gateways: { Outer: outer.gatewayUrl }, agentRuntimes: { Docs: server.agentRuntimeArn } }),
  });
  new iam.ManagedPolicy(stack, 'Extra', {
    roles: [iam.Role.fromRoleName(stack, 'Imported', 'AuditRole')],
    statements: [new iam.PolicyStatement({ actions: ['bedrock-agentcore:InvokeGateway'], resources: ['*'] })],
  });
}
