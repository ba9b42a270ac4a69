import { once } from 'events';
import { createServer, IncomingMessage, Server, ServerResponse } from 'http';
import { functionUrlEvent, FunctionUrlIdentity } from './event';
import { StreamedResponse, writeReturned } from './response';
import { isLocalRequest } from '../gateway/http/local-request';
import { readBody } from '../gateway/http/read-body';
import { CannotRun } from '../lambda/cannot-run';
import type { InvocationResult } from '../lambda/function-description';

/** What a function URL invokes. */
export interface StreamingFunction {
  /**
   * @param onChunk takes a streamed response as it arrives; `payload` of the result is then empty
   * @throws CannotRun when this machine cannot run it
   */
  invoke(event: Buffer, context: { readonly onChunk?: (chunk: Buffer, contentType: string) => void }): Promise<InvocationResult>;
}

/** A function URL on this machine. */
export class FunctionUrlServer {
  /** @param log takes why a request failed, which the client does not hear */
  public static async start(fn: StreamingFunction, identity: FunctionUrlIdentity, log: (line: string) => void): Promise<FunctionUrlServer> {
    const server = createServer({ requestTimeout: 0 }, (request, response) => {
      void respond(request, response, fn, identity, log).catch(() => response.destroy());
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new FunctionUrlServer(server);
  }

  private constructor(private readonly server: Server) {}

  public get url(): string {
    return `http://127.0.0.1:${(this.server.address() as { port: number }).port}/`;
  }

  public stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

async function respond(request: IncomingMessage, response: ServerResponse, fn: StreamingFunction, identity: FunctionUrlIdentity, log: (line: string) => void): Promise<void> {
  if (!isLocalRequest(request.headers)) {
    response.writeHead(403).end();
    return;
  }
  const body = await readBody(request);
  if (body === undefined) {
    response.writeHead(413).end();
    return;
  }
  const streamed = new StreamedResponse(response);
  const result = await invoke(fn, functionUrlEvent(request, body, identity), (chunk, contentType) => streamed.write(chunk, contentType));
  if (result.kind === 'error') {
    log(`${result.errorType}: ${result.errorMessage}${result.hint === undefined ? '' : `; ${result.hint}`}`);
    if (response.headersSent) response.destroy();
    else response.writeHead(502, { 'content-type': 'text/plain' }).end('Internal Server Error');
  } else if (response.headersSent) {
    response.end();
  } else {
    writeReturned(response, result.payload);
  }
}

async function invoke(fn: StreamingFunction, event: Buffer, onChunk: (chunk: Buffer, contentType: string) => void): Promise<InvocationResult> {
  try {
    return await fn.invoke(event, { onChunk });
  } catch (error) {
    if (!(error instanceof CannotRun)) throw error;
    return { kind: 'error', errorType: 'the function cannot run here', errorMessage: error.message, payload: Buffer.alloc(0) };
  }
}
