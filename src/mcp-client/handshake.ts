import { McpError, protocolError } from './failure';
import { JsonObject } from '../json';
import { JsonRpc } from './json-rpc';
import { ClientInfo, Session } from './session';
import { Headers } from './transport';

/** Ending a session is optional, so it must not delay the caller. */
const CLOSE_LIMIT_MS = 3_000;

/** Returned for a rejected version: unsupported version, bad request, invalid request, method not found, invalid params. */
const VERSION_REJECTIONS = [-32022, -32000, -32600, -32601, -32602];

/**
 * A session of a version up to 2025-11-25, which starts with `initialize`.
 *
 * @see https://modelcontextprotocol.io/specification/2025-11-25/basic/lifecycle
 */
export class HandshakeSession implements Session {
  /**
   * Opens a session with the first version that the server accepts. A server that does not support the first version usually responds with
   * another one; the remaining versions are for servers that return an error instead.
   *
   * @throws McpError for the first version, when the server rejects all of them
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
    // AgentCore Gateway treats a request without the header as version 2025-03-26, which it may not support.
    const { protocolVersion } = await rpc.request('initialize', params, { 'MCP-Protocol-Version': offered }, {
      onResponse: ({ headers }) => { id = headers.get('mcp-session-id') ?? undefined; },
    });
    if (typeof protocolVersion !== 'string') throw protocolError('initialize', 'the result has no protocolVersion');
    const session = new HandshakeSession(rpc, protocolVersion, id);
    await rpc.sendMessage('notifications/initialized', { method: 'notifications/initialized' }, session.headersFor());
    return session;
  }

  private constructor(private readonly rpc: JsonRpc, public readonly version: string, private readonly id: string | undefined) {}

  /** Always sends `params`: some servers crash without them. */
  public async request(method: string, params: JsonObject = {}): Promise<JsonObject> {
    return this.rpc.request(method, params, this.headersFor(), { onRequest: async (request) => this.respond(request) });
  }

  public headersFor(): Headers {
    return { 'MCP-Protocol-Version': this.version, ...this.id === undefined ? {} : { 'Mcp-Session-Id': this.id } };
  }

  public async close(): Promise<void> {
    if (this.id === undefined) return;
    // Servers may reject DELETE requests.
    await unlessMcpError(this.rpc.delete(this.headersFor(), CLOSE_LIMIT_MS));
  }

  /** The client declares no capabilities, so it implements only `ping` and rejects all other requests. */
  private async respond({ id, method }: JsonObject): Promise<void> {
    const response = method === 'ping' ? { id, result: {} } : { id, error: { code: -32601, message: 'Method not found' } };
    // If this message is lost, the client's own request fails.
    await unlessMcpError(this.rpc.sendMessage(String(method), response, this.headersFor()));
  }
}

/** Whether the server rejects the version, or `initialize` in any version. */
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
