/** Why a request failed. */
export interface Failure {
  /** The JSON-RPC method of the request. */
  readonly method: string;
  /**
   * - `unreachable`: no connection, or it closed before the response was complete
   * - `timeout`: no complete response in time
   * - `http`: a status other than 2xx
   * - `json-rpc`: a JSON-RPC error with a 2xx status
   * - `protocol`: an invalid MCP response
   */
  readonly kind: 'unreachable' | 'timeout' | 'http' | 'json-rpc' | 'protocol';
  /** The server's message if it sent one, complete and unfiltered. It may contain credentials from the request. */
  readonly words: string;
  /** The HTTP status, if not 2xx. */
  readonly status?: number;
  /** The JSON-RPC error code. */
  readonly code?: number;
  /** `data` of the JSON-RPC error. */
  readonly data?: unknown;
  /** The delay in `Retry-After`. */
  readonly retryAfterMs?: number;
  /** The time limit that was exceeded. */
  readonly limitMs?: number;
}

/** An error that the server or the network causes. */
export class McpError extends Error {
  public readonly name = 'McpError';

  constructor(public readonly failure: Failure) {
    super(describeFailure(failure));
  }
}

export function protocolError(method: string, words: string): McpError {
  return new McpError({ method, kind: 'protocol', words });
}

/** Describes a failure in one clause, with the server's message last. */
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
