import { functionAt } from './function-at';
import type { Authorizer, Gateway, Interceptor, JwtConfiguration, Link, McpConfiguration, Resource, WebAclAssociation } from './gateway-model';
import { grouped, LoadContext, located, present, record } from './load-context';
import { loadLogSources } from './load-log-sources';
import { loadRateLimits, loadRoutingRules } from './load-traffic';
import { isKnown, isList, isRecord, listOf, property, Resolved, textOf, textsOf } from './value';
import { FUNCTION_TYPES, GATEWAY, GATEWAY_TARGET, POLICY_ENGINE } from '../service/resource-types';


export function loadGateways(context: LoadContext, linkRole: (value: Resolved | undefined) => Link | undefined): Gateway[] {
  const targets = targetsByGateway(context);
  const webAcls = webAclsByGateway(context);
  const logSources = loadLogSources(context);
  const routingRules = loadRoutingRules(context);
  const rateLimits = loadRateLimits(context);
  return context.ofType(GATEWAY).map((resource): Gateway => {
    const of = (...path: string[]) => property(resource.properties, ...path);
    const engine = context.link(of('PolicyEngineConfiguration', 'Arn') ?? unknownAt(of('PolicyEngineConfiguration')), POLICY_ENGINE);
    return present<Gateway>({
      ...located(resource),
      name: textOf(of('Name')),
      description: textOf(of('Description')),
      arn: context.attribute(resource, 'GatewayArn'),
      url: context.attribute(resource, 'GatewayUrl'),
      identifier: context.attribute(resource, 'GatewayIdentifier'),
      authorizer: authorizerOf(of('AuthorizerType'), of('AuthorizerConfiguration')),
      protocol: protocolOf(resource),
      mcp: mcpOf(of('ProtocolConfiguration', 'Mcp')),
      policyEngine: engine && present({ engine, mode: textOf(of('PolicyEngineConfiguration', 'Mode')) }),
      role: linkRole(of('RoleArn')),
      kmsKey: context.link(of('KmsKeyArn'), 'AWS::KMS::Key', 'AWS::KMS::ReplicaKey'),
      webAcls: webAcls.get(resource.address) ?? [],
      wafFailureMode: textOf(of('WafConfiguration', 'FailureMode')),
      logSources: logSources.get(resource.address) ?? [],
      interceptors: listOf(of('InterceptorConfigurations'), (item) => interceptorOf(context, item)),
      routingRules: routingRules.get(resource.address) ?? [],
      rateLimits: rateLimits.get(resource.address) ?? [],
      exceptionLevel: textOf(of('ExceptionLevel')),
      targets: targets.get(resource.address) ?? [],
      properties: resource.properties,
    });
  });
}

/** Whether a value is set but unresolved until deployment. */
function unknownAt(value: Resolved | undefined): Resolved | undefined {
  return typeof value === 'string' && !isKnown(value) ? value : undefined;
}

function protocolOf({ properties }: Resource): Gateway['protocol'] {
  const type = textOf(property(properties, 'ProtocolType'));
  // AWS does not document how the service handles a configuration without the type.
  if (!type) return property(properties, 'ProtocolConfiguration') === undefined ? 'none' : 'unknown';
  return type.text === 'MCP' ? 'MCP' : 'unknown';
}

function authorizerOf(type: Resolved | undefined, configuration: Resolved | undefined): Authorizer {
  const jwt = property(configuration, 'CustomJWTAuthorizer');
  return present<Authorizer>({
    type: textOf(type),
    jwt: isRecord(jwt) ? jwtOf(jwt) : undefined,
    configurationUnknown: unknownAt(configuration) !== undefined || unknownAt(jwt) !== undefined,
  });
}

/** The same for gateways and runtimes. */
export function jwtOf(jwt: Resolved): JwtConfiguration {
  return present<JwtConfiguration>({
    discoveryUrl: textOf(property(jwt, 'DiscoveryUrl')),
    allowedAudience: textsOf(property(jwt, 'AllowedAudience')),
    allowedClients: textsOf(property(jwt, 'AllowedClients')),
    allowedScopes: textsOf(property(jwt, 'AllowedScopes')),
    customClaims: listOf(property(jwt, 'CustomClaims'), (claim) => claim),
    properties: record(jwt),
  });
}

function mcpOf(mcp: Resolved | undefined): McpConfiguration | undefined {
  if (!isRecord(mcp)) return undefined;
  const search = textOf(property(mcp, 'SearchType'));
  const sessions = property(mcp, 'SessionConfiguration');
  const streaming = textOf(property(mcp, 'StreamingConfiguration', 'EnableResponseStreaming') ?? unknownAt(property(mcp, 'StreamingConfiguration')));
  return present<McpConfiguration>({
    supportedVersions: textsOf(property(mcp, 'SupportedVersions')),
    search: !search ? 'off' : search.text === 'SEMANTIC' ? 'on' : 'unknown',
    instructions: textOf(property(mcp, 'Instructions')),
    sessions: sessions === undefined ? 'off' : isRecord(sessions) ? 'on' : 'unknown',
    sessionTimeoutInSeconds: textOf(property(mcp, 'SessionConfiguration', 'SessionTimeoutInSeconds')),
    responseStreaming: !streaming || streaming.text === 'false' ? 'off' : streaming.text === 'true' ? 'on' : 'unknown',
    properties: mcp,
  });
}

function interceptorOf(context: LoadContext, interceptor: Resolved): Interceptor | undefined {
  if (!isRecord(interceptor)) return undefined;
  return present<Interceptor>({
    points: textsOf(property(interceptor, 'InterceptionPoints')),
    lambda: context.link(property(interceptor, 'Interceptor', 'Lambda', 'Arn'), ...FUNCTION_TYPES),
    function: functionAt(context, property(interceptor, 'Interceptor', 'Lambda', 'Arn'))?.address,
    excludesResponseBody: excludesResponseBody(property(interceptor, 'InputConfiguration', 'PayloadFilter', 'Exclude')),
    passRequestHeaders: textOf(property(interceptor, 'InputConfiguration', 'PassRequestHeaders')),
    properties: interceptor,
  });
}

function excludesResponseBody(exclude: Resolved | undefined): boolean | undefined {
  return isList(exclude) ? exclude.some((item) => property(item, 'Field') === 'RESPONSE_BODY' || item === 'RESPONSE_BODY') : undefined;
}

function targetsByGateway(context: LoadContext): Map<string, string[]> {
  return grouped(context.ofType(GATEWAY_TARGET).map((target) => {
    return [context.link(property(target.properties, 'GatewayIdentifier'), GATEWAY)?.address, target.address];
  }));
}

function webAclsByGateway(context: LoadContext): Map<string, WebAclAssociation[]> {
  return grouped(context.ofType('AWS::WAFv2::WebACLAssociation').map((association) => {
    const webAcl = context.link(property(association.properties, 'WebACLArn'), 'AWS::WAFv2::WebACL');
    return [context.link(property(association.properties, 'ResourceArn'), GATEWAY)?.address, present<WebAclAssociation>({ association: association.address, webAcl })];
  }));
}
