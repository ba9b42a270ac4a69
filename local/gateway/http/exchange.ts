import type { IncomingMessage, ServerResponse } from 'http';

export type ResponseHeaders = Readonly<Record<string, string>>;

/** Node.js writes a short text together with the headers, and a buffer after them. */
const ONE_WRITE_BYTES = 16 * 1024;

/** One HTTP request and its response. */
export class Exchange {
  public readonly headers: IncomingMessage['headers'];
  private readonly aborter = new AbortController();
  private disconnected = false;

  public constructor(private readonly request: IncomingMessage, private readonly response: ServerResponse) {
    this.headers = request.headers;
    response.on('close', () => {
      if (response.writableFinished) return;
      this.disconnected = true;
      this.aborter.abort();
    });
  }

  /** Aborted when the client disconnects before the response is complete, or when its time is over. */
  public get signal(): AbortSignal {
    return this.aborter.signal;
  }

  /** Whether the client disconnected before the response was complete. */
  public get isGone(): boolean {
    return this.disconnected;
  }

  /** Ends what is done for the request. */
  public cancel(): void {
    this.aborter.abort();
  }

  public get method(): string {
    return this.request.method ?? 'GET';
  }

  public get path(): string {
    return (this.request.url ?? '/').split('?', 1)[0];
  }

  public get query(): URLSearchParams {
    return new URLSearchParams((this.request.url ?? '/').split('?')[1] ?? '');
  }

  /** Whether the client reads event streams. */
  public get takesEvents(): boolean {
    return this.headers.accept?.includes('text/event-stream') ?? false;
  }

  public get isAnswered(): boolean {
    return this.response.headersSent;
  }

  public set(name: string, value: string): void {
    this.response.setHeader(name, value);
  }

  public json(status: number, body: Buffer, headers: ResponseHeaders = {}): void {
    this.send(status, body, { 'content-type': 'application/json', ...headers });
  }

  public send(status: number, body: Buffer | undefined, headers: ResponseHeaders = {}): void {
    this.response.writeHead(status, { ...headers, 'content-length': body?.length ?? 0 });
    if (body === undefined || body.length > ONE_WRITE_BYTES) this.response.end(body);
    else this.response.end(body.toString('latin1'), 'latin1');
  }

  /** Begins an event stream. */
  public startEvents(): void {
    this.response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  }

  public event(message: Buffer): void {
    this.response.write(Buffer.concat([Buffer.from('event: message\ndata: '), oneLine(message), Buffer.from('\n\n')]));
  }

  public end(): void {
    this.response.end();
  }

  /** Drops the connection, for a response that cannot be completed. */
  public abort(): void {
    this.response.destroy();
  }
}

/** An event ends at a line break; JSON has none inside of strings. */
function oneLine(message: Buffer): Buffer {
  return message.includes(0x0a) || message.includes(0x0d) ? Buffer.from(message.toString().replace(/[\r\n]/g, ' ')) : message;
}
