import { inSeconds, McpError } from './failure';

export type Headers = Readonly<Record<string, string>>;

/** An HTTP request before it is authenticated. */
export interface HttpRequest {
  readonly method: 'POST' | 'DELETE';
  readonly url: URL;
  readonly headers: Headers;
  readonly body?: string;
}

/** Where the MCP endpoint is, and how requests get there. */
export interface TransportOptions {
  readonly url: URL;
  /** Sent with every request. */
  readonly headers?: Headers;
  /**
   * Returns the headers that authenticate a request together with those that it has. Called once for each request.
   *
   * @default - requests carry no credentials
   */
  readonly authenticate?: (request: HttpRequest) => Promise<Headers>;
  /** @default - the `fetch` of Node.js */
  readonly fetch?: (url: URL, init: RequestInit) => Promise<Response>;
  /**
   * How long the request that is about to start may take, response body included, in milliseconds.
   *
   * @default - 30 seconds
   */
  readonly timeLimit?: () => number;
  /** @default - `AbortSignal.timeout` */
  readonly abortAfter?: (ms: number) => AbortSignal;
}

export interface Outgoing {
  /** The JSON-RPC method that failures name. */
  readonly rpcMethod: string;
  readonly method: 'POST' | 'DELETE';
  readonly headers: Headers;
  readonly body?: string;
  /** @default - as long as the transport allows */
  readonly limitMs?: number;
}

const DEFAULT_LIMIT_MS = 30_000;

/** Sends HTTP requests to one MCP endpoint, each within a time limit. */
export class Transport {
  constructor(private readonly options: TransportOptions) {}

  /**
   * Sends a request; `read` takes what it needs from the response within the same time limit.
   *
   * @throws McpError when no response comes, or not all of it in time
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
      // What authenticates a request is for this URL only.
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

/** fetch itself only says "fetch failed"; what happened is in the cause, or in each of its errors when a name has several addresses. */
function connectionWords({ message, cause }: Error): string {
  const inner = ((cause as AggregateError | undefined)?.errors?.[0] ?? cause) as NodeJS.ErrnoException | undefined;
  if (!inner?.message) return message;
  return !inner.code || inner.message.includes(inner.code) ? inner.message : `${inner.code}: ${inner.message}`;
}
