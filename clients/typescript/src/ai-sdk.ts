import { createMCPClient, type MCPClient } from '@ai-sdk/mcp';
import { connection } from './connection.js';
import type { Gateway } from './gateway.js';
import type { GatewayFetchOptions } from './gateway-fetch.js';

const UNSUPPORTED_PROTOCOL_VERSION = -32022;

/** An MCP client of the AI SDK: `generateText({ tools: await client.tools() })`, and `client.close()` in the end. */
export async function mcpClient(gateway: string | Gateway, options?: GatewayFetchOptions): Promise<MCPClient> {
  const { url, fetch } = await connection(gateway, options);
  const connect = (protocolVersionDiscovery: boolean) => createMCPClient({ transport: { type: 'http', url: url.href, fetch, redirect: 'error' }, protocolVersionDiscovery });
  // The client falls back to the handshake by itself only when the gateway does not know discovery at all.
  return connect(true).catch((error: { code?: number }) => error.code === UNSUPPORTED_PROTOCOL_VERSION ? connect(false) : Promise.reject(error as Error));
}
