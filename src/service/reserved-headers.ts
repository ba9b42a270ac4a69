/** The characters of a header name. */
export const HEADER_NAME = /^[a-zA-Z0-9_-]+$/;

const RUNTIME_CUSTOM_PREFIX = 'x-amzn-bedrock-agentcore-runtime-custom-';

/** Headers that the gateway sets itself, or that carry the caller's identity. */
const RESERVED = new Set([
  'authorization', 'accept', 'content-type', 'content-length', 'cookie', 'set-cookie', 'host', 'user-agent', 'origin', 'connection', 'transfer-encoding',
]);

/**
 * Why a gateway never passes a header through; undefined for a header that can pass through.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-headers.html
 */
export function whyHeaderStays(name: string): string | undefined {
  const lower = name.toLowerCase();
  if (RESERVED.has(lower) || lower.startsWith('x-forwarded-')) return 'is set by the gateway and cannot pass through';
  if (lower.startsWith('x-amzn-') && !lower.startsWith(RUNTIME_CUSTOM_PREFIX)) return `is reserved; of X-Amzn- headers only ${RUNTIME_CUSTOM_PREFIX}* pass`;
  return undefined;
}
