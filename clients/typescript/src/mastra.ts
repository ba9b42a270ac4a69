import type { Tool } from '@mastra/core/tools';
import { MCPClient } from '@mastra/mcp';
import { connection } from './connection.js';
import type { Gateway } from './gateway.js';
import type { GatewayFetchOptions } from './gateway-fetch.js';

/** The tools of a gateway, for `new Agent({ tools })`, and their client. */
export interface GatewayTools {
  readonly client: MCPClient;
  readonly tools: Record<string, Tool>;
}

/** Every tool of a gateway with the name it has there. (`client.listTools()` puts another name before it, at the cost of the 64 characters of a name.) */
export async function loadTools(gateway: string | Gateway, options?: GatewayFetchOptions): Promise<GatewayTools> {
  const { name, url, fetch } = await connection(gateway, options);
  const client = new MCPClient({ id: `${name} ${url.href}`, servers: { [name]: { url, fetch } } });
  const { toolsets, errors } = await client.listToolsetsWithErrors();
  if (errors[name]) throw new Error(String(errors[name]));
  return { client, tools: (toolsets[name] ?? {}) as Record<string, Tool> };
}
