/** The MCP message that an answer was wanted for. */
export type Step = 'initialize' | 'notifications/initialized' | 'tools/list';

/** Why one attempt did not find the server ready, as plain data. */
export interface Failure {
  readonly step: Step;
  /**
   * - `unreachable`: no connection, or it broke off
   * - `timeout`: connected, no (whole) answer in time
   * - `http`: a status other than 2xx
   * - `json-rpc`: an error inside a 2xx answer
   * - `protocol`: an answer that is not MCP
   * - `tools-missing`: a correct list that lacks expected tools
   */
  readonly kind: 'unreachable' | 'timeout' | 'http' | 'json-rpc' | 'protocol' | 'tools-missing';
  /** The server's own words wherever it said something, whole and unfiltered until the check takes them. */
  readonly words: string;
  /** HTTP status, only when it is not 2xx. */
  readonly status?: number;
  /** JSON-RPC error code. */
  readonly code?: number;
  /** How long the server asks to be left alone. */
  readonly retryAfterMs?: number;
  /** The whole check ran out of time here, so this says less than what came before it. */
  readonly cutShort?: boolean;
}

/** Ends an attempt. */
export class CheckFailure extends Error {
  constructor(readonly failure: Failure) {
    super(failure.words);
    this.name = 'CheckFailure';
  }
}

/** One clause about the failure, the server's words last. */
export function describe({ kind, step, status, code, words, retryAfterMs }: Failure): string {
  const rpc = `JSON-RPC error${code === undefined ? '' : ` ${code}`}`;
  const later = retryAfterMs === undefined ? '' : ` (try again in ${Math.ceil(retryAfterMs / 1000)} s)`;
  switch (kind) {
    case 'unreachable': return `no answer to ${step}: ${words}`;
    case 'timeout': return `no answer to ${step} ${words}`;
    case 'http': return `HTTP ${status}${code === undefined ? '' : `, ${rpc}`} to ${step}${later}: ${words}`;
    case 'json-rpc': return `${rpc} to ${step}: ${words}`;
    case 'protocol': return `not an MCP answer to ${step}: ${words}`;
    case 'tools-missing': return words;
  }
}
