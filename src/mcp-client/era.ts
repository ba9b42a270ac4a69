import { McpError, protocolError } from './failure';
import { isObject } from './json';
import { JsonRpc } from './json-rpc';
import { ClientInfo } from './session';
import { StatelessSession } from './stateless';
import { HANDSHAKE_VERSIONS, STATELESS_VERSION } from './versions';

/** Every request stands for itself, or a handshake in the first possible of these versions comes before them. */
export type Era = 'stateless' | readonly string[];

/** Statuses of what stands in front of a server: access denied, too many requests, a container that is starting. */
const NOT_THE_SERVERS = [401, 403, 408, 409, 424, 425, 429];

const UNSUPPORTED_VERSION = -32022;
/** Header mismatch, missing client capability: only servers of 2026-07-28 send these. */
const STATELESS_ERRORS = [-32020, -32021];

/**
 * Asks a server with `server/discover` which versions it supports. A server that does not implement it needs a handshake.
 *
 * @throws McpError when the client supports none of them, or when the response says nothing about the server
 * @see https://modelcontextprotocol.io/specification/2026-07-28/basic/versioning#backward-compatibility-with-initialization-based-versions
 */
export async function eraOf(rpc: JsonRpc, clientInfo: ClientInfo): Promise<Era> {
  let supported: unknown;
  try {
    ({ supportedVersions: supported } = await new StatelessSession(rpc, clientInfo).request('server/discover'));
  } catch (error) {
    if (!(error instanceof McpError)) throw error;
    return eraAfter(error);
  }
  return eraIn(supported, protocolError('server/discover', `the server supports only ${JSON.stringify(supported)}`));
}

function eraAfter(error: McpError): Era {
  const { kind, status = 200, code, data } = error.failure;
  if (kind === 'unreachable' || kind === 'timeout') throw error;
  if (status >= 500 || NOT_THE_SERVERS.includes(status)) throw error;
  if (code !== undefined && STATELESS_ERRORS.includes(code)) throw error;
  return eraIn(code === UNSUPPORTED_VERSION && isObject(data) ? data.supported : undefined, error);
}

function eraIn(supported: unknown, none: McpError): Era {
  if (!Array.isArray(supported)) return HANDSHAKE_VERSIONS;
  if (supported.includes(STATELESS_VERSION)) return 'stateless';
  const versions = HANDSHAKE_VERSIONS.filter((version) => supported.includes(version));
  if (versions.length === 0) throw none;
  return versions;
}
