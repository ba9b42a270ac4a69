import type { Outgoing } from './outgoing.js';

export const HEADER = 'mcp-session-id';

type Send = (request: Outgoing) => Promise<Response>;

/** A session that an MCP client has opened, by the id that the gateway knows: a later one than the client after the session was opened anew. */
export class McpSession {
  private opening?: Promise<void>;

  public constructor(private readonly handshake: Uint8Array<ArrayBuffer> | undefined, private current: string) {}

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
