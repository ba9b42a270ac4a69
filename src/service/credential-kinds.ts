import { AuthorizerType, CredentialType, DEFAULT_GRANT_TYPE, GrantType } from './values';

/** The outbound authorization of a target. */
export type CredentialKind =
  | 'NONE'
  | 'GATEWAY_IAM_ROLE'
  | 'CALLER_IAM_CREDENTIALS'
  | 'OAUTH_CLIENT_CREDENTIALS'
  | 'OAUTH_AUTHORIZATION_CODE'
  | 'OAUTH_TOKEN_EXCHANGE'
  | 'JWT_PASSTHROUGH'
  | 'API_KEY';

interface CredentialFacts {
  /** `CredentialProviderType`; undefined for a target without credentials, which has no provider configuration. */
  readonly type?: CredentialType;
  readonly grant?: GrantType;
  /** What the gateway adds to requests. */
  readonly sends: 'nothing' | 'signature' | 'token' | 'key';
  /** The authorizer types whose callers provide the credentials that the gateway passes on. */
  readonly inbound?: readonly AuthorizerType[];
  /** The name in messages. */
  readonly text: string;
}

/** @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-outbound-auth.html */
export const CREDENTIALS: Readonly<Record<CredentialKind, CredentialFacts>> = {
  NONE: { sends: 'nothing', text: 'no credentials' },
  GATEWAY_IAM_ROLE: { type: 'GATEWAY_IAM_ROLE', sends: 'signature', text: '`GATEWAY_IAM_ROLE`' },
  CALLER_IAM_CREDENTIALS: { type: 'CALLER_IAM_CREDENTIALS', sends: 'signature', inbound: ['AWS_IAM', 'AUTHENTICATE_ONLY'], text: '`CALLER_IAM_CREDENTIALS`' },
  OAUTH_CLIENT_CREDENTIALS: oauth('CLIENT_CREDENTIALS'),
  OAUTH_AUTHORIZATION_CODE: oauth('AUTHORIZATION_CODE'),
  OAUTH_TOKEN_EXCHANGE: oauth('TOKEN_EXCHANGE'),
  JWT_PASSTHROUGH: { type: 'JWT_PASSTHROUGH', sends: 'token', inbound: ['CUSTOM_JWT', 'AUTHENTICATE_ONLY'], text: '`JWT_PASSTHROUGH`' },
  API_KEY: { type: 'API_KEY', sends: 'key', text: '`API_KEY`' },
};

function oauth(grant: GrantType): CredentialFacts {
  return { type: 'OAUTH', grant, sends: 'token', text: `\`OAUTH ${grant}\`` };
}

export const CREDENTIAL_KINDS = Object.keys(CREDENTIALS) as CredentialKind[];

/** The kind of a provider configuration; undefined for an unknown type or grant type. */
export function credentialKindOf(type: string, grant: string = DEFAULT_GRANT_TYPE): CredentialKind | undefined {
  return CREDENTIAL_KINDS.find((kind) => CREDENTIALS[kind].type === type && (CREDENTIALS[kind].grant === undefined || CREDENTIALS[kind].grant === grant));
}
