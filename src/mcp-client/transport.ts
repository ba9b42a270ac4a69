import { inSeconds, McpError } from './failure';

export type Headers = Readonly<Record<string, string>>;

/** An HTTP request before it is authenticated. */
export interface HttpRequest {
  readonly method: 'POST' | 'DELETE';
  readonly url: URL;
  readonly headers: Headers;
  readonly body?: string;
}

/** The MCP endpoint, and how to send requests to it. */
export interface TransportOptions {
  readonly url: URL;
  /** Sent with every request. */
  readonly headers?: Headers;
  /**
   * Returns the headers of the request with the authentication headers added. Called once for each request.
   *
   * @default - requests carry no credentials
   */
  readonly authenticate?: (request: HttpRequest) => Promise<Headers>;
  /** @default - the `fetch` of Node.js */
  readonly fetch?: (url: URL, init: RequestInit) => Promise<Response>;
  /**
   * The time limit for the next request, including its response body, in milliseconds.
   *
   * @default - 30 seconds
   */
  readonly timeLimit?: () => number;
  /** @default - `AbortSignal.timeout` */
  readonly abortAfter?: (ms: number) => AbortSignal;
}

interface Outgoing {
  /** The JSON-RPC method, for failures. */
  readonly rpcMethod: string;
  readonly method: 'POST' | 'DELETE';
  readonly headers: Headers;
  readonly body?: string;
  /** @default - the time limit of the transport */
  readonly limitMs?: number;
}

const DEFAULT_LIMIT_MS = 30_000;

/** Sends HTTP requests to one MCP endpoint, each within a time limit. */
export class Transport {
  constructor(private readonly options: TransportOptions) {}

  /**
   * Sends a request. `read` reads the response within the same time limit.
   *
   * @throws McpError when there is no complete response within the time limit
   */
  public async send<T>(outgoing: Outgoing, read: (response: Response) => Promise<T>): Promise<T> {
    const { url, headers, authenticate, fetch: send = fetch, timeLimit, abortAfter = AbortSignal.timeout } = this.options;
    const { rpcMethod, method, body } = outgoing;
    // `AbortSignal.timeout` rejects fractions.
    const limitMs = Math.ceil(Math.min(outgoing.limitMs ?? Infinity, timeLimit?.() ?? DEFAULT_LIMIT_MS));
    if (limitMs <= 0) throw timeoutError(rpcMethod, 0);

    const request: HttpRequest = { method, url, headers: { ...headers, ...outgoing.headers }, body };
    const init: RequestInit = {
      method,
      headers: await authenticate?.(request) ?? request.headers,
      body,
      // Credentials are valid only for this URL.
      redirect: authenticate ? 'manual' : 'follow',
    };
    const signal = abortAfter(limitMs);
    try {
      return await read(await send(url, { ...init, signal }));
    } catch (error) {
      if (error instanceof McpError) throw error;
      if (signal.aborted || (error as Error).name === 'TimeoutError') throw timeoutError(rpcMethod, limitMs);
      throw new McpError({ method: rpcMethod, kind: 'unreachable', words: connectionWords(error as Error) });
    }
  }
}

function timeoutError(method: string, limitMs: number): McpError {
  return new McpError({ method, kind: 'timeout', words: `no complete response within ${inSeconds(limitMs)}`, limitMs });
}

/** `fetch` fails with "fetch failed". The reason is in its cause, or in the errors of the cause when a host name has several addresses. */
function connectionWords({ message, cause }: Error): string {
  const inner = ((cause as AggregateError | undefined)?.errors?.[0] ?? cause) as NodeJS.ErrnoException | undefined;
  if (!inner?.message) return message;
  return !inner.code || inner.message.includes(inner.code) ? inner.message : `${inner.code}: ${inner.message}`;
}
