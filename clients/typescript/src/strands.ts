import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { McpClient, type McpClientConfig } from '@strands-agents/sdk';
import { connection } from './connection.js';
import type { Gateway } from './gateway.js';
import type { GatewayFetchOptions } from './gateway-fetch.js';

export type StrandsClientOptions = GatewayFetchOptions & Omit<McpClientConfig, 'transport' | 'url'>;

/** A client for `new Agent({ tools: [client] })`. */
export async function strandsClient(gateway: string | Gateway, { credentials, token, ...config }: StrandsClientOptions = {}): Promise<McpClient> {
  const { url, fetch } = await connection(gateway, { credentials, token });
  return new McpClient({ ...config, transport: new StreamableHTTPClientTransport(url, { fetch }) } as McpClientConfig);
}
