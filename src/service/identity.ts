import { AGENTCORE } from './agentcore';
import type { CredentialType } from './values';

/**
 * AgentCore Identity: the workload identities of gateways, and the providers and secrets of their credentials.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/scope-credential-provider-access.html
 */

/** The directory of the gateways' workload identities, as part of an ARN. */
export const IDENTITY_DIRECTORY = 'workload-identity-directory/default';

/** The name of a gateway's workload identity is the gateway's id. */
export function workloadIdentity(gatewayId: string): string {
  return `${IDENTITY_DIRECTORY}/workload-identity/${gatewayId}`;
}

/** The token vault of providers that CloudFormation creates, as part of an ARN. */
export const TOKEN_VAULT = 'token-vault/default';

/** The names that a kind of credential provider has in templates and ARNs. */
interface CredentialProviderKind {
  readonly resourceType: string;
  /** Precedes the name in the ARN. */
  readonly arnPart: string;
  /** The member of a target's `CredentialProvider` for this kind. */
  readonly setting: string;
  /** The property with a secret that the user manages. */
  readonly ownSecret: string;
  /** The attribute with the ARN of the secret. */
  readonly secretAttribute: string;
  /** Precedes the provider name in the name of a secret that the service manages. */
  readonly secretFolder: string;
  /** The name in messages. */
  readonly text: string;
}

export const CREDENTIAL_PROVIDERS: Readonly<Record<Extract<CredentialType, 'OAUTH' | 'API_KEY'>, CredentialProviderKind>> = {
  API_KEY: {
    resourceType: 'AWS::BedrockAgentCore::ApiKeyCredentialProvider',
    arnPart: 'apikeycredentialprovider',
    setting: 'ApiKeyCredentialProvider',
    ownSecret: 'ApiKeySecretConfig',
    secretAttribute: 'ApiKeySecretArn',
    secretFolder: 'apikey',
    text: 'an API key',
  },
  OAUTH: {
    resourceType: 'AWS::BedrockAgentCore::OAuth2CredentialProvider',
    arnPart: 'oauth2credentialprovider',
    setting: 'OauthCredentialProvider',
    ownSecret: 'ClientSecretConfig',
    secretAttribute: 'ClientSecretArn',
    secretFolder: 'oauth2',
    text: 'an OAuth2',
  },
};

export function credentialProviderOfType(resourceType: string): CredentialProviderKind | undefined {
  return Object.values(CREDENTIAL_PROVIDERS).find((kind) => kind.resourceType === resourceType);
}

const PROVIDER_ARN = new RegExp(`^(arn:.*:${AGENTCORE}:.*:token-vault/[^/]+)/(?:${Object.values(CREDENTIAL_PROVIDERS).map(({ arnPart }) => arnPart).join('|')})/`);

/** The ARN of the token vault in a provider's ARN; undefined when the ARN is not a literal. */
export function vaultInProviderArn(arn: string): string | undefined {
  return PROVIDER_ARN.exec(arn)?.[1];
}

/** The observed name of a secret that the service manages. `name` may be a pattern. */
export function managedSecret(name: string): string {
  return `bedrock-agentcore-identity!${name}`;
}

/** A pattern for the secret of a provider in the default token vault: the service appends generated characters. */
export function secretOfProvider({ secretFolder }: CredentialProviderKind, provider: string, anything: string): string {
  return managedSecret(`default/${secretFolder}/${provider}-${anything}`);
}
