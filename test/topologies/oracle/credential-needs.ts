import { gatewayIdPattern, Permission } from './permission';
import { agentCoreArn } from './physical-ids';
import type { Resource, World } from './world';

const DIRECTORY = agentCoreArn('workload-identity-directory/default');
const VAULT = agentCoreArn('token-vault/default');

/** What a gateway needs to obtain the API key or the token that a target is called with. */
export function credentialNeeds(world: World, target: Resource, gateway: Resource): Permission[] {
  const [credential] = target.properties.CredentialProviderConfigurations ?? [];
  const apiKey = credential?.CredentialProvider?.ApiKeyCredentialProvider;
  const oauth = credential?.CredentialProvider?.OauthCredentialProvider;
  if (apiKey) {
    return [
      ...onIdentity(world, gateway, 'GetWorkloadAccessToken'),
      ...onCredential(world, gateway, 'GetResourceApiKey', apiKey.ProviderArn),
      readSecret(world, 'AWS::BedrockAgentCore::ApiKeyCredentialProvider', 'ApiKeySecretArn', apiKey.ProviderArn),
    ];
  }
  if (oauth) {
    return [
      ...['GetWorkloadAccessToken', 'GetWorkloadAccessTokenForJWT', 'GetWorkloadAccessTokenForUserId'].flatMap((action) => onIdentity(world, gateway, action)),
      ...onCredential(world, gateway, 'GetResourceOauth2Token', oauth.ProviderArn),
      ...oauth.GrantType === 'AUTHORIZATION_CODE' ? onCredential(world, gateway, 'CompleteResourceTokenAuth', oauth.ProviderArn) : [],
      readSecret(world, 'AWS::BedrockAgentCore::OAuth2CredentialProvider', 'ClientSecretArn', oauth.ProviderArn),
    ];
  }
  return [];
}

/** The gateway's own workload identity has the gateway's id as its name. */
function onIdentity(world: World, gateway: Resource, action: string): Permission[] {
  return [
    { action: `bedrock-agentcore:${action}`, resource: DIRECTORY },
    {
      action: `bedrock-agentcore:${action}`,
      resource: `${DIRECTORY}/workload-identity/${world.attribute(gateway, 'GatewayIdentifier')}`,
      narrowest: `${DIRECTORY}/workload-identity/${gatewayIdPattern(gateway)}`,
    },
  ];
}

function onCredential(world: World, gateway: Resource, action: string, providerArn: string): Permission[] {
  return [
    { action: `bedrock-agentcore:${action}`, resource: VAULT },
    { action: `bedrock-agentcore:${action}`, resource: providerArn },
    ...onIdentity(world, gateway, action),
  ];
}

/** The service keeps the credential in a secret that ends in characters of its choice. */
function readSecret(world: World, type: string, attribute: string, providerArn: string): Permission {
  const { SecretArn: resource } = world.attribute(world.find(type, 'CredentialProviderArn', providerArn)!, attribute);
  return { action: 'secretsmanager:GetSecretValue', resource, narrowest: resource.replace(/-[^-]*$/, '-*') };
}
