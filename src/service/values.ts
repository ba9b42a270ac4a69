/**
 * The values of enumerated settings.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_BedrockAgentCore.html
 */

export const GATEWAY_PROTOCOLS = ['MCP'] as const;
export const AUTHORIZER_TYPES = ['AWS_IAM', 'CUSTOM_JWT', 'AUTHENTICATE_ONLY', 'NONE'] as const;
export const SEARCH_TYPES = ['SEMANTIC'] as const;
export const EXCEPTION_LEVELS = ['DEBUG'] as const;
export const POLICY_ENGINE_MODES = ['LOG_ONLY', 'ENFORCE'] as const;
export const INTERCEPTION_POINTS = ['REQUEST', 'RESPONSE'] as const;

export const CREDENTIAL_TYPES = ['GATEWAY_IAM_ROLE', 'OAUTH', 'API_KEY', 'CALLER_IAM_CREDENTIALS', 'JWT_PASSTHROUGH'] as const;
export const GRANT_TYPES = ['CLIENT_CREDENTIALS', 'AUTHORIZATION_CODE', 'TOKEN_EXCHANGE'] as const;
export const API_KEY_LOCATIONS = ['HEADER', 'QUERY_PARAMETER'] as const;
export const LISTING_MODES = ['DEFAULT', 'DYNAMIC'] as const;

export const POLICY_VALIDATION_MODES = ['FAIL_ON_ANY_FINDINGS', 'IGNORE_ALL_FINDINGS'] as const;
export const POLICY_ENFORCEMENT_MODES = ['ACTIVE', 'LOG_ONLY'] as const;

export const RUNTIME_PROTOCOLS = ['MCP', 'HTTP', 'A2A', 'AGUI'] as const;
export const PASSTHROUGH_PROTOCOLS = ['MCP', 'A2A', 'INFERENCE', 'CUSTOM'] as const;
export const NETWORK_MODES = ['PUBLIC', 'VPC'] as const;

/**
 * The protocols of agents for which the service has an API schema. Guardrails read requests of any other protocol with the schema of the target.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-target-http-runtime.html
 */
export const PROTOCOLS_WITH_SCHEMA: readonly string[] = ['MCP', 'A2A'];

export type AuthorizerType = typeof AUTHORIZER_TYPES[number];
export type PolicyEngineMode = typeof POLICY_ENGINE_MODES[number];
export type CredentialType = typeof CREDENTIAL_TYPES[number];
export type GrantType = typeof GRANT_TYPES[number];
type ListingModeValue = typeof LISTING_MODES[number];
type RuntimeProtocol = typeof RUNTIME_PROTOCOLS[number];

/** The defaults of the service. */
export const DEFAULT_GRANT_TYPE: GrantType = 'CLIENT_CREDENTIALS';
export const DEFAULT_LISTING_MODE: ListingModeValue = 'DEFAULT';
export const DEFAULT_RUNTIME_PROTOCOL: RuntimeProtocol = 'HTTP';
