import type { DynamicStructuredTool } from '@langchain/core/tools';
import { loadMcpTools } from '@langchain/mcp-adapters';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { connection } from './connection.js';
import type { Gateway } from './gateway.js';
import type { GatewayFetchOptions } from './gateway-fetch.js';

/** The tools of a gateway, and the end of their MCP session. */
export interface GatewayTools extends Array<DynamicStructuredTool>, AsyncDisposable {
  close(): Promise<void>;
}

/** Every tool of a gateway for `createAgent({ tools })`, with the names they have in the gateway, on one MCP session. */
export async function loadTools(gateway: string | Gateway, options?: GatewayFetchOptions): Promise<GatewayTools> {
  const { name, url, fetch } = await connection(gateway, options);
  const client = new Client({ name: 'agentcore-gateways', version: '1' });
  await client.connect(new StreamableHTTPClientTransport(url, { fetch }) as Parameters<Client['connect']>[0]);
  const close = async () => {
    await (client.transport as StreamableHTTPClientTransport | undefined)?.terminateSession();
    await client.close();
  };
  return Object.assign(await loadMcpTools(name, client), { close, [Symbol.asyncDispose]: close });
}
