/**
 * The MCP versions that gateways support, as a server and as a client, newest first.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-target-MCPservers.html
 */

/** Has no handshake: each request carries the information of `initialize`. */
export const STATELESS_MCP_VERSION = '2026-07-28';

/** Start with `initialize`. A server responds with another version if it does not support the requested one. */
export const HANDSHAKE_MCP_VERSIONS = ['2025-11-25', '2025-06-18', '2025-03-26'] as const;

export const MCP_VERSIONS = [STATELESS_MCP_VERSION, ...HANDSHAKE_MCP_VERSIONS] as const;
