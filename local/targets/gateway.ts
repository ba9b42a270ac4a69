import { McpHttpTarget } from './mcp-http';

const PRINCIPAL_HEADER = 'x-local-principal';

/**
 * Another gateway of the app, called over HTTP like any client does: each hop has its own names, policies and limits.
 *
 * @param caller as whom it is called: the role of the gateway, or nobody
 */
export function gatewayTarget(url: () => string, caller: string | undefined): McpHttpTarget {
  return new McpHttpTarget(url, ({ hop }) => ({ ...hop, [PRINCIPAL_HEADER]: caller ?? 'anyone' }));
}
