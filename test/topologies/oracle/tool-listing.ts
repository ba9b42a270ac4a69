import type { Resource, World } from './world';

/** Whether a target surely offers a tool to every caller as soon as it exists. */
export function listsTools(world: World, target: Resource): boolean {
  const { Mcp: mcp } = target.properties.TargetConfiguration;
  const [credential] = target.properties.CredentialProviderConfigurations ?? [];
  // A user must sign in first.
  if (credential?.CredentialProvider?.OauthCredentialProvider?.GrantType === 'AUTHORIZATION_CODE') return false;
  if (mcp.Lambda?.ToolSchema.InlinePayload?.length === 0 || mcp.McpServer?.ListingMode === 'DYNAMIC') return false;
  const inner = world.innerGatewayOf(target);
  if (!inner || mcp.McpServer.McpToolSchema !== undefined) return true;
  return !hidesTools(inner) && world.targetsOf(inner).some((innerTarget) => listsTools(world, innerTarget));
}

/** Whether a gateway may answer callers differently: by a policy engine or by an interceptor. */
export function hidesTools(gateway: Resource): boolean {
  return gateway.properties.PolicyEngineConfiguration !== undefined || gateway.properties.InterceptorConfigurations !== undefined;
}
