import { type Gateway, resolveGateway } from './gateway.js';
import { gatewayFetch, type GatewayFetchOptions } from './gateway-fetch.js';

/** What MCP clients take. */
export async function connection(gateway: string | Gateway, options?: GatewayFetchOptions): Promise<{ name: string; url: URL; fetch: typeof fetch }> {
  const { name, url, ...found } = await resolveGateway(gateway);
  return { name, url: new URL(url), fetch: gatewayFetch({ name, url, ...found }, options) };
}
