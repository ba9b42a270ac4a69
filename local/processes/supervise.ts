import { EventEmitter } from 'events';
import { setTimeout as sleep } from 'timers/promises';
import { Child, Exit } from './child';
import { freePort, listeningHost } from './free-port';
import { listeningPorts } from './listening-ports';

/** A server and how to start it. */
export interface ProcessDescription {
  readonly command: string;
  readonly args: readonly string[];
  readonly workingDirectory: string;
  /** What is added to the environment of this program, beside `PORT`. */
  readonly environment: Readonly<Record<string, string>>;
  /** A port that the server always uses. */
  readonly port?: number;
  /** The path of the server's URL, `/mcp` if nothing else is said. */
  readonly path?: string;
}

export interface SupervisionOptions {
  /** How long the server may take until it listens. */
  readonly startLimitMs?: number;
  /** How long to wait before the first restart; each further failure doubles it. */
  readonly backoffMs?: number;
}

/** What happens to the process, for whoever shows it. */
interface Events {
  readonly log: [line: string];
  readonly ready: [url: string];
  /** `restartMs`: when it starts again. */
  readonly exit: [reason: string, restartMs: number];
}

const START_LIMIT_MS = 60_000;
const BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 30_000;
/** A server that ran this long was not broken. */
const HEALTHY_MS = 60_000;
const POLL_MS = 25;
/** After that, a server that does not listen on `PORT` is asked for where else. */
const PORT_PATIENCE_MS = 400;
/** How many of the last lines tell why a server ended. */
const LAST_LINES = 10;

/** A server that is started again when it ends, at the same URL if it takes its port from `PORT`. */
export class SupervisedProcess extends EventEmitter<Events> {
  private child?: Child;
  private attempt?: Promise<string>;
  private address?: string;
  private port?: number;
  private failures = 0;
  private lastLines: string[] = [];
  private readonly stopped = new AbortController();

  public constructor(private readonly description: ProcessDescription, private readonly options: SupervisionOptions = {}) {
    super();
  }

  /** Where the server listens; undefined until it does. */
  public get url(): string | undefined {
    return this.address;
  }

  /**
   * Waits until the server listens, and starts it at the first call. Returns its URL.
   *
   * @throws Error that says why, when this start of the server fails; the next call waits for the next start.
   */
  public ready(): Promise<string> {
    if (this.stopped.signal.aborted) return Promise.reject(new Error('the process has been stopped'));
    return this.attempt ??= this.start();
  }

  public async stop(): Promise<void> {
    this.stopped.abort();
    await this.child?.stop();
  }

  private start(): Promise<string> {
    const attempt = this.run();
    // Nobody may be waiting for it.
    attempt.catch(() => {});
    return attempt;
  }

  private async run(): Promise<string> {
    const { command, args, environment, workingDirectory, port: fixed } = this.description;
    if (fixed !== undefined && await listeningHost(fixed) !== undefined) {
      this.restartAfter(`port ${fixed}, which it always uses, is taken by another process`);
      throw new Error(`port ${fixed}, which the app sets for this server, is taken by another process`);
    }
    // The same port as before, so that what knows the URL stays right.
    const port = fixed ?? (this.port !== undefined && await listeningHost(this.port) === undefined ? this.port : await freePort());
    this.port = port;
    this.stopped.signal.throwIfAborted();
    this.lastLines = [];
    const started = Date.now();
    const child = new Child({ command, args, workingDirectory, environment: { ...process.env, ...environment, PORT: String(port) } }, (line) => this.log(line));
    this.child = child;
    void child.exited.then((exit) => this.ended(exit, started));
    const listens = await Promise.race([this.waitUntilListening(child, port, started), child.exited]);
    if (typeof listens !== 'string') throw new Error(this.explain(listens.reason));
    this.address = listens;
    this.emit('ready', listens);
    return listens;
  }

  /** The URL as soon as something listens at it. */
  private async waitUntilListening(child: Child, port: number, started: number): Promise<string | Exit> {
    const limit = this.options.startLimitMs ?? START_LIMIT_MS;
    let exit: Exit | undefined;
    void child.exited.then((ended) => { exit = ended; });
    while (exit === undefined) {
      const elapsed = Date.now() - started;
      const elsewhere = elapsed > PORT_PATIENCE_MS && this.description.port === undefined && child.pid !== undefined ? await listeningPorts(child.pid) : [];
      for (const candidate of [port, ...elsewhere]) {
        const host = await listeningHost(candidate);
        if (host !== undefined && exit === undefined) return `http://${host.includes(':') ? `[${host}]` : host}:${candidate}${this.description.path ?? '/mcp'}`;
      }
      if (elapsed > limit) {
        child.kill();
        return { reason: `it did not listen on port ${port} within ${Math.round(limit / 1_000)} seconds` };
      }
      await sleep(POLL_MS);
    }
    return exit;
  }

  private ended({ reason }: Exit, started: number): void {
    this.address = undefined;
    if (this.stopped.signal.aborted) return;
    if (Date.now() - started > HEALTHY_MS) this.failures = 0;
    this.restartAfter(this.explain(reason));
  }

  /** Starts the server again, later each time it fails. */
  private restartAfter(reason: string): void {
    const delay = Math.min((this.options.backoffMs ?? BACKOFF_MS) * 2 ** this.failures, LONGEST_BACKOFF_MS);
    this.failures += 1;
    this.emit('exit', reason, delay);
    const { signal } = this.stopped;
    const waiting = sleep(delay, undefined, { signal, ref: false }).then(() => this.run());
    waiting.catch(() => {});
    // From now on, who waits waits for the next start.
    this.attempt = waiting;
  }

  private log(line: string): void {
    this.lastLines = [...this.lastLines, line].slice(-LAST_LINES);
    this.emit('log', line);
  }

  private explain(reason: string): string {
    const output = this.lastLines.join('\n').trim();
    return output === '' ? reason : `${reason}; its last output:\n${output}`;
  }
}
