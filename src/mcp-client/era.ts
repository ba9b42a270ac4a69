import { McpError, protocolError } from './failure';
import { isObject } from '../json';
import { JsonRpc } from './json-rpc';
import { ClientInfo } from './session';
import { StatelessSession } from './stateless';
import { HANDSHAKE_MCP_VERSIONS, STATELESS_MCP_VERSION } from '../service/mcp-versions';

/** How a server takes requests. */
export type Era = StatelessEra | HandshakeEra;

/** Each request stands for itself. */
export interface StatelessEra {
  readonly stateless: true;
}

/** A handshake comes first. */
export interface HandshakeEra {
  readonly stateless: false;
  /** The versions to offer, in this order. */
  readonly versions: readonly string[];
  /** The response to `server/discover`, when it does not tell a server that needs a handshake from one that is not ready. */
  readonly doubt?: McpError;
}

/** Of what stands in front of a server: authentication, throttling. */
const STATUSES_OF_OTHERS = [401, 403, 429];

const UNSUPPORTED_VERSION = -32022;
/** Header mismatch, missing client capability: only stateless servers send these. */
const CODES_OF_STATELESS_SERVERS = [-32020, -32021];
/** How servers reject a method that they do not know, or a request before the handshake. */
const REJECTIONS = { statuses: [400, 404, 405, 406, 415, 422], codes: [-32601, -32602, -32600, -32000, UNSUPPORTED_VERSION] };

/**
 * Asks a server with `server/discover` which versions it supports. A server that does not implement it needs a handshake.
 *
 * @throws McpError when the client supports none of them, or when something else than the server responded
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
  if (kind === 'unreachable' || STATUSES_OF_OTHERS.includes(status) || retryAfterMs !== undefined) throw error;
  if (code !== undefined && CODES_OF_STATELESS_SERVERS.includes(code)) throw error;
  if (code === UNSUPPORTED_VERSION && isObject(data)) return eraIn(data.supported, error);

  // Anything else can be a server that crashes, or stays silent, when it does not know the method. AgentCore Runtime is reported to respond
  // with an internal error when a container rejects a request.
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
