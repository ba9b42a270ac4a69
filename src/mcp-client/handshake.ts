import { McpError, protocolError } from './failure';
import { JsonObject } from '../json';
import { JsonRpc } from './json-rpc';
import { ClientInfo, Session } from './session';
import { Headers } from './transport';

/** Ending the session is a courtesy: it must not cost the caller its time. */
const CLOSE_LIMIT_MS = 3_000;

/** How servers reject a version: unsupported, bad request, invalid request, no such method, bad parameters. */
const VERSION_REJECTIONS = [-32022, -32000, -32600, -32601, -32602];

/**
 * A session of the versions up to 2025-11-25, which begins with `initialize`.
 *
 * @see https://modelcontextprotocol.io/specification/2025-11-25/basic/lifecycle
 */
export class HandshakeSession implements Session {
  /**
   * Opens a session with the first of the versions that the server takes. A server that does not know the first one responds with another;
   * the rest is for servers that reject it instead.
   *
   * @throws McpError what the server said to the first version when it rejects all
   */
  public static async open(rpc: JsonRpc, clientInfo: ClientInfo, versions: readonly string[]): Promise<HandshakeSession> {
    let rejection: McpError | undefined;
    for (const version of versions) {
      try {
        return await HandshakeSession.initialize(rpc, clientInfo, version);
      } catch (error) {
        if (!(error instanceof McpError) || !rejectsVersion(error)) throw error;
        rejection ??= error;
      }
    }
    throw rejection!;
  }

  private static async initialize(rpc: JsonRpc, clientInfo: ClientInfo, offered: string): Promise<HandshakeSession> {
    let id: string | undefined;
    const params = { protocolVersion: offered, capabilities: {}, clientInfo };
    // The header too: AgentCore Gateway takes a request without one for 2025-03-26, which it need not support.
    const { protocolVersion } = await rpc.request('initialize', params, { 'MCP-Protocol-Version': offered }, {
      onResponse: ({ headers }) => { id = headers.get('mcp-session-id') ?? undefined; },
    });
    if (typeof protocolVersion !== 'string') throw protocolError('initialize', 'the result has no protocolVersion');
    const session = new HandshakeSession(rpc, protocolVersion, id);
    await rpc.tell('notifications/initialized', { method: 'notifications/initialized' }, session.headersFor());
    return session;
  }

  private constructor(private readonly rpc: JsonRpc, public readonly version: string, private readonly id: string | undefined) {}

  /** Parameters are sent even when there are none: some servers crash without them. */
  public async request(method: string, params: JsonObject = {}): Promise<JsonObject> {
    return this.rpc.request(method, params, this.headersFor(), { onRequest: async (request) => this.respond(request) });
  }

  public headersFor(): Headers {
    return { 'MCP-Protocol-Version': this.version, ...this.id === undefined ? {} : { 'Mcp-Session-Id': this.id } };
  }

  public async close(): Promise<void> {
    if (this.id === undefined) return;
    // Servers may refuse to let clients end sessions.
    await unlessMcpError(this.rpc.delete(this.headersFor(), CLOSE_LIMIT_MS));
  }

  /** The client declares no capabilities, so it serves `ping` only; a server that waits for anything else is told at once. */
  private async respond({ id, method }: JsonObject): Promise<void> {
    const response = method === 'ping' ? { id, result: {} } : { id, error: { code: -32601, message: 'Method not found' } };
    // If it does not arrive, the response to the client's own request tells.
    await unlessMcpError(this.rpc.tell(String(method), response, this.headersFor()));
  }
}

/** The server rejects the version, or `initialize` in any version. */
export function rejectsVersion({ failure: { status, code } }: McpError): boolean {
  return code === undefined ? status === 400 : VERSION_REJECTIONS.includes(code);
}

async function unlessMcpError(sent: Promise<void>): Promise<void> {
  try {
    await sent;
  } catch (error) {
    if (!(error instanceof McpError)) throw error;
  }
}
