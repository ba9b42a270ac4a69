import type { Outgoing } from './outgoing.js';

const HEADER = 'mcp-session-id';
const MAX_KNOWN = 1024;

/**
 * Opens an MCP session anew when the gateway has dropped it, which MCP asks of clients and none of them does.
 *
 * Sessions are known by the id that the MCP client knows; the gateway may know a later one.
 */
export class McpSessions {
  private readonly handshakes = new Map<string, Uint8Array<ArrayBuffer>>();
  private readonly current = new Map<string, string>();

  /** Writes the id that the gateway knows into a request; returns the one that the client knows. */
  public address(request: Outgoing): string | undefined {
    const known = request.headers.get(HEADER) ?? undefined;
    if (known) request.headers.set(HEADER, this.current.get(known) ?? known);
    return known;
  }

  public opened(request: Outgoing, response: Response): void {
    const id = response.headers.get(HEADER);
    if (!id || !request.body) return;
    if (this.handshakes.size >= MAX_KNOWN) this.handshakes.delete(this.handshakes.keys().next().value!);
    this.handshakes.set(id, request.body);
  }

  public closed(known: string): void {
    this.handshakes.delete(known);
    this.current.delete(known);
  }

  /** Makes a new session the one of a request, with the handshake of the old one; returns whether there is one now. */
  public async reopen(known: string, request: Outgoing, send: (request: Outgoing) => Promise<Response>): Promise<boolean> {
    const handshake = this.handshakes.get(known);
    if (!handshake) return false;
    const answer = await send(request.post(handshake));
    await answer.body?.cancel();
    const id = answer.headers.get(HEADER);
    if (!answer.ok || !id) return false;
    this.current.set(known, id);
    request.headers.set(HEADER, id);
    const initialized = request.post(new TextEncoder().encode('{"jsonrpc":"2.0","method":"notifications/initialized"}'));
    for (const name of [HEADER, 'mcp-protocol-version']) {
      const value = request.headers.get(name);
      if (value) initialized.headers.set(name, value);
    }
    await (await send(initialized)).body?.cancel();
    return true;
  }
}
