import type { Exchange } from './exchange';
import { isLocalRequest } from './local-request';

/** Headers of responses that pages of local origins may read. */
const EXPOSED = 'mcp-session-id, mcp-protocol-version, www-authenticate';

/**
 * Refuses what a page on the internet could make a browser send: other host names and other origins.
 *
 * @returns false when it has answered
 */
export function guard(exchange: Exchange): boolean {
  const { origin } = exchange.headers;
  if (!isLocalRequest(exchange.headers)) {
    exchange.json(403, Buffer.from('{"jsonrpc":"2.0","id":null,"error":{"code":-32000,"message":"Forbidden: local gateways answer local hosts and origins only"}}'));
    return false;
  }
  if (origin !== undefined) {
    exchange.set('access-control-allow-origin', origin);
    exchange.set('access-control-expose-headers', EXPOSED);
    exchange.set('vary', 'origin');
  }
  if (exchange.method !== 'OPTIONS') return true;
  exchange.send(204, undefined, {
    'access-control-allow-methods': 'GET, POST, DELETE, OPTIONS',
    'access-control-allow-headers': exchange.headers['access-control-request-headers']?.toString() ?? '*',
    'access-control-max-age': '600',
  });
  return false;
}
