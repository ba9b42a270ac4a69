import type { IncomingMessage, ServerResponse } from 'http';

export type ResponseHeaders = Readonly<Record<string, string>>;

/** One HTTP request and its response. */
export class Exchange {
  public readonly headers: IncomingMessage['headers'];
  /** Aborted when the client disconnects before the response is complete. */
  public readonly signal: AbortSignal;

  public constructor(private readonly request: IncomingMessage, private readonly response: ServerResponse) {
    this.headers = request.headers;
    const aborter = new AbortController();
    this.signal = aborter.signal;
    response.on('close', () => { if (!response.writableFinished) aborter.abort(); });
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
    this.response.end(body);
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
