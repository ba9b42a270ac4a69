import { randomUUID } from 'crypto';
import { once } from 'events';
import { createServer, IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'http';
import { isLocalRequest } from '../gateway/http/local-request';

/** Lambda returns no larger response. */
export const LARGEST_RESPONSE = 6_291_556;

/** An event on its way to a function. */
export interface Invocation {
  readonly id: string;
  readonly event: Buffer;
  readonly deadlineMs: () => number;
  readonly functionArn: string;
  /** JSON. */
  readonly clientContext?: string;
  /** Takes a streamed response as it arrives, with its content type. Without it, and for other responses, the report has the whole. */
  readonly onChunk?: (chunk: Buffer, contentType: string) => void;
  /** Called when the process takes the event. */
  readonly taken: () => void;
}

/** What a process says of an invocation, or of its start. */
export type Report =
  | { readonly is: 'response'; readonly payload: Buffer }
  | { readonly is: 'error'; readonly payload: Buffer };

interface Reports {
  readonly invocation: (report: Report) => void;
  readonly initError: (payload: Buffer) => void;
}

/**
 * The Lambda Runtime API for one process: it asks for the next event, and posts what became of it.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export class RuntimeApi {
  public static async start(reports: Reports): Promise<RuntimeApi> {
    const api = new RuntimeApi(reports);
    api.server.listen(0, '127.0.0.1');
    await once(api.server, 'listening');
    return api;
  }

  private readonly server: Server;
  /** The process, waiting for an event. */
  private waiting?: ServerResponse;
  private invocation?: Invocation;
  /** Whether the process has the event. */
  private given = false;

  private constructor(private readonly reports: Reports) {
    // Functions think as long as their own timeout lets them.
    this.server = createServer({ requestTimeout: 0, headersTimeout: 0, keepAliveTimeout: 0, noDelay: true }, (request, response) => {
      this.handle(request, response).catch(() => response.destroy());
    });
    this.server.timeout = 0;
  }

  public get port(): number {
    return (this.server.address() as { port: number }).port;
  }

  /** Gives the process an event, as soon as it asks for one. */
  public give(invocation: Invocation): void {
    this.invocation = invocation;
    this.given = false;
    this.handOver();
  }

  public stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isLocalRequest(request.headers)) return reject(response, 403, 'Forbidden', 'only programs of this machine');
    const [, , , kind, id, action] = (request.url ?? '').split('/');
    if (request.method === 'GET' && kind === 'invocation' && id === 'next') {
      this.waiting = response;
      this.handOver();
      return;
    }
    const onChunk = id === this.invocation?.id && action === 'response' && isStreamed(request) ? this.invocation?.onChunk : undefined;
    const body = onChunk ? await passedOn(request, onChunk) : await bodyOf(request);
    if (kind === 'init' && id === 'error') {
      accept(response);
      this.reports.initError(body ?? Buffer.from('{}'));
      return;
    }
    if (kind !== 'invocation' || !this.given || id !== this.invocation?.id || (action !== 'response' && action !== 'error')) {
      reject(response, 403, 'InvalidRequestID', 'there is no such invocation');
      return;
    }
    this.invocation = undefined;
    if (body === undefined) {
      const errorMessage = `Response payload size exceeded maximum allowed payload size (${LARGEST_RESPONSE} bytes).`;
      reject(response, 413, 'RequestEntityTooLarge', errorMessage);
      this.reports.invocation({ is: 'error', payload: errorPayload('Function.ResponseSizeTooLarge', errorMessage) });
      return;
    }
    accept(response);
    this.reports.invocation(action === 'error' ? { is: 'error', payload: body } : responseOf(request, body));
  }

  private handOver(): void {
    if (this.invocation === undefined || this.given || this.waiting === undefined) return;
    const { id, event, deadlineMs, functionArn, clientContext, taken } = this.invocation;
    this.given = true;
    taken();
    this.waiting.writeHead(200, {
      'Content-Type': 'application/json',
      'Content-Length': event.length,
      'Lambda-Runtime-Aws-Request-Id': id,
      'Lambda-Runtime-Deadline-Ms': String(deadlineMs()),
      'Lambda-Runtime-Invoked-Function-Arn': functionArn,
      'Lambda-Runtime-Trace-Id': `Root=1-${Math.floor(Date.now() / 1_000).toString(16)}-${randomUUID().replaceAll('-', '').slice(0, 24)};Sampled=0`,
      ...clientContext === undefined ? {} : { 'Lambda-Runtime-Client-Context': asciiOf(clientContext) },
    }).end(event);
    this.waiting = undefined;
  }
}

/** The JSON that Lambda returns for an error of its own. */
export function errorPayload(errorType: string, errorMessage: string): Buffer {
  return Buffer.from(JSON.stringify({ errorType, errorMessage }));
}

/** A streamed response tells in its trailer that the function failed after it began. */
function responseOf({ trailers }: IncomingMessage, payload: Buffer): Report {
  const errorType = headerOf(trailers, 'lambda-runtime-function-error-type');
  if (errorType === undefined) return { is: 'response', payload };
  const body = Buffer.from(headerOf(trailers, 'lambda-runtime-function-error-body') ?? '', 'base64');
  return { is: 'error', payload: body.length > 0 ? body : errorPayload(errorType, '') };
}

function headerOf(headers: IncomingHttpHeaders | NodeJS.Dict<string>, name: string): string | undefined {
  return headers[name] as string | undefined;
}

/** Header values are ASCII; JSON can say everything in it. */
function asciiOf(json: string): string {
  return json.replaceAll(/[\u0080-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function isStreamed({ headers }: IncomingMessage): boolean {
  return headers['lambda-runtime-function-response-mode'] === 'streaming';
}

/** Passes the content of a request on. Nothing is left. */
async function passedOn(request: IncomingMessage, onChunk: (chunk: Buffer, contentType: string) => void): Promise<Buffer> {
  for await (const chunk of request as AsyncIterable<Buffer>) onChunk(chunk, request.headers['content-type'] ?? '');
  return Buffer.alloc(0);
}

/** Undefined when it is larger than Lambda takes. It is read to its end all the same, so that the process hears of that. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= LARGEST_RESPONSE) chunks.push(chunk);
  }
  return length > LARGEST_RESPONSE ? undefined : Buffer.concat(chunks);
}

function accept(response: ServerResponse): void {
  response.writeHead(202, { 'Content-Type': 'application/json' }).end('{"status":"OK"}');
}

function reject(response: ServerResponse, status: number, errorType: string, errorMessage: string): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(errorPayload(errorType, errorMessage));
}
