import { AGENTCORE } from './agentcore';
import type { CredentialType } from './values';

/**
 * AgentCore Identity: whom a gateway gets credentials as, and where they are kept.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/scope-credential-provider-access.html
 */

/** The directory with the workload identities of gateways, as ARNs name it. */
export const IDENTITY_DIRECTORY = 'workload-identity-directory/default';

/** The workload identity of a gateway is named by the gateway's id. */
export function workloadIdentity(gatewayId: string): string {
  return `${IDENTITY_DIRECTORY}/workload-identity/${gatewayId}`;
}

/** The vault of providers that CloudFormation creates, as ARNs name it. */
export const TOKEN_VAULT = 'token-vault/default';

/** How the two kinds of credential provider are written. */
export interface CredentialProviderKind {
  readonly resourceType: string;
  /** Stands before the name in the ARN. */
  readonly arnPart: string;
  /** The member of a target's `CredentialProvider` that names one. */
  readonly setting: string;
  /** The property that names a secret of the user's own. */
  readonly ownSecret: string;
  /** The attribute that names the secret. */
  readonly secretAttribute: string;
  /** Stands before the name of the provider in the name of a secret that the service keeps. */
  readonly secretFolder: string;
  /** For messages. */
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

/** The ARN of the vault that a provider's ARN names; undefined when the ARN is not spelled out. */
export function vaultInProviderArn(arn: string): string | undefined {
  return PROVIDER_ARN.exec(arn)?.[1];
}

/** The name of a secret that the service keeps, as far as anybody has seen; `name` may be a pattern. */
export function managedSecret(name: string): string {
  return `bedrock-agentcore-identity!${name}`;
}

/** The name of the secret of a provider in the default vault, as a pattern: the service appends characters of its own. */
export function secretOfProvider({ secretFolder }: CredentialProviderKind, provider: string, anything: string): string {
  return managedSecret(`default/${secretFolder}/${provider}-${anything}`);
}
