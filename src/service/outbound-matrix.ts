/**
 * Which credentials each kind of target takes: one table, for defaults and for errors.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-outbound-auth.html
 */

/** How a gateway authorizes itself at a target. */
export type CredentialKind =
  | 'NONE'
  | 'GATEWAY_IAM_ROLE'
  | 'CALLER_IAM_CREDENTIALS'
  | 'OAUTH CLIENT_CREDENTIALS'
  | 'OAUTH AUTHORIZATION_CODE'
  | 'OAUTH TOKEN_EXCHANGE'
  | 'JWT_PASSTHROUGH'
  | 'API_KEY';

export type TargetType =
  | 'lambda'
  | 'openApiSchema'
  | 'smithyModel'
  | 'apiGateway'
  | 'mcpServer'
  | 'mcpServer on AgentCore Runtime'
  | 'mcpServer on AgentCore Gateway'
  | 'agentcoreRuntime';

export interface OutboundRule {
  readonly allowed: readonly CredentialKind[];
  /** Used when the user names none. */
  readonly default: CredentialKind;
  /** Whether the IAM role's `service` must be given or must not: the service infers it for AWS targets and rejects it there. */
  readonly iamService: 'required' | 'rejected';
}

const CLIENT_CREDENTIALS = 'OAUTH CLIENT_CREDENTIALS';
const AUTHORIZATION_CODE = 'OAUTH AUTHORIZATION_CODE';
const TOKEN_EXCHANGE = 'OAUTH TOKEN_EXCHANGE';

export const OUTBOUND_MATRIX: { readonly [type in TargetType]: OutboundRule } = {
  'lambda': { allowed: ['GATEWAY_IAM_ROLE'], default: 'GATEWAY_IAM_ROLE', iamService: 'rejected' },
  'openApiSchema': {
    allowed: ['NONE', 'GATEWAY_IAM_ROLE', CLIENT_CREDENTIALS, AUTHORIZATION_CODE, TOKEN_EXCHANGE, 'API_KEY'],
    default: 'NONE',
    iamService: 'required',
  },
  'smithyModel': { allowed: ['GATEWAY_IAM_ROLE', CLIENT_CREDENTIALS], default: 'GATEWAY_IAM_ROLE', iamService: 'rejected' },
  'apiGateway': { allowed: ['NONE', 'GATEWAY_IAM_ROLE', 'API_KEY'], default: 'GATEWAY_IAM_ROLE', iamService: 'rejected' },
  'mcpServer': {
    allowed: ['NONE', 'GATEWAY_IAM_ROLE', CLIENT_CREDENTIALS, AUTHORIZATION_CODE, TOKEN_EXCHANGE, 'API_KEY'],
    default: 'NONE',
    iamService: 'required',
  },
  // A runtime takes SigV4 or a token, never nothing and never an API key.
  'mcpServer on AgentCore Runtime': {
    allowed: ['GATEWAY_IAM_ROLE', CLIENT_CREDENTIALS, AUTHORIZATION_CODE, TOKEN_EXCHANGE],
    default: 'GATEWAY_IAM_ROLE',
    iamService: 'required',
  },
  'mcpServer on AgentCore Gateway': { allowed: ['GATEWAY_IAM_ROLE'], default: 'GATEWAY_IAM_ROLE', iamService: 'required' },
  'agentcoreRuntime': {
    allowed: ['GATEWAY_IAM_ROLE', 'CALLER_IAM_CREDENTIALS', CLIENT_CREDENTIALS, 'JWT_PASSTHROUGH'],
    default: 'GATEWAY_IAM_ROLE',
    iamService: 'rejected',
  },
};

/** Inbound authorization that a credential needs, since it passes on what the caller brought. */
export const INBOUND_NEEDED: { readonly [kind in CredentialKind]?: readonly string[] } = {
  JWT_PASSTHROUGH: ['CUSTOM_JWT', 'AUTHENTICATE_ONLY'],
  CALLER_IAM_CREDENTIALS: ['AWS_IAM', 'AUTHENTICATE_ONLY'],
};
