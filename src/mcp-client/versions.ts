/** MCP versions that open with an `initialize` handshake, newest first. */
export const HANDSHAKE_VERSIONS: readonly string[] = ['2025-11-25', '2025-06-18', '2025-03-26'];

/** Has no handshake: each request says what `initialize` said. */
export const STATELESS_VERSION = '2026-07-28';
