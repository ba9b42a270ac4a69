import { Era, eraOf } from './era';
import { McpError } from './failure';
import { HandshakeSession, rejectsVersion } from './handshake';
import { JsonRpc } from './json-rpc';
import { ListedTool, listTools } from './list-tools';
import { ClientInfo, Session } from './session';
import { StatelessSession } from './stateless';
import { Transport, TransportOptions } from './transport';

export interface McpClientOptions extends TransportOptions {
  readonly clientInfo: ClientInfo;
}

/** A client of one MCP server over Streamable HTTP, in whichever version the server supports. It declares no capabilities. */
export class McpClient {
  private readonly rpc: JsonRpc;
  private readonly clientInfo: ClientInfo;
  /** Set by the first session. Reset after a failure, because the server may have been replaced. */
  private era?: Era;

  constructor({ clientInfo, ...transport }: McpClientOptions) {
    this.rpc = new JsonRpc(new Transport(transport));
    this.clientInfo = clientInfo;
  }

  /**
   * Lists all tools of the server, in a new session.
   *
   * @throws McpError when the server or the network fails
   */
  public async listTools(): Promise<ListedTool[]> {
    return this.withSession(listTools);
  }

  /** Opens a session, passes it to `use` and closes it. */
  public async withSession<T>(use: (session: Session) => Promise<T>): Promise<T> {
    try {
      const session = await this.open();
      try {
        return await use(session);
      } finally {
        await session.close();
      }
    } catch (error) {
      this.era = undefined;
      throw error;
    }
  }

  private async open(): Promise<Session> {
    const era = this.era ??= await eraOf(this.rpc, this.clientInfo);
    if (era.stateless) return new StatelessSession(this.rpc, this.clientInfo);
    try {
      return await HandshakeSession.open(this.rpc, this.clientInfo, era.versions);
    } catch (error) {
      // The server may still be stateless: it was possibly not ready for `server/discover`.
      const inconclusive = error instanceof McpError && (rejectsVersion(error) || error.failure.kind === 'timeout');
      throw inconclusive ? era.doubt ?? error : error;
    }
  }
}
