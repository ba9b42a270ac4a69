import { Agent, ClientRequest, IncomingMessage, request as httpRequest } from 'http';
import { Agent as SecureAgent, request as httpsRequest } from 'https';
import { TargetError } from '../target';

export type Headers = Readonly<Record<string, string>>;

/** Below the 5 seconds after which uvicorn and Node.js close an idle connection. */
const IDLE_MS = 4_000;

/** Node.js writes a short text together with the headers, and a buffer after them. */
const ONE_WRITE_BYTES = 16 * 1024;

/** What the service passes on at most. */
export const MAX_RESPONSE_BYTES = 6 * 1024 * 1024;

/** A server that closed an idle connection resets it at once; what comes later may be the end of a call that began. */
const RESET_MS = 50;

export interface Outgoing {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body?: Buffer;
  readonly signal?: AbortSignal;
}

/** HTTP requests over connections that stay open. */
export class HttpClient {
  private readonly agents = {
    'http:': new Agent({ keepAlive: true, timeout: IDLE_MS, scheduling: 'lifo' }),
    'https:': new SecureAgent({ keepAlive: true, timeout: IDLE_MS, scheduling: 'lifo' }),
  };

  /** @throws TargetError when no response comes */
  public async send(outgoing: Outgoing): Promise<IncomingMessage> {
    try {
      return await this.once(outgoing);
    } catch (error) {
      // The server closed an idle connection in the moment it was used again, so it saw nothing of the request.
      if (error instanceof ClosedConnection) return this.once(outgoing).catch((again: Error) => { throw unreachable(again, outgoing); });
      throw unreachable(error as Error, outgoing);
    }
  }

  public close(): void {
    for (const agent of Object.values(this.agents)) agent.destroy();
  }

  private async once({ method, url, headers, body, signal }: Outgoing): Promise<IncomingMessage> {
    const started = performance.now();
    const secure = url.protocol === 'https:';
    return new Promise((resolve, reject) => {
      const request = (secure ? httpsRequest : httpRequest)({
        host: url.hostname.replace(/^\[|\]$/g, ''),
        port: url.port,
        path: url.pathname + url.search,
        method,
        agent: this.agents[secure ? 'https:' : 'http:'],
        headers: body ? { ...headers, 'content-length': body.length } : headers,
      });
      if (signal) abortWith(request, signal);
      request.on('response', resolve);
      request.on('error', (error: NodeJS.ErrnoException) => {
        const wasIdle = request.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE') && performance.now() - started < RESET_MS;
        reject(wasIdle ? new ClosedConnection(error.message) : error);
      });
      if (body === undefined || body.length > ONE_WRITE_BYTES) request.end(body);
      else request.end(body.toString('latin1'), 'latin1');
    });
  }
}

class ClosedConnection extends Error {}

/** The option `signal` of Node.js does the same, and costs several times as much. */
function abortWith(request: ClientRequest, signal: AbortSignal): void {
  const abort = () => request.destroy(new Error('aborted'));
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  request.on('close', () => signal.removeEventListener('abort', abort));
}

function unreachable(error: Error, { url, signal }: Outgoing): TargetError {
  const { code, message, errors } = error as NodeJS.ErrnoException & Partial<AggregateError>;
  if (signal?.aborted) return new TargetError(`no response from ${url.href} in time`);
  const words = message || (errors?.[0] as Error | undefined)?.message || code || 'no connection';
  return new TargetError(`no response from ${url.href}: ${words}`);
}

/** @throws TargetError when the body breaks off or is larger than the service takes */
export async function bodyOf(response: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    response.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > MAX_RESPONSE_BYTES) {
        response.destroy();
        reject(tooLarge());
      } else {
        chunks.push(chunk);
      }
    });
    response.on('end', () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
    response.on('close', () => { if (!response.complete) reject(new TargetError('the connection closed before the response was complete')); });
    response.on('error', (error) => reject(new TargetError(`the response broke off: ${error.message}`)));
  });
}

export function tooLarge(): TargetError {
  return new TargetError(`the response is larger than ${MAX_RESPONSE_BYTES / 1024 / 1024} MB, which is the most that the service passes on`);
}
