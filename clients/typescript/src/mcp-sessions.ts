import type { Outgoing } from './outgoing.js';

const HEADER = 'mcp-session-id';
const MAX_KNOWN = 1024;

type Send = (request: Outgoing) => Promise<Response>;

/** A session by the id that the MCP client knows; the gateway may know a later one. */
export class McpSession {
  private current: string;
  private opening?: Promise<void>;

  public constructor(public readonly known: string, private readonly handshake: Uint8Array<ArrayBuffer>) {
    this.current = known;
  }

  /** Writes the id that the gateway knows into a request; returns whether it had another one. */
  public address({ headers }: Outgoing): boolean {
    const had = headers.get(HEADER);
    headers.set(HEADER, this.current);
    return had !== this.current;
  }

  /** Makes a request one of a new session. Of many requests that find the session dropped, one opens it again. */
  public async reopen(request: Outgoing, send: Send): Promise<boolean> {
    if (this.address(request)) return true;
    await (this.opening ??= this.open(request, send).finally(() => this.opening = undefined));
    return this.address(request);
  }

  private async open(request: Outgoing, send: Send): Promise<void> {
    const answer = await send(request.post(this.handshake));
    await answer.body?.cancel();
    const id = answer.headers.get(HEADER);
    if (!answer.ok || !id) return;
    const initialized = request.post(new TextEncoder().encode('{"jsonrpc":"2.0","method":"notifications/initialized"}'));
    initialized.headers.set(HEADER, id);
    const version = request.headers.get('mcp-protocol-version');
    if (version) initialized.headers.set('mcp-protocol-version', version);
    await (await send(initialized)).body?.cancel();
    this.current = id;
  }
}

/** Opens MCP sessions anew when the gateway has dropped them, which MCP asks of clients and none of them does. */
export class McpSessions {
  private readonly sessions = new Map<string, McpSession>();

  public of(request: Outgoing): McpSession | undefined {
    return this.sessions.get(request.headers.get(HEADER) ?? '');
  }

  public opened(request: Outgoing, response: Response): void {
    const known = response.headers.get(HEADER);
    if (!known || !request.body) return;
    if (this.sessions.size >= MAX_KNOWN) this.sessions.delete(this.sessions.keys().next().value!);
    this.sessions.set(known, new McpSession(known, request.body));
  }

  public closed({ known }: McpSession): void {
    this.sessions.delete(known);
  }
}
