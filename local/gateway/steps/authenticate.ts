import type { NamedPrincipal } from '../../access/principals';
import { messageOf } from '../../user-error';
import { RpcError } from '../mcp/errors';
import { headerOf, RequestHeaders } from '../mcp/versions';

export const PRINCIPAL_HEADER = 'x-local-principal';

/** Says who a caller is; nothing here proves it. */
export interface Callers {
  /** Who calls without the header. */
  readonly usual: NamedPrincipal;
  /** @throws Error for a text that names nobody */
  readonly read: (text: string) => NamedPrincipal;
}

/** @throws RpcError when the header names nobody */
export function authenticate(headers: RequestHeaders, { usual, read }: Callers): NamedPrincipal {
  const text = headerOf(headers, PRINCIPAL_HEADER);
  if (text === undefined) return usual;
  try {
    return read(text);
  } catch (error) {
    throw new RpcError(-32001, `${PRINCIPAL_HEADER}: ${messageOf(error)}`, 401);
  }
}
