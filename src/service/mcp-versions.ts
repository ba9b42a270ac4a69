/**
 * The MCP versions that gateways speak, to clients and to servers, newest first.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-target-MCPservers.html
 */

/** Has no handshake: each request says what `initialize` said. */
export const STATELESS_MCP_VERSION = '2026-07-28';

/** Begin with `initialize`. A server offers another version if it does not know the one it is asked for. */
export const HANDSHAKE_MCP_VERSIONS = ['2025-11-25', '2025-06-18', '2025-03-26'] as const;

export const MCP_VERSIONS = [STATELESS_MCP_VERSION, ...HANDSHAKE_MCP_VERSIONS] as const;
