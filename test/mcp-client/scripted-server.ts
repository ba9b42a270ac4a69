import { once } from 'events';
import { createServer, IncomingHttpHeaders, Server, ServerResponse } from 'http';
import { AddressInfo } from 'net';
import { text } from 'stream/consumers';
import { McpClient, McpClientOptions } from '../../src/mcp-client/client';
import { Failure, McpError } from '../../src/mcp-client/failure';

/** An HTTP request that the server received. */
export interface Received {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly rpc?: { readonly id?: number; readonly method?: string; readonly params?: Readonly<Record<string, any>>; readonly result?: unknown; readonly error?: unknown };
}

export type Reply = (response: ServerResponse, request: Received) => unknown;

/** The replies of a server by JSON-RPC method, including `DELETE` and `response` (from the client). Defaults to successful replies. */
export type Script = Readonly<Record<string, Reply>>;

const open: ScriptedServer[] = [];

afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

/** An HTTP server with scripted replies. By default, it supports the versions up to 2025-11-25. */
export class ScriptedServer {
  /** Starts a server that is closed after the test. */
  public static async start(script: Script = {}): Promise<ScriptedServer> {
    const server = new ScriptedServer(script);
    open.push(server);
    server.http.listen(0, '127.0.0.1');
    await once(server.http, 'listening');
    return server;
  }

  public readonly received: Received[] = [];
  private readonly http: Server;

  private constructor(public script: Script) {
    this.http = createServer((request, response) => {
      text(request).then((body) => {
        const received: Received = { method: request.method!, headers: request.headers, rpc: body === '' ? undefined : JSON.parse(body) };
        this.received.push(received);
        const name = nameOf(received);
        (this.script[name] ?? WORKING[name])(response, received);
      }).catch(() => response.destroy());
    });
  }

  public get url(): URL {
    return new URL(`http://127.0.0.1:${(this.http.address() as AddressInfo).port}/mcp`);
  }

  /** The received requests, by name. */
  public get names(): readonly string[] {
    return this.received.map(nameOf);
  }

  public of(name: string): readonly Received[] {
    return this.received.filter((received) => nameOf(received) === name);
  }

  public client(options: Partial<McpClientOptions> = {}): McpClient {
    return new McpClient({ url: this.url, clientInfo: { name: 'test', version: '1' }, ...options });
  }

  /** A client with a short time limit for this method. */
  public impatientClient(method: string, ms = 100): McpClient {
    // Derived from the received requests, which arrive in this order.
    const order = ['server/discover', 'initialize', 'notifications/initialized', 'tools/list'];
    return this.client({ timeLimit: () => this.received.length === order.indexOf(method) ? ms : 5_000 });
  }

  public close(): void {
    this.http.close();
    this.http.closeAllConnections();
  }
}

function nameOf({ method, rpc }: Received): string {
  return rpc === undefined ? method : rpc.method ?? 'response';
}

/** The failure of listing a server's tools. */
export async function failureOf(listing: Promise<unknown>): Promise<Failure> {
  const error: unknown = await listing.then(() => { throw new Error('the tools were listed'); }, (reason) => reason);
  if (!(error instanceof McpError)) throw error;
  return error.failure;
}

export function http(status: number, body: unknown = '', headers: Readonly<Record<string, string>> = {}): Reply {
  return (response) => response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
}

/** A JSON-RPC message. A result or an error without an id gets the id of the request. */
export function json(message: object, { status = 200, headers = {} }: { status?: number; headers?: Readonly<Record<string, string>> } = {}): Reply {
  return (response, { rpc }) => response.writeHead(status, { 'content-type': 'application/json', ...headers })
    .end(JSON.stringify({ jsonrpc: '2.0', id: rpc?.id, ...message }));
}

export function result(value: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return json({ result: value }, { headers });
}

export function rpcError(code: number, message: string, data?: unknown, status = 200): Reply {
  return json({ error: { code, message, data } }, { status });
}

export function welcome(protocolVersion = '2025-11-25', headers: Readonly<Record<string, string>> = {}): Reply {
  return result({ protocolVersion, capabilities: { tools: {} }, serverInfo: { name: 'scripted', version: '1' } }, headers);
}

export function tools(...names: string[]): Reply {
  return result({ tools: names.map((name) => ({ name, inputSchema: { type: 'object' } })) });
}

/** An event stream. */
export function stream(...events: string[]): Reply {
  return (response) => response.writeHead(200, { 'content-type': 'text/event-stream' }).end(events.join(''));
}

/** An event stream that arrives in the given chunks. */
export function chunked(...chunks: (string | Uint8Array)[]): Reply {
  return async (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const chunk of chunks) {
      response.write(chunk);
      // Chunks without a delay between them can arrive as one.
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    response.end();
  };
}

/** An endless body. */
export function endless(chunk: string, contentType: string): Reply {
  return (response) => {
    response.writeHead(200, { 'content-type': contentType });
    const more = () => { while (!response.destroyed && response.write(chunk)); };
    response.on('drain', more);
    more();
  };
}

/** Resets the connection. */
export function reset(): Reply {
  return (response) => response.socket!.resetAndDestroy();
}

export function silence(): Reply {
  return () => undefined;
}

/** The server/discover result of a server of 2026-07-28. */
export function discovered(...supportedVersions: unknown[]): Reply {
  return result({ resultType: 'complete', supportedVersions, capabilities: { tools: {} }, ttlMs: 0, cacheScope: 'private' });
}

const WORKING: Script = {
  'server/discover': rpcError(-32000, 'Bad Request: Server not initialized', undefined, 400),
  'initialize': welcome(),
  'notifications/initialized': http(202),
  'tools/list': tools('echo'),
  'response': http(202),
  'DELETE': http(200),
};
