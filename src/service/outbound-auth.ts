import { CREDENTIAL_KINDS, CredentialKind } from './credential-kinds';
import type { TargetKind } from './target-kinds';

/**
 * The credentials that each kind of target supports. Defaults, errors and rules use this table.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-outbound-auth.html
 */

/** Target kinds as outbound authorization distinguishes them: MCP servers on AgentCore support fewer kinds of credentials. */
export type OutboundTargetKind = TargetKind | 'mcpServerOnRuntime' | 'mcpServerOnGateway';

/** The kind as `TargetConfiguration` has it: only outbound authorization distinguishes MCP servers on AgentCore. */
export function targetKindOf(kind: OutboundTargetKind): TargetKind {
  return kind === 'mcpServerOnRuntime' || kind === 'mcpServerOnGateway' ? 'mcpServer' : kind;
}

export interface OutboundAuth {
  readonly allowed: readonly CredentialKind[];
  /** Neither allowed nor rejected by the documentation. */
  readonly undocumented?: readonly CredentialKind[];
  /** Used by the constructs when no credentials are configured. */
  readonly default: CredentialKind;
  /** Whether `service` of the IAM role is required or rejected: for targets on AWS services, the gateway infers it and rejects an explicit one. */
  readonly iamService?: 'required' | 'rejected';
}

const ANY_SERVER: OutboundAuth = {
  allowed: ['NONE', 'GATEWAY_IAM_ROLE', 'OAUTH_CLIENT_CREDENTIALS', 'OAUTH_AUTHORIZATION_CODE', 'OAUTH_TOKEN_EXCHANGE', 'API_KEY'],
  default: 'NONE',
  iamService: 'required',
};

const NOT_DOCUMENTED: OutboundAuth = { allowed: [], undocumented: CREDENTIAL_KINDS, default: 'GATEWAY_IAM_ROLE' };

export const OUTBOUND_AUTH: Readonly<Record<OutboundTargetKind, OutboundAuth>> = {
  lambda: { allowed: ['GATEWAY_IAM_ROLE'], default: 'GATEWAY_IAM_ROLE', iamService: 'rejected' },
  openApi: ANY_SERVER,
  smithy: { allowed: ['GATEWAY_IAM_ROLE', 'OAUTH_CLIENT_CREDENTIALS'], default: 'GATEWAY_IAM_ROLE', iamService: 'rejected' },
  apiGateway: { allowed: ['NONE', 'GATEWAY_IAM_ROLE', 'API_KEY'], default: 'GATEWAY_IAM_ROLE', iamService: 'rejected' },
  mcpServer: ANY_SERVER,
  // A runtime requires SigV4 or a token. It does not support API keys.
  mcpServerOnRuntime: {
    allowed: ['GATEWAY_IAM_ROLE', 'OAUTH_CLIENT_CREDENTIALS', 'OAUTH_AUTHORIZATION_CODE', 'OAUTH_TOKEN_EXCHANGE'],
    default: 'GATEWAY_IAM_ROLE',
    iamService: 'required',
  },
  mcpServerOnGateway: { allowed: ['GATEWAY_IAM_ROLE'], default: 'GATEWAY_IAM_ROLE', iamService: 'required' },
  connector: { allowed: ['GATEWAY_IAM_ROLE'], default: 'GATEWAY_IAM_ROLE', iamService: 'rejected' },
  runtime: {
    allowed: ['GATEWAY_IAM_ROLE', 'CALLER_IAM_CREDENTIALS', 'OAUTH_CLIENT_CREDENTIALS', 'JWT_PASSTHROUGH'],
    default: 'GATEWAY_IAM_ROLE',
    iamService: 'rejected',
  },
  passthrough: {
    allowed: ['GATEWAY_IAM_ROLE', 'CALLER_IAM_CREDENTIALS', 'OAUTH_CLIENT_CREDENTIALS', 'JWT_PASSTHROUGH', 'API_KEY'],
    undocumented: ['NONE', 'OAUTH_AUTHORIZATION_CODE', 'OAUTH_TOKEN_EXCHANGE'],
    default: 'GATEWAY_IAM_ROLE',
  },
  httpConnector: NOT_DOCUMENTED,
  inferenceProvider: { allowed: ['GATEWAY_IAM_ROLE', 'API_KEY'], default: 'GATEWAY_IAM_ROLE' },
  inferenceConnector: NOT_DOCUMENTED,
};

/** What to do instead of credentials that a kind of target does not support. */
export const INSTEAD_OF_CREDENTIALS: Readonly<Partial<Record<OutboundTargetKind, string>>> = {
  lambda: 'Lambda authorizes the role of the gateway only; check the token of the caller in an interceptor, let the function obtain its own tokens, or offer the API behind it as an OpenAPI target',
  smithy: 'for other credentials, offer the API as an OpenAPI target',
  apiGateway: 'for OAuth, offer the API as an OpenAPI target with the URL of the stage',
  mcpServerOnRuntime: 'a runtime has no API keys; use OAuth for a runtime with JWT inbound authorization, and the role of the gateway for all others',
  mcpServerOnGateway: 'a gateway calls another gateway only with its role; give the inner gateway IAM inbound authorization, and check the token of the caller at the outer one',
  connector: 'the gateway calls connectors with its role only',
  runtime: 'for the token of the caller use JWT passthrough, for an API key a passthrough target',
  inferenceProvider: 'for OAuth, put an HTTP passthrough target in front of the provider',
};

/** The names of target kinds in messages and pictures. */
export const TARGET_TEXTS: Readonly<Record<OutboundTargetKind, string>> = {
  lambda: 'Lambda',
  openApi: 'OpenAPI',
  smithy: 'Smithy',
  apiGateway: 'API Gateway stage',
  mcpServer: 'MCP server',
  mcpServerOnRuntime: 'MCP server on AgentCore Runtime',
  mcpServerOnGateway: 'AgentCore gateway',
  connector: 'connector',
  runtime: 'AgentCore runtime',
  passthrough: 'HTTP passthrough',
  httpConnector: 'HTTP connector',
  inferenceProvider: 'inference provider',
  inferenceConnector: 'inference connector',
};
