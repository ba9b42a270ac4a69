/** Why a request has no result, as plain data. */
export interface Failure {
  /** The JSON-RPC method of the request. */
  readonly method: string;
  /**
   * - `unreachable`: no connection, or it closed before the response was complete
   * - `timeout`: no complete response in time
   * - `http`: a status other than 2xx
   * - `json-rpc`: a JSON-RPC error with a 2xx status
   * - `protocol`: a response that is not MCP
   */
  readonly kind: 'unreachable' | 'timeout' | 'http' | 'json-rpc' | 'protocol';
  /** The server's own words wherever it said something: whole, and unfiltered. They can repeat credentials of the request. */
  readonly words: string;
  /** HTTP status, when it is not 2xx. */
  readonly status?: number;
  /** JSON-RPC error code. */
  readonly code?: number;
  /** `data` of the JSON-RPC error. */
  readonly data?: unknown;
  /** How long the server asks its client to wait. */
  readonly retryAfterMs?: number;
  /** The time limit that passed. */
  readonly limitMs?: number;
}

/** Every error of the client that the server or the network causes. */
export class McpError extends Error {
  public readonly name = 'McpError';

  constructor(public readonly failure: Failure) {
    super(describeFailure(failure));
  }
}

export function protocolError(method: string, words: string): McpError {
  return new McpError({ method, kind: 'protocol', words });
}

/** The failure in one clause, the server's words last. */
export function describeFailure({ method, kind, words, status, code, retryAfterMs }: Failure): string {
  const rpc = `JSON-RPC error${code === undefined ? '' : ` ${code}`}`;
  const later = retryAfterMs === undefined ? '' : ` (retry after ${inSeconds(retryAfterMs)})`;
  switch (kind) {
    case 'unreachable': return `${method} got no response: ${words}`;
    case 'timeout': return `${method} got ${words}`;
    case 'http': return `${method} returned HTTP ${status}${code === undefined ? '' : ` with ${rpc}`}${later}: ${words}`;
    case 'json-rpc': return `${method} returned ${rpc}: ${words}`;
    case 'protocol': return `${method} returned an invalid MCP response: ${words}`;
  }
}

export function inSeconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}
