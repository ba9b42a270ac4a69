import { by, Coverage, document, each, l1, privateEndpoint, set } from './covered';

const CREDENTIALS = 'credentialProviderConfigurations.credentialProvider';
const METADATA = 'metadataConfiguration';
const HTTP = 'targetConfiguration.http';
const INFERENCE = 'targetConfiguration.inference';
const MCP = 'targetConfiguration.mcp';
const API_GATEWAY = `${MCP}.apiGateway.apiGatewayToolConfiguration`;
const TOOL = `${MCP}.lambda.toolSchema.inlinePayload`;
const SCHEMA = ['description', 'items', 'properties', 'required', 'type'];

export const GATEWAY_TARGET: Coverage = {
  'certificateConfigurations.s3.bucketOwnerAccountId': l1('not set: the service takes the account of the gateway'),
  'certificateConfigurations.s3.uri': by('Certificate.fromBucket'),
  'certificateConfigurations.secretsManager.secretArn': by('Certificate.fromSecret'),
  ...each(`${CREDENTIALS}.apiKeyCredentialProvider`, ['credentialLocation', 'credentialParameterName', 'credentialPrefix', 'providerArn'],
    by('GatewayCredentialProvider.fromApiKeyIdentity', 'OutboundAuth.apiKeyHeader')),
  ...each(`${CREDENTIALS}.iamCredentialProvider`, ['region', 'service'], by('GatewayCredentialProvider.fromIamRole')),
  ...each(`${CREDENTIALS}.oauthCredentialProvider`, ['customParameters', 'grantType', 'providerArn', 'scopes'],
    by('GatewayCredentialProvider.fromOauthIdentity', 'OutboundAuth.authorizationCode', 'OutboundAuth.tokenExchange')),
  [`${CREDENTIALS}.oauthCredentialProvider.defaultReturnUrl`]: by('AuthorizationCodeOptions.defaultReturnUrl'),
  'credentialProviderConfigurations.credentialProviderType': by('AddMcpServerTargetOptions.credentialProviderConfigurations', 'OutboundAuth.jwtPassthrough', 'OutboundAuth.callerIam'),
  'description': by('AddLambdaTargetOptions.description'),
  'gatewayIdentifier': set('the gateway of `gateway.add…`, or `gateway` of `GatewayTarget.for…`'),
  ...each(METADATA, ['allowedQueryParameters', 'allowedRequestHeaders', 'allowedResponseHeaders'], by('AddLambdaTargetOptions.metadataConfiguration')),
  'name': by('AddLambdaTargetOptions.gatewayTargetName'),
  ...privateEndpoint('privateEndpoint', by('AddMcpServerTargetOptions.privateEndpoint', 'PrivateEndpoint.inVpc', 'PrivateEndpoint.lattice')),

  [`${HTTP}.agentcoreRuntime.arn`]: by('Gateway.addAgent'),
  [`${HTTP}.agentcoreRuntime.qualifier`]: by('AddAgentOptions.qualifier'),
  ...document(`${HTTP}.agentcoreRuntime.schema.source`, by('AddAgentOptions.apiSchema')),
  [`${HTTP}.connector.parameters`]: by('AddHttpConnectorTargetOptions.parameters'),
  [`${HTTP}.connector.source.connectorId`]: by('AddHttpConnectorTargetOptions.connectorId'),
  [`${HTTP}.passthrough.endpoint`]: by('AddPassthroughTargetOptions.endpoint'),
  [`${HTTP}.passthrough.protocolType`]: by('AddPassthroughTargetOptions.protocol'),
  ...document(`${HTTP}.passthrough.schema.source`, by('AddPassthroughTargetOptions.apiSchema')),
  ...each(`${HTTP}.passthrough.stickinessConfiguration`, ['identifier', 'timeout'], by('AddPassthroughTargetOptions.stickiness')),
  [`${INFERENCE}.connector.source.connectorId`]: by('AddInferenceTargetOptions.connector'),
  [`${INFERENCE}.provider.endpoint`]: by('InferenceProvider.endpoint'),
  [`${INFERENCE}.provider.modelMapping.providerPrefix.separator`]: by('InferenceProvider.modelSeparator'),
  [`${INFERENCE}.provider.modelMapping.providerPrefix.strip`]: by('InferenceProvider.stripModelPrefix'),
  [`${INFERENCE}.provider.operations.models.model`]: by('InferenceOperation.models'),
  [`${INFERENCE}.provider.operations.path`]: by('InferenceOperation.path'),
  [`${INFERENCE}.provider.operations.providerPath`]: by('InferenceOperation.providerPath'),

  ...each(API_GATEWAY, ['toolFilters.filterPath', 'toolFilters.methods', 'toolOverrides.description', 'toolOverrides.method', 'toolOverrides.name', 'toolOverrides.path'],
    by('AddApiGatewayTargetOptions.apiGatewayToolConfiguration')),
  [`${MCP}.apiGateway.restApiId`]: by('AddApiGatewayTargetOptions.restApi'),
  [`${MCP}.apiGateway.stage`]: by('AddApiGatewayTargetOptions.stage'),
  ...each(`${MCP}.connector.configurations`, ['description', 'name', 'parameterOverrides.description', 'parameterOverrides.path', 'parameterOverrides.visible', 'parameterValues'],
    by('AddConnectorTargetOptions.configurations', 'Gateway.addKnowledgeBaseTarget', 'Gateway.addWebSearchTarget')),
  [`${MCP}.connector.enabled`]: by('AddConnectorTargetOptions.enabled'),
  [`${MCP}.connector.source.connectorId`]: by('AddConnectorTargetOptions.connectorId'),
  [`${MCP}.lambda.lambdaArn`]: by('AddLambdaTargetOptions.lambdaFunction'),
  ...each(TOOL, ['description', 'name', ...SCHEMA.map((name) => `inputSchema.${name}`), ...SCHEMA.map((name) => `outputSchema.${name}`)],
    by('AddLambdaTargetOptions.toolSchema', 'ToolSchema.fromInline', 'ToolSchema.fromLocalAsset')),
  ...each(`${MCP}.lambda.toolSchema.s3`, ['bucketOwnerAccountId', 'uri'], by('ToolSchema.fromS3File')),
  [`${MCP}.mcpServer.endpoint`]: by('AddMcpServerTargetOptions.endpoint', 'Gateway.addMcpServer', 'Gateway.addGateway'),
  [`${MCP}.mcpServer.listingMode`]: by('AddMcpServerTargetOptions.listingMode'),
  ...document(`${MCP}.mcpServer.mcpToolSchema`, by('AddMcpServerTargetOptions.mcpToolSchema')),
  [`${MCP}.mcpServer.resourcePriority`]: by('AddMcpServerTargetOptions.resourcePriority'),
  ...document(`${MCP}.openApiSchema`, by('AddOpenApiTargetOptions.apiSchema')),
  ...document(`${MCP}.smithyModel`, by('AddSmithyTargetOptions.smithyModel')),
};
