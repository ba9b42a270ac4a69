import { Agreement, Upstream } from './upstream';
import type { Headers } from '../http/http-client';
import type { ClientSession } from '../target';

/** Idle sessions that are kept for clients without one. */
const MOST_IDLE = 16;

/** An agreement for one request. */
export interface Borrowed {
  readonly agreement: Agreement;
  /** Gives it back after the response. */
  readonly release: () => void;
  /** The server knows it no more. */
  readonly discard: () => void;
}

/**
 * The sessions that a server issued.
 *
 * A client with a session has one of its own at the server. Clients without one share a pool in which each session is used by one call at a time,
 * so that ids and progress tokens of two clients never meet.
 */
export class Agreements {
  private readonly ofSessions = new Map<string, Promise<Agreement>>();
  private idle: Agreement[] = [];
  /** A server without sessions agrees once for all. */
  private common?: Promise<Agreement>;

  public constructor(private readonly upstream: Upstream) {}

  public async borrow(session: ClientSession | undefined, headers: Headers, signal: AbortSignal): Promise<Borrowed> {
    return session ? this.ofSession(session, headers, signal) : this.ofPool(headers, signal);
  }

  public async find(session: ClientSession): Promise<Agreement | undefined> {
    return this.ofSessions.get(session.id);
  }

  public async end(session: ClientSession): Promise<void> {
    const agreement = await this.ofSessions.get(session.id);
    this.ofSessions.delete(session.id);
    if (agreement) await this.upstream.endSession(agreement);
  }

  /** Ends every session. */
  public async close(): Promise<void> {
    const all = [...await Promise.allSettled(this.ofSessions.values())].flatMap((one) => one.status === 'fulfilled' ? [one.value] : []);
    const idle = this.idle;
    this.ofSessions.clear();
    this.idle = [];
    await Promise.all([...all, ...idle].map(async (agreement) => this.upstream.endSession(agreement)));
  }

  private async ofSession(session: ClientSession, headers: Headers, signal: AbortSignal): Promise<Borrowed> {
    const opened = this.ofSessions.get(session.id) ?? this.upstream.initialize(session.capabilities, headers, signal);
    this.ofSessions.set(session.id, opened);
    try {
      const agreement = await opened;
      return { agreement, release: () => {}, discard: () => { if (this.ofSessions.get(session.id) === opened) this.ofSessions.delete(session.id); } };
    } catch (error) {
      this.ofSessions.delete(session.id);
      throw error;
    }
  }

  private async ofPool(headers: Headers, signal: AbortSignal): Promise<Borrowed> {
    const idle = this.idle.pop();
    if (idle) return this.pooled(idle);
    const opened = this.common ?? this.upstream.initialize({}, headers, signal);
    const isFirst = this.common === undefined;
    // Until it is known whether the server issues sessions, others wait for the first.
    this.common = opened;
    try {
      const agreement = await opened;
      if (agreement.session === undefined) return { agreement, release: () => {}, discard: () => { if (this.common === opened) this.common = undefined; } };
      if (this.common === opened) this.common = undefined;
      return this.pooled(isFirst ? agreement : await this.upstream.initialize({}, headers, signal));
    } catch (error) {
      if (this.common === opened) this.common = undefined;
      throw error;
    }
  }

  private pooled(agreement: Agreement): Borrowed {
    let isOut = true;
    return {
      agreement,
      release: () => {
        if (!isOut) return;
        isOut = false;
        if (this.idle.length < MOST_IDLE) this.idle.push(agreement);
        else void this.upstream.endSession(agreement);
      },
      discard: () => { isOut = false; },
    };
  }
}
