import { McpError, protocolError } from './failure';
import { isObject } from '../json';
import { JsonRpc } from './json-rpc';
import { ClientInfo } from './session';
import { StatelessSession } from './stateless';
import { HANDSHAKE_MCP_VERSIONS, STATELESS_MCP_VERSION } from '../service/mcp-versions';

/** Whether a server is stateless or requires a handshake. */
export type Era = StatelessEra | HandshakeEra;

/** Each request is independent. */
interface StatelessEra {
  readonly stateless: true;
}

/** A session starts with a handshake. */
interface HandshakeEra {
  readonly stateless: false;
  /** The versions to offer, in this order. */
  readonly versions: readonly string[];
  /** The error of `server/discover`, when the server either requires a handshake or is not ready. */
  readonly doubt?: McpError;
}

/** Returned by the infrastructure in front of a server: authentication, throttling. */
const INFRASTRUCTURE_STATUSES = [401, 403, 429];

const UNSUPPORTED_VERSION = -32022;
/** Header mismatch, missing client capability: only stateless servers return these. */
const STATELESS_CODES = [-32020, -32021];
/** Returned for an unknown method, or for a request before the handshake. */
const REJECTIONS = { statuses: [400, 404, 405, 406, 415, 422], codes: [-32601, -32602, -32600, -32000, UNSUPPORTED_VERSION] };

/**
 * Sends `server/discover` to determine which versions a server supports. A server that does not implement it requires a handshake.
 *
 * @throws McpError when the client supports none of them, or when the infrastructure in front of the server responded
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
  const { kind, status = 200, code, data, retryAfterMs } = error.failure;
  if (kind === 'unreachable' || INFRASTRUCTURE_STATUSES.includes(status) || retryAfterMs !== undefined) throw error;
  if (code !== undefined && STATELESS_CODES.includes(code)) throw error;
  if (code === UNSUPPORTED_VERSION && isObject(data)) return eraIn(data.supported, error);

  // A server may crash or not respond when it does not implement the method, so try the handshake. AgentCore Runtime reportedly returns an
  // internal error when a container rejects a request.
  const rejected = kind === 'protocol' || (code === undefined ? REJECTIONS.statuses.includes(status) : REJECTIONS.codes.includes(code));
  return { stateless: false, versions: HANDSHAKE_MCP_VERSIONS, ...rejected ? {} : { doubt: error } };
}

function eraIn(supported: unknown, none: McpError): Era {
  if (!Array.isArray(supported)) return { stateless: false, versions: HANDSHAKE_MCP_VERSIONS };
  if (supported.includes(STATELESS_MCP_VERSION)) return { stateless: true };
  const versions = HANDSHAKE_MCP_VERSIONS.filter((version) => supported.includes(version));
  if (versions.length === 0) throw none;
  return { stateless: false, versions };
}
