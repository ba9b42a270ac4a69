import { createMCPClient, type MCPClient } from '@ai-sdk/mcp';
import { connection } from './connection.js';
import type { Gateway } from './gateway.js';
import type { GatewayFetchOptions } from './gateway-fetch.js';

/** An MCP client of the AI SDK: `generateText({ tools: await client.tools() })`, and `client.close()` in the end. */
export async function mcpClient(gateway: string | Gateway, options?: GatewayFetchOptions): Promise<MCPClient> {
  const { url, fetch } = await connection(gateway, options);
  return createMCPClient({ transport: { type: 'http', url: url.href, fetch, redirect: 'error' }, protocolVersionDiscovery: true });
}
