/**
 * The keys by which rate limits group requests.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-rate-limits-dimensions.html
 */
export const TARGET_KEY = 'targetName';
export const TOOL_KEY = 'toolName';
export const MODEL_KEY = 'qualifiedModelId';
export const IAM_PRINCIPAL_KEY = '$.context.iam.principal';
export const SOURCE_IDENTITY_KEY = '$.context.iam.sourceIdentity';
export const JWT_PREFIX = '$.context.jwt.';
export const HEADER_PREFIX = '$.context.request.header.';
export const BODY_PREFIX = '$.context.request.body.';

/** Callers choose the value of the key, so it does not limit anybody on its own. */
export function isChosenByCaller(key: string): boolean {
  return key.startsWith(HEADER_PREFIX) || key.startsWith(BODY_PREFIX);
}

/** The same for lists with the same keys, in any order. Two limits of a gateway cannot have the same. */
export function nameOfKeys(keys: readonly string[]): string {
  return keys.map((key) => key.startsWith(HEADER_PREFIX) ? key.toLowerCase() : key).sort().join(' ');
}

/** The gateway verified the value of the key. */
export function isIdentity(key: string): boolean {
  return key === IAM_PRINCIPAL_KEY || key.startsWith(JWT_PREFIX);
}
