/**
 * First segments of the paths that a gateway serves itself.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-rules.html
 */
export const RESERVED_PATHS: readonly string[] = ['mcp', 'a2a', 'responses', 'converse', '.well-known'];
