import { StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { connection } from './connection.js';
import type { Gateway } from './gateway.js';
import type { GatewayFetchOptions } from './gateway-fetch.js';

/** A transport for `Client` of `@modelcontextprotocol/client`, whose `listTools()` returns every tool. */
export async function mcpTransport(gateway: string | Gateway, options?: GatewayFetchOptions): Promise<StreamableHTTPClientTransport> {
  const { url, fetch } = await connection(gateway, options);
  return new StreamableHTTPClientTransport(url, { fetch });
}
