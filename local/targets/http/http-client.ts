import { validateHeaderName, validateHeaderValue } from 'http';
import { Connection } from './connection';
import type { HttpResponse } from './response';
import { CLOSED } from './response-reader';
import { TargetError } from '../target';

export type Headers = Readonly<Record<string, string>>;

/** A server that closed an idle connection resets it at once; what comes later may be the end of a call that began. */
const RESET_MS = 50;

export interface Outgoing {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body?: Buffer;
  readonly signal?: AbortSignal;
}

/**
 * HTTP/1.1 requests over connections that stay open.
 *
 * The client of Node.js takes as long for a request as everything else that a gateway does.
 */
export class HttpClient {
  private readonly idle = new Map<string, Connection[]>();
  private readonly open = new Set<Connection>();

  /** @param resetMs until when after a request a reset of its connection is about the time before */
  public constructor(private readonly resetMs = RESET_MS) {}

  /** @throws TargetError when no response comes */
  public async send(outgoing: Outgoing): Promise<HttpResponse> {
    const { body, signal, url } = outgoing;
    const head = headOf(outgoing);
    const started = performance.now();
    const connection = this.idleTo(url) ?? this.connect(url);
    const { wasUsed } = connection;
    try {
      return await connection.send(head, body, signal);
    } catch (error) {
      // The server closed an idle connection in the moment it was used again, so it saw nothing of the request.
      const wasClosed = wasUsed && isClosed(error as NodeJS.ErrnoException) && performance.now() - started < this.resetMs;
      if (!wasClosed || signal?.aborted) throw unreachable(error as Error, outgoing);
      return this.connect(url).send(head, body, signal).catch((again: Error) => { throw unreachable(again, outgoing); });
    }
  }

  public close(): void {
    for (const connection of this.open) connection.destroy();
  }

  private connect(url: URL): Connection {
    const connection = new Connection(url, (one) => {
      const idle = this.idle.get(url.origin) ?? [];
      idle.push(one);
      this.idle.set(url.origin, idle);
    }, (one) => {
      this.open.delete(one);
      const idle = this.idle.get(url.origin) ?? [];
      if (idle.includes(one)) idle.splice(idle.indexOf(one), 1);
    });
    this.open.add(connection);
    return connection;
  }

  /** The connection that was used last: others may become too old, and end. */
  private idleTo(url: URL): Connection | undefined {
    const idle = this.idle.get(url.origin) ?? [];
    for (let connection = idle.pop(); connection; connection = idle.pop()) if (connection.isOpen) return connection;
    return undefined;
  }
}

/** @throws TargetError for headers that HTTP cannot have */
function headOf({ method, url, headers, body }: Outgoing): string {
  let head = `${method} ${url.pathname}${url.search} HTTP/1.1\r\nhost: ${url.host}\r\nconnection: keep-alive\r\n`;
  for (const [name, value] of Object.entries(headers)) {
    try {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    } catch (error) {
      throw new TargetError(`the request cannot have the header ${name}: ${(error as Error).message}`);
    }
    head += `${name}: ${value}\r\n`;
  }
  if (body) head += `content-length: ${body.length}\r\n`;
  return `${head}\r\n`;
}

/** Whether the server closed the connection: with a reset, or in the ordinary way. */
function isClosed({ code, message }: NodeJS.ErrnoException): boolean {
  return code === 'ECONNRESET' || code === 'EPIPE' || message === CLOSED;
}

function unreachable(error: Error, { url, signal }: Outgoing): TargetError {
  const { code, message, errors } = error as NodeJS.ErrnoException & Partial<AggregateError>;
  // The query may have a key.
  const place = url.origin + url.pathname;
  if (signal?.aborted) return new TargetError(`no response from ${place} in time`);
  const words = message || (errors?.[0] as Error | undefined)?.message || code || 'no connection';
  return new TargetError(`no response from ${place}: ${words}`);
}
