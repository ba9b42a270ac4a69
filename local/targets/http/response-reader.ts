import type { ResponseHeaders } from './response';

/** As Node.js takes at most. */
const MOST_HEAD_BYTES = 16 * 1024;
const HEAD_END = Buffer.from('\r\n\r\n');
const LINE_END = Buffer.from('\r\n');

export const CLOSED = 'the connection closed before the response was complete';

export interface ResponseHead {
  readonly status: number;
  readonly headers: ResponseHeaders;
  /** Whether the connection can be used again after the response. */
  readonly keepsAlive: boolean;
}

export interface ResponseEvents {
  readonly head: (head: ResponseHead) => void;
  readonly data: (part: Buffer) => void;
  readonly end: () => void;
}

/** What comes next. */
type Expects = 'head' | 'rest' | 'data' | 'size' | 'dataEnd' | 'trailer' | 'nothing';

/**
 * Reads one HTTP/1.1 response from the bytes of a connection.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9112
 */
export class ResponseReader {
  private expects: Expects = 'head';
  /** Bytes of a head or a line that is not complete. */
  private incomplete?: Buffer;
  /** Of a body or a chunk, until its end. */
  private left = 0;
  private isChunked = false;

  public constructor(private readonly events: ResponseEvents) {}

  public get isComplete(): boolean {
    return this.expects === 'nothing';
  }

  /**
   * @returns the bytes behind the response
   * @throws Error for what is not HTTP
   */
  public read(received: Buffer): Buffer {
    let bytes = this.incomplete ? Buffer.concat([this.incomplete, received]) : received;
    this.incomplete = undefined;
    while (bytes.length > 0 && !this.isComplete) {
      const rest = this.step(bytes);
      if (rest === undefined) {
        if (bytes.length > MOST_HEAD_BYTES) throw new Error('the head of the response is too large');
        this.incomplete = bytes;
        return Buffer.alloc(0);
      }
      bytes = rest;
    }
    return bytes;
  }

  /** The connection has ended. @throws Error when that breaks the response off */
  public close(): void {
    if (this.expects !== 'rest') throw new Error(CLOSED);
    this.complete();
  }

  /** @returns what follows; undefined when there is too little to go on */
  private step(bytes: Buffer): Buffer | undefined {
    switch (this.expects) {
      case 'head': return upTo(bytes, HEAD_END, (text) => this.readHead(text));
      case 'size': return upTo(bytes, LINE_END, (line) => this.readSize(line));
      case 'dataEnd': return upTo(bytes, LINE_END, (line) => {
        if (line !== '') throw new Error('a chunk of the response has no end');
        this.expects = 'size';
      });
      case 'trailer': return upTo(bytes, LINE_END, (line) => { if (line === '') this.complete(); });
      case 'data': return this.readData(bytes);
      case 'rest':
        this.events.data(bytes);
        return bytes.subarray(bytes.length);
      case 'nothing': return bytes;
    }
  }

  private readHead(text: string): void {
    const [statusLine, ...lines] = text.split('\r\n');
    const [, minor, digits] = /^HTTP\/1\.([01]) (\d{3})(?: |$)/.exec(statusLine) ?? [];
    if (digits === undefined) throw new Error('the response is not HTTP/1.1');
    const status = Number(digits);
    if (status === 101) throw new Error('the server answers with another protocol');
    // 100 Continue and 103 Early Hints come before the response.
    if (status < 200) return;
    const headers = headersIn(lines);
    const { connection, 'content-length': length, 'transfer-encoding': encoding } = headers;
    this.isChunked = encoding !== undefined && /(^|,)\s*chunked$/i.test(encoding.trimEnd());
    if (!this.isChunked && length !== undefined && !/^\d+$/.test(length)) throw new Error(`the response has the Content-Length ${length}`);
    const isEmpty = status === 204 || status === 304 || !this.isChunked && length === '0';
    const hasEnd = isEmpty || this.isChunked || length !== undefined;
    const keepsAlive = hasEnd && (minor === '1' ? !/\bclose\b/i.test(connection ?? '') : /\bkeep-alive\b/i.test(connection ?? ''));
    this.events.head({ status, headers, keepsAlive });
    this.left = Number(length);
    if (isEmpty) this.complete();
    else this.expects = this.isChunked ? 'size' : length === undefined ? 'rest' : 'data';
  }

  private readSize(line: string): void {
    const digits = /^([0-9a-f]{1,8})[\t ]*(?:;|$)/i.exec(line)?.[1];
    if (digits === undefined) throw new Error('a chunk of the response has no size');
    this.left = parseInt(digits, 16);
    this.expects = this.left === 0 ? 'trailer' : 'data';
  }

  private readData(bytes: Buffer): Buffer {
    const part = bytes.subarray(0, this.left);
    this.left -= part.length;
    this.events.data(part);
    if (this.left === 0) {
      if (this.isChunked) this.expects = 'dataEnd';
      else this.complete();
    }
    return bytes.subarray(part.length);
  }

  private complete(): void {
    this.expects = 'nothing';
    this.events.end();
  }
}

function upTo(bytes: Buffer, end: Buffer, take: (text: string) => void): Buffer | undefined {
  const at = bytes.indexOf(end);
  if (at < 0) return undefined;
  take(bytes.toString('latin1', 0, at));
  return bytes.subarray(at + end.length);
}

function headersIn(lines: readonly string[]): ResponseHeaders {
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon < 1) throw new Error('a header of the response has no name');
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    headers[name] = Object.hasOwn(headers, name) ? `${headers[name]}, ${value}` : value;
  }
  return headers;
}
