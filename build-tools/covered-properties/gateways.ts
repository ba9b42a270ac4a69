import { by, Coverage, each, jwt, l1, privateEndpoint, set } from './covered';

const CUSTOM_JWT = 'authorizerConfiguration.customJwtAuthorizer';
const INTERCEPTOR = 'interceptorConfigurations';
const MCP = 'protocolConfiguration.mcp';

export const GATEWAY: Coverage = {
  ...jwt(CUSTOM_JWT, by('GatewayProps.authorizerConfiguration', 'InboundAuth.customJwt', 'InboundAuth.cognito')),
  ...privateEndpoint(`${CUSTOM_JWT}.privateEndpoint`, by('JwtAuthorizerOptions.privateEndpoint')),
  [`${CUSTOM_JWT}.advertisedScopeMapping`]: by('JwtAuthorizerOptions.advertisedScopeMapping'),
  'authorizerType': by('GatewayProps.authorizerConfiguration', 'InboundAuth.authenticateOnly'),
  'description': by('GatewayProps.description'),
  'exceptionLevel': by('GatewayProps.exceptionLevel'),
  [`${INTERCEPTOR}.inputConfiguration.passRequestHeaders`]: by('InterceptorOptions.passRequestHeaders'),
  [`${INTERCEPTOR}.inputConfiguration.payloadFilter.exclude.field`]: by('InterceptorPayloadFilter.excludeResponseBody'),
  [`${INTERCEPTOR}.interceptionPoints`]: by('LambdaInterceptor.forRequest', 'LambdaInterceptor.forResponse'),
  [`${INTERCEPTOR}.interceptor.lambda.arn`]: by('Gateway.addInterceptor'),
  'kmsKeyArn': by('GatewayProps.kmsKey'),
  'name': by('GatewayProps.gatewayName'),
  'policyEngineConfiguration.arn': by('GatewayProps.policyEngineConfiguration', 'Gateway.addCedarPolicy'),
  'policyEngineConfiguration.mode': by('GatewayProps.policyEngineMode'),
  [`${MCP}.disableMcpListToolsPagination`]: by('GatewayProps.disableListToolsPagination'),
  [`${MCP}.instructions`]: by('GatewayProps.protocolConfiguration'),
  [`${MCP}.searchType`]: by('GatewayProps.protocolConfiguration'),
  [`${MCP}.sessionConfiguration.sessionTimeoutInSeconds`]: by('GatewayProps.sessionConfiguration'),
  [`${MCP}.streamingConfiguration.enableResponseStreaming`]: by('GatewayProps.responseStreaming'),
  [`${MCP}.supportedVersions`]: by('GatewayProps.protocolConfiguration'),
  'protocolType': by('GatewayProps.protocolConfiguration', 'MultiProtocol.all'),
  'roleArn': by('GatewayProps.role'),
  'tags': by('GatewayProps.tags'),
  'wafConfiguration.failureMode': by('GatewayProps.wafFailureMode'),
};

const ROUTE = 'actions.routeToTarget';
const SPLIT = `${ROUTE}.weightedRoute.trafficSplit`;
const FALLBACK = [
  'firstByteTimeoutMilliseconds', 'targetFallback.firstByteTimeoutMilliseconds', 'targetFallback.model', 'targetFallback.targetName',
  ...['errors', 'statusCodes'].flatMap((trigger) => [`targetFallback.triggerOn.${trigger}`, `triggerOn.${trigger}`]),
];

export const GATEWAY_RULE: Coverage = {
  ...each('actions.configurationBundle.staticOverride', ['bundleArn', 'bundleVersion'], by('AddRuleOptions.configurationBundle')),
  'actions.configurationBundle.weightedOverride.*': l1('no construct yet splits requests between versions of a configuration'),
  ...each(`${ROUTE}.staticRoute`, ['model', 'targetName'], by('Route.to')),
  ...each(`${ROUTE}.staticRoute.fallback`, FALLBACK, by('Route.fallback')),
  [`${ROUTE}.staticRoute.fallback.circuitBreaker.mode`]: by('Route.withoutCircuitBreaker'),
  ...each(SPLIT, ['model', 'name', 'targetName', 'weight'], by('Route.weighted')),
  ...each(SPLIT, ['description', 'metadata'], l1('only people read them')),
  ...each(`${SPLIT}.fallback`, FALLBACK, by('Route.fallback')),
  [`${SPLIT}.fallback.circuitBreaker.mode`]: by('Route.withoutCircuitBreaker'),
  ...each('conditions.matchModels.anyOf', ['operator', 'value'], by('RuleCondition.models')),
  'conditions.matchPaths.anyOf': by('RuleCondition.paths'),
  ...each('conditions.matchPrincipals.anyOf.iamPrincipal', ['arn', 'operator'], by('RuleCondition.principals', 'RuleCondition.roles')),
  'description': by('AddRuleOptions.description'),
  'gatewayIdentifier': set('the gateway of `gateway.addRule`'),
  'priority': by('AddRuleOptions.priority'),
};

export const GATEWAY_RATE_LIMIT: Coverage = {
  'description': by('AddRateLimitOptions.description'),
  'dimensionKeys': by('AddRateLimitOptions.dimensions'),
  ...each('entries.connections', ['period', 'rate'], by('AddRateLimitOptions.connectionsPerSecond')),
  'entries.dimensions': set('every value of the dimensions'),
  ...each('entries.requests', ['period', 'rate'], by('AddRateLimitOptions.requestsPerSecond', 'AddRateLimitOptions.requestsPerMinute')),
  ...each('entries.tokens', ['period', 'rate'], by('AddRateLimitOptions.tokensPerMinute')),
  'gatewayIdentifier': set('the gateway of `gateway.addRateLimit`'),
  'rateLimitId': l1('the service assigns it, so that a change of the dimensions can replace the limit'),
};

export const RESOURCE_POLICY: Coverage = {
  policy: by('Gateway.addToResourcePolicy', 'Gateway.grantInvokeAccess', 'AgentRuntime.addToResourcePolicy'),
  resourceArn: set('the gateway, runtime or endpoint'),
};

export const CONSENT_PORTAL: Coverage = {
  'description': by('ConsentPortalOptions.description'),
  'executionRoleArn': by('ConsentPortalOptions.executionRole'),
  'idpConfig.audience': by('ConsentPortalOptions.audience'),
  'idpConfig.credentialProviderArn': by('ConsentPortalOptions.identityProvider'),
  'idpConfig.scopes': by('ConsentPortalOptions.scopes'),
  'name': by('ConsentPortalOptions.consentPortalName'),
  'sources.identifier': set('the gateway of `addConsentPortal`'),
  'sources.type': set('`agentcore-gateway`'),
  'tags': by('ConsentPortalOptions.tags'),
};

const BUNDLES = 'no construct: bundles hold configuration of agents, and gateways only route to them in rules';

export const CONFIGURATION_BUNDLE: Coverage = {
  'components.*': l1(BUNDLES),
  'createdBy.*': l1(BUNDLES),
  ...each('', ['branchName', 'bundleName', 'commitMessage', 'description', 'kmsKeyArn', 'tags'], l1(BUNDLES)),
};
