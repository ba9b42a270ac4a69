import { App, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { agent, Example, gateway, jwt, newFunction, newStack, tools } from './setting';
import { CedarPolicy, Gateway, ListingMode, MultiProtocol, OutboundAuth } from '../../src';

const { ApiSchema, GatewayCredentialProvider, LambdaInterceptor, ProtocolType, SchemaDefinitionType, ToolSchema } = agentcore;

/** An app that causes the error of each rule. */
export const THROWN_RULE_EXAMPLES: Readonly<Record<string, Example>> = {
  'auth-credentials-one': (stack) => mcpServer(stack, { credentialProviderConfigurations: [OutboundAuth.callerIam(), OutboundAuth.callerIam()] }),
  'auth-dynamic-listing': (stack) => mcpServer(stack, { listingMode: ListingMode.DYNAMIC }),
  'auth-endpoint-encoding': (stack) => mcpServer(stack, {
    endpoint: 'https://bedrock-agentcore.eu-west-1.amazonaws.com/runtimes/arn:aws:bedrock-agentcore:eu-west-1:111122223333:runtime/docs-0123456789/invocations',
  }),
  'auth-endpoint-https': (stack) => mcpServer(stack, { endpoint: 'http://docs.example.com/mcp' }),
  'auth-gateway-cycle': (stack) => {
    const [inner, outer] = [gateway(stack, 'Inner'), gateway(stack, 'Outer')];
    outer.addGateway(inner);
    inner.addGateway(outer);
  },
  'auth-inbound-needed': (stack) => {
    const own = new Gateway(stack, 'Agents', { protocolConfiguration: MultiProtocol.all() });
    own.addAgent(agent(stack), { credentialProviderConfigurations: [OutboundAuth.jwtPassthrough()] });
  },
  'auth-inner-gateway-authorizer': (stack) => { gateway(stack, 'Outer').addGateway(new Gateway(stack, 'Inner', { authorizerConfiguration: jwt() })); },
  'auth-outbound': (stack) => {
    gateway(stack).addLambdaTarget('Orders', {
      lambdaFunction: newFunction(stack), toolSchema: tools('find'), credentialProviderConfigurations: [OutboundAuth.jwtPassthrough()],
    });
  },
  'auth-resource-elsewhere': (stack) => {
    gateway(stack).addLambdaTarget('Orders', {
      lambdaFunction: lambda.Function.fromFunctionArn(stack, 'Function', 'arn:aws:lambda:us-east-1:111122223333:function:orders'), toolSchema: tools('find'),
    });
  },
  'auth-function-url-authorizer': (stack) => {
    const { url } = newFunction(stack).addFunctionUrl({ authType: lambda.FunctionUrlAuthType.AWS_IAM });
    mcpServer(stack, { endpoint: url, credentialProviderConfigurations: [] });
  },
  'auth-runtime-authorizer': (stack) => {
    gateway(stack).addMcpServer(agent(stack, 'Docs', { protocolConfiguration: ProtocolType.MCP, authorizerConfiguration: runtimeJwt() }));
  },
  'auth-runtime-protocol': (stack) => { gateway(stack).addMcpServer(agent(stack, 'Docs', { protocolConfiguration: ProtocolType.HTTP })); },
  'auth-self-target': (stack) => {
    const own = gateway(stack);
    own.addGateway(own);
  },
  'auth-service-rejected': (stack) => {
    gateway(stack).addLambdaTarget('Orders', {
      lambdaFunction: newFunction(stack), toolSchema: tools('find'), credentialProviderConfigurations: [GatewayCredentialProvider.fromIamRole({ service: 'lambda' })],
    });
  },
  'auth-service-required': (stack) => mcpServer(stack, { credentialProviderConfigurations: [GatewayCredentialProvider.fromIamRole()] }),
  'auth-service-wrong': (stack) => {
    gateway(stack, 'Outer').addGateway(gateway(stack, 'Inner'), { credentialProviderConfigurations: [GatewayCredentialProvider.fromIamRole({ service: 'execute-api' })] });
  },
  'auth-target-protocol': (stack) => { gateway(stack).addAgent(agent(stack)); },

  'limits-interceptors': (stack) => {
    const own = gateway(stack);
    own.addInterceptor(LambdaInterceptor.forRequest(newFunction(stack, 'First')));
    own.addInterceptor(LambdaInterceptor.forRequest(newFunction(stack, 'Second')));
  },
  'limits-metadata-lists': (stack) => mcpServer(stack, { metadataConfiguration: { allowedRequestHeaders: ['Authorization'] } }),
  'limits-schema-file': (stack) => smithy(stack, `"${'x'.repeat(10 * 1024 * 1024)}"`),

  'names-duplicate-target': (stack) => {
    const own = gateway(stack);
    own.addMcpServerTarget('Docs', { endpoint: 'https://docs.example.com/mcp' });
    own.addMcpServerTarget('More', { endpoint: 'https://more.example.com/mcp', gatewayTargetName: 'docs' });
  },
  'names-duplicate-tool': (stack) => lambdaTools(stack, [tool('find'), tool('find')]),
  'names-gateway-invalid': (stack) => { new Gateway(stack, 'Tools', { gatewayName: 'shop_tools' }); },
  'names-target-invalid': (stack) => mcpServer(stack, { gatewayTargetName: 'shop_docs' }),
  'names-tool-invalid': (stack) => lambdaTools(stack, [tool('')]),

  'order-cycle': (stack) => {
    const billing = newStack(stack.node.root as App, 'Billing');
    const [own, other] = [new Gateway(stack, 'Tools'), new Gateway(billing, 'Invoices')];
    own.addLambdaTarget('Invoices', { lambdaFunction: newFunction(billing), toolSchema: tools('find') });
    other.addLambdaTarget('Orders', { lambdaFunction: newFunction(stack), toolSchema: tools('find') });
  },

  'policies-syntax': (stack) => {
    gateway(stack).addCedarPolicy('orders', CedarPolicy.fromText('orders',
      'permit (\n  principal is AgentCore::IamEntity,\n  action == AgentCore::Action::"orders___find",\n  resource == AgentCore::Gateway::"{{gatewayArm}}"\n);'));
  },

  'schemas-api-gateway': (stack) => {
    const restApi = apigateway.RestApi.fromRestApiId(stack, 'Api', 'a1b2c3d4e5');
    gateway(stack).addApiGatewayTarget('Pets', { restApi, stage: 'prod', apiGatewayToolConfiguration: { toolFilters: [] } });
  },
  'schemas-document': (stack) => smithy(stack, '[]'),
  'schemas-openapi-invalid': (stack) => openApi(stack, (document) => { document.paths = {}; }),
  'schemas-openapi-operation-id': (stack) => openApi(stack, (document) => { delete document.paths['/pets'].get.operationId; }),
  'schemas-openapi-server': (stack) => openApi(stack, (document) => { delete document.servers; }),
  'schemas-openapi-unsupported': (stack) => openApi(stack, (document) => { document.openapi = '2.0'; }),
  'schemas-smithy': (stack) => smithy(stack, '{ "smithy": "1.0", "shapes": {} }'),
  'schemas-tool-definition': (stack) => lambdaTools(stack, [{ ...tool('find'), inputSchema: { type: SchemaDefinitionType.STRING } }]),
  'schemas-tool-description-missing': (stack) => lambdaTools(stack, [{ ...tool('find'), description: '' }]),
};

type McpServerTarget = Parameters<Gateway['addMcpServerTarget']>[1];

function mcpServer(stack: Stack, options: Partial<McpServerTarget>): void {
  gateway(stack).addMcpServerTarget('Docs', { endpoint: 'https://docs.example.com/mcp', ...options });
}

function lambdaTools(stack: Stack, definitions: agentcore.ToolDefinition[]): void {
  gateway(stack).addLambdaTarget('Orders', { lambdaFunction: newFunction(stack), toolSchema: ToolSchema.fromInline(definitions) });
}

function tool(name: string): agentcore.ToolDefinition {
  return { name, description: 'Finds orders.', inputSchema: { type: SchemaDefinitionType.OBJECT } };
}

function openApi(stack: Stack, change: (document: any) => void): void {
  const document = {
    openapi: '3.0.3',
    info: { title: 'Pets', version: '1' },
    servers: [{ url: 'https://api.example.com' }],
    paths: { '/pets': { get: { operationId: 'list_pets', description: 'Lists pets.', responses: { 200: { description: 'OK' } } } } },
  };
  change(document);
  gateway(stack).addOpenApiTarget('Pets', { apiSchema: ApiSchema.fromInline(JSON.stringify(document)) });
}

function smithy(stack: Stack, model: string): void {
  gateway(stack).addSmithyTarget('Pets', { smithyModel: ApiSchema.fromInline(model) });
}

function runtimeJwt(): agentcore.RuntimeAuthorizerConfiguration {
  return agentcore.RuntimeAuthorizerConfiguration.usingJWT('https://idp.example.com/.well-known/openid-configuration', ['web']);
}
