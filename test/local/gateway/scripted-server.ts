import { once } from 'events';
import { createServer, IncomingMessage, Server, ServerResponse } from 'http';
import type { AddressInfo, Socket } from 'net';

/** What an MCP server does wrong. */
export interface Script {
  /** Takes a request before the server does; true when it has answered, or never will. */
  intercept?: (method: string, response: ServerResponse, message: Message, request: IncomingMessage) => boolean | void;
  tools: readonly object[];
  pageSize?: number;
  /** Issues sessions, and knows only those that it issued. */
  sessions?: boolean;
}

export interface Message {
  readonly id?: unknown;
  readonly method: string;
  readonly params?: { readonly name?: string; readonly cursor?: string; readonly arguments?: Record<string, unknown> };
}

/** A small MCP server of the versions with a handshake, which does what its script says. */
export class ScriptedServer {
  public static async start(script: Partial<Script> = {}, port = 0): Promise<ScriptedServer> {
    const server = new ScriptedServer({ tools: [tool('echo')], ...script });
    server.http.listen(port, '127.0.0.1');
    await once(server.http, 'listening');
    return server;
  }

  public readonly received: { readonly method: string; readonly body: string; readonly headers: IncomingMessage['headers'] }[] = [];
  public issued: string[] = [];
  private readonly http: Server;
  private readonly sockets = new Set<Socket>();

  private constructor(public script: Script) {
    this.http = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => this.serve(request, Buffer.concat(chunks).toString(), response));
    });
    this.http.on('connection', (socket) => this.sockets.add(socket));
  }

  public get port(): number {
    return (this.http.address() as AddressInfo).port;
  }

  public get url(): string {
    return `http://127.0.0.1:${this.port}/mcp`;
  }

  /** Drops every connection. */
  public drop(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  public async stop(): Promise<void> {
    if (!this.http.listening) return;
    this.http.close();
    this.drop();
    await once(this.http, 'close');
  }

  public calls(method: string): number {
    return this.received.filter((one) => one.method === method).length;
  }

  private serve(request: IncomingMessage, body: string, response: ServerResponse): void {
    const message = JSON.parse(body || '{"method":"DELETE"}') as Message;
    this.received.push({ method: message.method, body, headers: request.headers });
    if (this.script.intercept?.(message.method, response, message, request)) return;
    if (message.id === undefined) return void response.writeHead(202).end();
    const session = request.headers['mcp-session-id'];
    if (this.script.sessions && message.method !== 'initialize' && !this.issued.includes(String(session))) return reply(response, message, { error: { code: -32001, message: 'Session not found' } }, 404);
    switch (message.method) {
      case 'initialize': {
        if (this.script.sessions) {
          this.issued.push(`session-${this.issued.length + 1}-${this.port}`);
          response.setHeader('mcp-session-id', this.issued[this.issued.length - 1]);
        }
        return reply(response, message, { result: { protocolVersion: '2025-11-25', capabilities: { tools: {} }, serverInfo: { name: 'scripted', version: '1' } } });
      }
      case 'tools/list': {
        const from = Number(message.params?.cursor ?? 0);
        const size = this.script.pageSize ?? Infinity;
        const next = from + size < this.script.tools.length ? { nextCursor: String(from + size) } : {};
        return reply(response, message, { result: { tools: this.script.tools.slice(from, from + size), ...next } });
      }
      case 'tools/call': return reply(response, message, { result: { content: [{ type: 'text', text: JSON.stringify({ name: message.params?.name, arguments: message.params?.arguments, session }) }] } });
      default: return reply(response, message, { error: { code: -32601, message: 'Method not found' } });
    }
  }
}

export function reply(response: ServerResponse, { id }: Message, content: object, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ jsonrpc: '2.0', id, ...content }));
}

export function tool(name: string, more: object = {}): object {
  return { name, description: `The tool ${name}.`, inputSchema: { type: 'object', properties: { text: { type: 'string' } } }, ...more };
}
