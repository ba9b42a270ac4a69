import { TargetError } from '../target';

/** What the service passes on at most. */
export const MAX_RESPONSE_BYTES = 6 * 1024 * 1024;

/** So much waits for a reader, then the server has to. */
const MOST_WAITING_BYTES = 1024 * 1024;

export type ResponseHeaders = Readonly<Record<string, string | undefined>>;

/** Where the bytes come from. */
export interface Source {
  pause(): void;
  resume(): void;
  destroy(): void;
}

/** A response of a server, whose body may still come. Somebody has to read, skip or drop it. */
export class HttpResponse {
  private parts: Buffer[] = [];
  private length = 0;
  private end?: 'complete' | TargetError;
  private wake?: () => void;

  public constructor(public readonly status: number, public readonly headers: ResponseHeaders, private readonly source: Source) {}

  /** @throws TargetError when the body breaks off or is larger than the service takes */
  public async body(): Promise<Buffer> {
    this.source.resume();
    const parts: Buffer[] = [];
    let length = 0;
    for (;;) {
      for (const part of this.taken()) {
        length += part.length;
        parts.push(part);
      }
      if (length > MAX_RESPONSE_BYTES) {
        this.drop();
        throw tooLarge();
      }
      if (this.end === 'complete') return parts.length === 1 ? parts[0] : Buffer.concat(parts);
      if (this.end) throw this.end;
      await this.more();
    }
  }

  /** @throws TargetError when the body breaks off */
  public async* [Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    for (;;) {
      yield* this.taken();
      if (this.end === 'complete') return;
      if (this.end) throw this.end;
      await this.more();
    }
  }

  /** Lets the rest of the body pass unread. */
  public skip(): void {
    this.body().catch(() => {});
  }

  /** Ends the connection. */
  public drop(): void {
    if (this.end !== 'complete') this.source.destroy();
  }

  /** More of the body has come. */
  public push(part: Buffer): void {
    this.parts.push(part);
    this.length += part.length;
    if (this.length > MOST_WAITING_BYTES) this.source.pause();
    this.wake?.();
  }

  /** Nothing more will come. */
  public finish(end: 'complete' | TargetError): void {
    this.end ??= end;
    this.wake?.();
  }

  private taken(): Buffer[] {
    const { parts } = this;
    if (this.length > MOST_WAITING_BYTES) this.source.resume();
    this.parts = [];
    this.length = 0;
    return parts;
  }

  private async more(): Promise<void> {
    if (this.parts.length > 0 || this.end) return;
    return new Promise((resolve) => { this.wake = resolve; });
  }
}

export function tooLarge(): TargetError {
  return new TargetError(`the response is larger than ${MAX_RESPONSE_BYTES / 1024 / 1024} MB, which is the most that the service passes on`);
}
