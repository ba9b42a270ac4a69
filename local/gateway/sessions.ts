import { randomUUID } from 'crypto';
import type { GatewayTarget } from './gateway-target';
import { CODES, RpcError } from './mcp/errors';
import type { JsonObject } from '../../src/json';
import type { ClientSession } from '../targets/target';

/** A session of a client with a gateway. */
export interface GatewaySession extends ClientSession {
  readonly principal: string;
  readonly version: string;
  readonly ends: number;
  /** Requests of servers that the client has yet to respond to, by the id that the client knows. */
  readonly asked: Map<string, AskedByServer>;
}

export interface AskedByServer {
  readonly owner: GatewayTarget;
  /** The id as the server wrote it. */
  readonly id: Buffer;
}

/**
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-sessions.html
 */
export class Sessions {
  private readonly open = new Map<string, GatewaySession>();

  public constructor(private readonly seconds: number, private readonly onEnd: (session: GatewaySession) => void) {}

  public create(principal: string, version: string, capabilities: JsonObject): GatewaySession {
    this.endOld();
    const session: GatewaySession = { id: randomUUID(), principal, version, capabilities, ends: Date.now() + this.seconds * 1_000, asked: new Map() };
    this.open.set(session.id, session);
    return session;
  }

  /** @throws RpcError for a session that is unknown, over or somebody else's */
  public find(id: string | undefined, principal: string): GatewaySession {
    if (id === undefined) throw new RpcError(CODES.invalidRequest, 'Bad Request: the Mcp-Session-Id header is missing', 400);
    const session = this.open.get(id);
    if (!session || session.principal !== principal || session.ends <= Date.now()) throw new RpcError(CODES.session, 'Session not found', 404);
    return session;
  }

  public end(session: GatewaySession): void {
    this.open.delete(session.id);
    this.onEnd(session);
  }

  private endOld(): void {
    for (const session of this.open.values()) if (session.ends <= Date.now()) this.end(session);
  }
}
