/**
 * Quotas and limits of AgentCore, IAM, CloudFormation and AppConfig.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/bedrock-agentcore-limits.html
 */

/** A range of lengths or numbers, both ends included. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

export function isWithin(value: number, { min, max }: Range): boolean {
  return value >= min && value <= max;
}

const KB = 1024;
const MB = 1024 * KB;

/** The share of a limit from which rules warn. */
export const NEAR_LIMIT = 0.8;

// ---- gateways

/** Characters in the description of a gateway, and of a target. */
export const DESCRIPTION_CHARACTERS: Range = { min: 1, max: 200 };
export const INSTRUCTIONS_CHARACTERS: Range = { min: 1, max: 2048 };
export const SESSION_TIMEOUT_SECONDS: Range = { min: 900, max: 28_800 };
export const ADVERTISED_SCOPES: Range = { min: 1, max: 50 };
/** No limit of the service: models choose worse among more tools than about this number. */
export const MANY_TOOLS = 20;
export const TARGETS_PER_GATEWAY = 100;

// ---- rate limits: https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-rate-limits.html

export const RULES_PER_GATEWAY = 20;
export const RULE_PRIORITY: Range = { min: 1, max: 1_000_000 };
export const RULE_DESCRIPTION_CHARACTERS: Range = { min: 1, max: 256 };
/** The values in one condition of a rule. */
export const RULE_CONDITION_VALUES = {
  paths: { min: 1, max: 10 }, principals: { min: 1, max: 100 }, models: { min: 1, max: 100 },
} as const satisfies Readonly<Record<string, Range>>;
/** The parts of a weighted route. */
export const ROUTE_PARTS = 2;
export const ROUTE_WEIGHT: Range = { min: 1, max: 99 };
export const FALLBACKS: Range = { min: 1, max: 2 };
export const FIRST_BYTE_TIMEOUT_MILLISECONDS: Range = { min: 50, max: 900_000 };
export const RATE_LIMITS_PER_GATEWAY = 50;
export const RATE_LIMIT_DIMENSIONS: Range = { min: 1, max: 10 };
export const RATE_LIMIT_KEY_CHARACTERS: Range = { min: 1, max: 80 };
export const RATE_LIMIT_DESCRIPTION_CHARACTERS: Range = { min: 1, max: 512 };
/** A rate of 0 blocks all requests. */
export const RATE: Range = { min: 0, max: 10_000_000 };

// ---- targets

export const TOOLS_PER_TARGET = 1000;
/** Whether the target name counts is not documented. A longer tool name is too long in both cases. */
export const TOOL_NAME_CHARACTERS = 256;
export const INLINE_SCHEMA_BYTES = MB;
export const S3_SCHEMA_BYTES = 10 * MB;
/** When several targets expose a resource with the same URI, the lowest number wins. */
export const RESOURCE_PRIORITY: Range = { min: 0, max: 1000 };

/** Characters in the URL of a passthrough target or an inference provider. */
export const ENDPOINT_CHARACTERS: Range = { min: 1, max: 2048 };
export const STICKINESS_SECONDS: Range = { min: 1, max: 86_400 };
export const STICKINESS_IDENTIFIER_CHARACTERS: Range = { min: 1, max: 256 };

/** Tools of a connector that a target enables, and characters in the description of one. */
export const ENABLED_TOOLS: Range = { min: 1, max: 50 };
export const CONNECTOR_TOOL_DESCRIPTION_CHARACTERS: Range = { min: 1, max: 2000 };
export const HTTP_CONNECTOR_PARAMETERS: Range = { min: 0, max: 10 };
export const HTTP_CONNECTOR_PARAMETER_CHARACTERS: Range = { min: 1, max: 1024 };

/** Operations of an inference provider, and models of one of them. */
export const INFERENCE_OPERATIONS: Range = { min: 1, max: 10 };
export const MODELS_PER_OPERATION: Range = { min: 1, max: 100 };
export const MODEL_CHARACTERS: Range = { min: 1, max: 256 };

/** Names in each list of headers or query parameters that the gateway passes through. */
export const PASSED_NAMES: Range = { min: 1, max: 10 };
export const HEADER_NAME_CHARACTERS: Range = { min: 1, max: 100 };
export const QUERY_PARAMETER_CHARACTERS: Range = { min: 1, max: 40 };

export const CONSENT_PORTAL_NAME_CHARACTERS = 50;

/** Scopes of OAuth credentials, and the characters of each. */
export const OAUTH_SCOPES = 100;
export const OAUTH_SCOPE_CHARACTERS: Range = { min: 1, max: 64 };
export const OAUTH_PARAMETERS: Range = { min: 1, max: 10 };
export const RETURN_URL_CHARACTERS = 2048;

// ---- policies: https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/policy-limitations-section.html

export const POLICIES_PER_ENGINE = 1000;
export const POLICY_STATEMENT_CHARACTERS: Range = { min: 35, max: 10_000 };
/** All policies about one resource together. */
export const POLICIES_OF_RESOURCE_CHARACTERS = 200 * KB;
/** The schema that the policy engine derives from the tools of all attached gateways. */
export const CEDAR_SCHEMA_BYTES = 400 * KB;
/** Nesting levels of tool arguments that a policy engine evaluates. */
export const ARGUMENT_LEVELS = 64;

// ---- runtimes

export const RUNTIME_ENVIRONMENT_VARIABLES = 50;
export const DEFAULT_IDLE_SECONDS = 900;
export const DEFAULT_LIFETIME_SECONDS = 28_800;

// ---- IAM: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html

/** All inline policies of one role together; white space does not count. */
export const ROLE_INLINE_POLICY_CHARACTERS = 10_240;
export const MANAGED_POLICY_CHARACTERS = 6144;
export const MANAGED_POLICIES_PER_ROLE = 10;
/** The highest quota that an account can have. */
export const LARGEST_MANAGED_POLICIES_PER_ROLE = 20;
export const IAM_POLICY_NAME_CHARACTERS = 128;

/** Typical and maximum lengths of values that are unresolved until deployment. */
export const PSEUDO_PARAMETER_CHARACTERS = 12;
export const REFERENCE_CHARACTERS = 90;
/** The longest name of a region; partitions and account IDs are shorter. */
export const LONG_PSEUDO_PARAMETER_CHARACTERS = 14;
/** The name of a function, a bucket or a role. */
export const LONG_NAME_CHARACTERS = 64;
/** The ARN of a function, a runtime or a gateway with a long name. */
export const LONG_REFERENCE_CHARACTERS = 130;
export const LONGEST_REFERENCE_CHARACTERS = 250;

// ---- CloudFormation: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html

export const RESOURCES_PER_STACK = 500;
export const TEMPLATE_BYTES = MB;

// ---- AppConfig: https://docs.aws.amazon.com/general/latest/gr/appconfig.html

export const CONFIGURATION_BYTES = 2048 * KB;
export const CONFIGURATION_APPLICATION_NAME_CHARACTERS = 64;
