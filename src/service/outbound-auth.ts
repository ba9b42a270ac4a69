import { CREDENTIAL_KINDS, CredentialKind } from './credential-kinds';
import type { TargetKind } from './target-kinds';

/**
 * Which credentials each kind of target takes: one table, for defaults, errors and rules.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-outbound-auth.html
 */

/** What outbound authorization distinguishes: an MCP server on AgentCore takes less than one anywhere else. */
export type OutboundTargetKind = TargetKind | 'mcpServerOnRuntime' | 'mcpServerOnGateway';

/** The kind as `TargetConfiguration` has it: only outbound authorization distinguishes MCP servers on AgentCore. */
export function targetKindOf(kind: OutboundTargetKind): TargetKind {
  return kind === 'mcpServerOnRuntime' || kind === 'mcpServerOnGateway' ? 'mcpServer' : kind;
}

export interface OutboundAuth {
  readonly allowed: readonly CredentialKind[];
  /** Neither allowed nor rejected by any page. */
  readonly undocumented?: readonly CredentialKind[];
  /** Used by the constructs when the user names none. */
  readonly default: CredentialKind;
  /** Whether the IAM role's `service` must be given or must not: the service infers it for AWS targets and rejects it there. */
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
  // A runtime takes SigV4 or a token, never nothing and never an API key.
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

/** What messages call the kinds of target. */
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
