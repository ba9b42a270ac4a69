import type { NodeId } from './creation-order';
import { credentialNeeds } from './credential-needs';
import { roleNameOf } from './grants';
import { gatewayIdPattern, Permission } from './permission';
import { ACCOUNT, agentCoreArn, REGION } from './physical-ids';
import type { Resource, World } from './world';

/** A permission that the service asks for when it creates a resource, as AWS documents it. */
export interface Need {
  /** The resource whose creation asks. */
  readonly node: NodeId;
  readonly roleName: string;
  readonly action: string;
  /** Something real that the permission must cover. */
  readonly resource: string;
  /** The narrowest that a policy can say before deployment; anything wider is too much. */
  readonly narrowest: string;
}

/** What the creation of each gateway, target and readiness check of the app needs. */
export function readNeeds(world: World): Need[] {
  return [
    ...world.gateways.flatMap((gateway) => needs(gateway.node, gateway.properties.RoleArn, gatewayNeeds(world, gateway))),
    ...world.targets.flatMap((target) => {
      const gateway = world.gatewayOf(target)!;
      return needs(target.node, gateway.properties.RoleArn, [...targetNeeds(world, target), ...credentialNeeds(world, target, gateway)]);
    }),
    ...world.checks.flatMap((check) => {
      const { Role } = world.find('AWS::Lambda::Function', 'Arn', check.properties.ServiceToken)!.properties;
      return needs(check.node, Role, endpointNeeds(check.properties.Url));
    }),
  ];
}

function needs(node: NodeId, roleArn: string, permissions: Permission[]): Need[] {
  return permissions.map(({ action, resource, narrowest = resource }) => ({ node, roleName: roleNameOf(roleArn), action, resource, narrowest }));
}

/** The service uses the role while it creates the gateway: for the key, the policy engine and the interceptors. */
function gatewayNeeds(world: World, gateway: Resource): Permission[] {
  const { properties } = gateway;
  const engine = properties.PolicyEngineConfiguration?.Arn;
  const gatewayArn = world.attribute(gateway, 'GatewayArn');
  const byName = agentCoreArn(`gateway/${gatewayIdPattern(gateway)}`);
  return [
    ...properties.KmsKeyArn
      ? ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:DescribeKey', 'kms:CreateGrant'].map((action) => ({ action, resource: properties.KmsKeyArn }))
      : [],
    ...engine ? [{ action: 'bedrock-agentcore:GetPolicyEngine', resource: engine }] : [],
    ...engine ? ['AuthorizeAction', 'PartiallyAuthorizeActions', 'CheckAuthorizePermissions'].flatMap((action) => [
      { action: `bedrock-agentcore:${action}`, resource: engine },
      { action: `bedrock-agentcore:${action}`, resource: gatewayArn, narrowest: byName },
    ]) : [],
    ...engine ? [attachment(engine, gatewayArn)] : [],
    ...(properties.InterceptorConfigurations ?? []).map((interceptor: any) => invokeFunction(interceptor.Interceptor.Lambda.Arn)),
  ];
}

/** Other projects saw the service check the role on this when it attaches an engine. */
function attachment(engine: string, gatewayArn: string): Permission {
  const gatewaysOf = agentCoreArn(`/policy-engines/${engine.split('/')[1]}/target-resource/`);
  return { action: 'bedrock-agentcore:CheckAuthorizePermissions', resource: gatewaysOf + encodeURIComponent(gatewayArn), narrowest: `${gatewaysOf}*` };
}

function targetNeeds(world: World, target: Resource): Permission[] {
  const { Mcp: mcp, Http: http } = target.properties.TargetConfiguration;
  const [credential] = target.properties.CredentialProviderConfigurations ?? [];
  const signed = credential?.CredentialProviderType === 'GATEWAY_IAM_ROLE';
  const schema = mcp?.Lambda?.ToolSchema ?? mcp?.OpenApiSchema ?? mcp?.SmithyModel ?? mcp?.McpServer?.McpToolSchema;
  return [
    ...mcp?.Lambda ? [invokeFunction(mcp.Lambda.LambdaArn)] : [],
    ...schema?.S3 ? [{ action: 's3:GetObject', resource: `arn:aws:s3:::${schema.S3.Uri.slice('s3://'.length)}` }] : [],
    ...mcp?.ApiGateway && signed ? methodNeeds(mcp.ApiGateway) : [],
    ...mcp?.McpServer && signed ? endpointNeeds(mcp.McpServer.Endpoint) : [],
    ...http?.AgentcoreRuntime && signed ? invokeRuntime(world, http.AgentcoreRuntime.Arn) : [],
  ];
}

function invokeFunction(arn: string): Permission {
  return { action: 'lambda:InvokeFunction', resource: arn };
}

function methodNeeds(api: any): Permission[] {
  return api.ApiGatewayToolConfiguration.ToolFilters.flatMap((filter: any) => filter.Methods.map((method: string) => {
    const arnFor = (path: string) => `arn:aws:execute-api:${REGION}:${ACCOUNT}:${api.RestApiId}/${api.Stage}/${method}${path}`;
    return {
      action: 'execute-api:Invoke',
      resource: arnFor(filter.FilterPath.replace(/\{[^}]*\}/g, '7').replace(/\*$/, 'any/thing')),
      narrowest: arnFor(filter.FilterPath.replace(/\{[^}]*\}/g, '*')),
    };
  }));
}

/** What calling a URL of AgentCore needs; a server elsewhere asks for nothing that IAM knows. */
function endpointNeeds(url: string): Permission[] {
  const runtime = /^https:\/\/bedrock-agentcore\.[^/]+\/runtimes\/([^/]+)\/invocations\?qualifier=(.+)$/.exec(url);
  if (runtime) return invokeEndpoint(decodeURIComponent(runtime[1]), runtime[2]);
  const gateway = /^https:\/\/([^.]+)\.gateway\.bedrock-agentcore\./.exec(url);
  return gateway ? [{ action: 'bedrock-agentcore:InvokeGateway', resource: agentCoreArn(`gateway/${gateway[1]}`) }] : [];
}

function invokeRuntime(world: World, arn: string): Permission[] {
  const runtime = world.find('AWS::BedrockAgentCore::Runtime', 'AgentRuntimeArn', arn);
  // An A2A agent is asked for its card first.
  const card = runtime?.properties.ProtocolConfiguration === 'A2A'
    ? invokeEndpoint(arn, 'DEFAULT').map((permission) => ({ ...permission, action: 'bedrock-agentcore:GetAgentCard' })) : [];
  return [...invokeEndpoint(arn, 'DEFAULT'), ...card];
}

/** A call is authorized on the runtime and on its endpoint, whose ARN AWS documents in two forms. */
function invokeEndpoint(runtimeArn: string, qualifier: string): Permission[] {
  const action = 'bedrock-agentcore:InvokeAgentRuntime';
  return [
    { action, resource: runtimeArn },
    { action, resource: `${runtimeArn}/runtime-endpoint/${qualifier}`, narrowest: `${runtimeArn}/*` },
    { action, resource: `${runtimeArn}/endpoint/${qualifier}`, narrowest: `${runtimeArn}/*` },
  ];
}
