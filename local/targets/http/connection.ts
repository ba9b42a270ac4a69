import { connect as connectPlain, isIP, Socket } from 'net';
import { HttpResponse } from './response';
import { ResponseReader } from './response-reader';
import { TargetError } from '../target';

/** Below the 5 seconds after which uvicorn and Node.js close an idle connection. */
const IDLE_MS = 4_000;

/** A server says how long it keeps a connection; the last second is left to the way there. */
const MARGIN_MS = 1_000;

/** Short bodies are written together with the head. */
const ONE_WRITE_BYTES = 16 * 1024;

/** A request, until its response is complete. */
interface Exchange {
  readonly reject: (error: Error) => void;
  readonly reader: ResponseReader;
  readonly signal: AbortSignal | undefined;
  response?: HttpResponse;
  keepsAlive: boolean;
}

/** Most gateways of an app call no server by https, and start sooner without it. */
function tls(): typeof import('tls') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('tls') as typeof import('tls');
}

/** A connection to a server, for one request after the other. */
export class Connection {
  /** Whether it has taken a request. The server can have closed it since, without this side knowing. */
  public wasUsed = false;
  private readonly socket: Socket;
  private exchange?: Exchange;
  private idleMs = IDLE_MS;

  /** @param onIdle told when it can take a request again */
  public constructor({ hostname, port, protocol }: URL, private readonly onIdle: (connection: Connection) => void, private readonly onClose: (connection: Connection) => void) {
    const host = hostname.replace(/^\[|\]$/g, '');
    const isSecure = protocol === 'https:';
    const place = { host, port: Number(port) || (isSecure ? 443 : 80), noDelay: true };
    this.socket = isSecure ? tls().connect({ ...place, ...isIP(host) ? {} : { servername: host }, ALPNProtocols: ['http/1.1'] }) : connectPlain(place);
    this.socket.on('data', (bytes) => this.read(bytes));
    this.socket.on('end', () => this.destroy());
    this.socket.on('error', (error) => this.close(error));
    this.socket.on('close', () => {
      this.close();
      this.onClose(this);
    });
    this.socket.on('timeout', () => { if (!this.exchange) this.socket.destroy(); });
  }

  public get isOpen(): boolean {
    return !this.socket.destroyed;
  }

  /** @throws Error when the connection breaks before the head of the response */
  public async send(head: string, body: Buffer | undefined, signal: AbortSignal | undefined): Promise<HttpResponse> {
    return new Promise((resolve, reject) => {
      const reader = new ResponseReader({
        head: ({ status, headers, keepsAlive }) => {
          exchange.keepsAlive = keepsAlive;
          exchange.response = new HttpResponse(status, headers, this.socket);
          this.idleMs = Math.min(IDLE_MS, idleIn(headers['keep-alive']));
          resolve(exchange.response);
        },
        data: (part) => exchange.response!.push(part),
        end: () => exchange.response!.finish('complete'),
      });
      const exchange: Exchange = { reject, reader, signal, keepsAlive: false };
      this.exchange = exchange;
      if (signal?.aborted) return this.abort();
      signal?.addEventListener('abort', this.abort);
      if (body === undefined) {
        this.socket.write(head, 'latin1');
      } else if (body.length <= ONE_WRITE_BYTES) {
        this.socket.write(head + body.toString('latin1'), 'latin1');
      } else {
        this.socket.write(head, 'latin1');
        this.socket.write(body);
      }
    });
  }

  private readonly abort = (): void => this.destroy(new Error('aborted'));

  public destroy(error?: Error): void {
    this.close(error);
    this.socket.destroy();
  }

  private read(bytes: Buffer): void {
    const { exchange } = this;
    // Nobody asked.
    if (!exchange) return void this.socket.destroy();
    try {
      const behind = exchange.reader.read(bytes);
      if (!exchange.reader.isComplete) return;
      this.leave(exchange);
      if (!exchange.keepsAlive || behind.length > 0 || this.idleMs <= 0) return void this.socket.destroy();
      // A response that nobody has read yet may have paused it.
      this.socket.resume();
      if (this.socket.timeout !== this.idleMs) this.socket.setTimeout(this.idleMs);
      this.wasUsed = true;
      this.onIdle(this);
    } catch (error) {
      this.destroy(error as Error);
    }
  }

  private leave({ signal }: Exchange): void {
    this.exchange = undefined;
    signal?.removeEventListener('abort', this.abort);
  }

  private close(error?: Error): void {
    const { exchange } = this;
    if (!exchange) return;
    this.leave(exchange);
    try {
      if (error) throw error;
      exchange.reader.close();
    } catch (broken) {
      if (exchange.response) exchange.response.finish(new TargetError(`the response broke off: ${(broken as Error).message}`));
      else exchange.reject(broken as Error);
    }
  }
}

function idleIn(keepAlive: string | undefined): number {
  const seconds = /\btimeout=(\d+)/i.exec(keepAlive ?? '')?.[1];
  return seconds === undefined ? Infinity : Number(seconds) * 1_000 - MARGIN_MS;
}
