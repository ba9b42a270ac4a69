/** Has no handshake: each request says what `initialize` said. */
export const STATELESS_MCP_VERSION = '2026-07-28';

/** Begin with `initialize`, newest first. */
export const HANDSHAKE_MCP_VERSIONS = ['2025-11-25', '2025-06-18', '2025-03-26'] as const;

export const MCP_VERSIONS = [STATELESS_MCP_VERSION, ...HANDSHAKE_MCP_VERSIONS] as const;
