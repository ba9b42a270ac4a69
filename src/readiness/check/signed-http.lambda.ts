import { CheckFailure, Step } from './failure.lambda';
import { Properties } from './properties.lambda';
import { sign } from './sign.lambda';
import { World } from './world.lambda';

/** The service gives a microVM that long to start; a longer silence will not end. */
const REQUEST_TIMEOUT_MS = 60_000;

export interface Call {
  readonly step: Step;
  readonly method: 'POST' | 'DELETE';
  readonly headers: Record<string, string>;
  readonly body?: string;
  /** @default - as long as a cold start may take */
  readonly timeoutMs?: number;
}

/** Sends signed requests to one endpoint, each within its own time limit and all before the check's. */
export class SignedHttp {
  constructor(
    private readonly properties: Pick<Properties, 'url' | 'region' | 'service'>,
    private readonly world: World,
    /** When the check ends, in milliseconds since the epoch. */
    private readonly deadline: number,
  ) {}

  /** Sends the call; `read` takes what it needs from the response within the same time limit. */
  async send<T>(call: Call, read: (response: Response) => Promise<T>): Promise<T> {
    const { url, region, service } = this.properties;
    const { step, method, body } = call;
    const allowed = call.timeoutMs ?? REQUEST_TIMEOUT_MS;
    const left = this.deadline - this.world.now();
    const limit = Math.min(allowed, left);
    const timedOut = () => new CheckFailure({ step, kind: 'timeout', words: `within ${seconds(Math.max(0, limit))} s`, cutShort: left < allowed });
    if (limit <= 0) throw timedOut();

    const now = new Date(this.world.now());
    const headers = await sign({ method, url, headers: call.headers, body }, { region, service }, this.world.credentials(), now);
    const signal = this.world.timeout(limit);
    try {
      // A redirect is an answer like any other: the signature is for this URL only.
      return await read(await this.world.fetch(url, { method, headers, body, signal, redirect: 'manual' }));
    } catch (error) {
      if (error instanceof CheckFailure) throw error;
      if (signal.aborted || (error as Error).name === 'TimeoutError') throw timedOut();
      throw new CheckFailure({ step, kind: 'unreachable', words: connectionWords(error as Error) });
    }
  }
}

/** fetch itself only says "fetch failed"; what happened is in the cause, or in each of its errors when a name has several addresses. */
function connectionWords(error: Error): string {
  const cause = error.cause instanceof AggregateError ? error.cause.errors[0] : error.cause;
  if (!(cause instanceof Error)) return error.message;
  const { code } = cause as NodeJS.ErrnoException;
  return !code || cause.message.includes(code) ? cause.message : `${code}: ${cause.message}`;
}

function seconds(ms: number): number {
  return Math.round(ms / 100) / 10;
}
