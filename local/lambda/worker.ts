import { delimiter } from 'path';
import { Container, containerProgram, newContainerName, removeContainer } from './container';
import { containerEnvironmentOf, environmentOf, Unpacked } from './environment';
import type { FunctionDescription, FunctionOptions } from './function-description';
import type { Interpreter } from './interpreter';
import { errorPayload, Report, RuntimeApi } from './runtime-api';
import { Child, Exit } from '../processes/child';

/** Lambda gives a function that long to start. */
const INIT_LIMIT_MS = 10_000;

/** An event for one process. */
export interface WorkerCall {
  readonly id: string;
  readonly event: Buffer;
  readonly functionArn: string;
  readonly clientContext?: string;
  readonly onChunk?: (chunk: Buffer, contentType: string) => void;
}

/** What became of an event; `not-taken`: the process ended before it took it, so another one can have it. */
export type WorkerReport = Report | { readonly is: 'not-taken'; readonly payload: Buffer };

/** One process of a function: it handles one event after another, as on Lambda. */
export class Worker {
  public static async start(description: FunctionDescription, unpacked: Unpacked, runs: Interpreter | Container, options: FunctionOptions): Promise<Worker> {
    const worker = new Worker(description);
    worker.api = await RuntimeApi.start({ invocation: (report) => worker.settle(report), initError: (payload) => worker.initFailed(payload) });
    const { port } = worker.api;
    if ('image' in runs) worker.container = newContainerName();
    const program = 'image' in runs
      ? containerProgram(runs, worker.container!, containerEnvironmentOf(description, options, `${runs.host}:${port}`))
      : { ...runs, workingDirectory: unpacked.code, environment: withModules(environmentOf(description, unpacked, options, `127.0.0.1:${port}`), runs) };
    worker.child = new Child(program, options.log);
    void worker.child.exited.then((exit) => worker.exitedWith(exit));
    return worker;
  }

  private api!: RuntimeApi;
  private child!: Child;
  /** The name of the container that the process runs. */
  private container?: string;
  private current?: { readonly id: string; readonly resolve: (report: WorkerReport) => void; taken: boolean; limit: NodeJS.Timeout };
  private exit?: Exit;
  private initError?: Buffer;
  /** Whether the process has taken an event before. */
  private initialized = false;

  private constructor(private readonly description: FunctionDescription) {}

  /** Whether the process can take further events. */
  public get alive(): boolean {
    return this.exit === undefined && this.initError === undefined;
  }

  /** Lets the process handle an event. Never rejects. */
  public handle({ id, event, functionArn, clientContext, onChunk }: WorkerCall): Promise<WorkerReport> {
    return new Promise((resolve) => {
      const limit = Math.max(INIT_LIMIT_MS, this.timeoutMs);
      this.current = { id, resolve, taken: false, limit: setTimeout(() => this.notTakenInTime(limit), limit) };
      if (!this.alive) {
        this.settleEnded();
        return;
      }
      this.api.give({ id, event, functionArn, clientContext, onChunk, deadlineMs: () => Date.now() + this.timeoutMs, taken: () => this.taken() });
    });
  }

  public async stop(): Promise<void> {
    // In this order: a process whose Runtime API is gone first would write about that.
    await this.child.stop();
    this.removeContainer();
    this.api.stop();
  }

  private get timeoutMs(): number {
    return this.description.timeoutSeconds * 1_000;
  }

  private taken(): void {
    this.initialized = true;
    clearTimeout(this.current!.limit);
    this.current!.taken = true;
    this.current!.limit = setTimeout(() => {
      this.settle({ is: 'error', payload: errorPayload('Sandbox.Timedout', `${this.prefix}Task timed out after ${this.description.timeoutSeconds.toFixed(2)} seconds`) });
      this.end();
    }, this.timeoutMs);
  }

  private notTakenInTime(limitMs: number): void {
    // A process that still does something after its last event can have no other; a new one can.
    const payload = errorPayload('Sandbox.Timedout', `${this.prefix}Init timed out after ${(limitMs / 1_000).toFixed(2)} seconds`);
    this.settle(this.initialized ? { is: 'not-taken', payload } : { is: 'error', payload });
    this.end();
  }

  private initFailed(payload: Buffer): void {
    this.initError = payload;
    this.settleEnded();
    this.end();
  }

  private exitedWith(exit: Exit): void {
    this.exit = exit;
    this.api.stop();
    this.settleEnded();
  }

  /** What Lambda says of a process that ended. */
  private settleEnded(): void {
    if (this.current === undefined) return;
    if (this.initError !== undefined) {
      this.settle({ is: 'error', payload: this.initError });
      return;
    }
    const { code, reason, signal } = this.exit!;
    const how = signal !== undefined ? `with error: signal: ${signal === 'SIGKILL' ? 'killed' : signal.slice(3).toLowerCase()}`
      : code === undefined ? `with error: ${reason}` : code === 0 ? 'without providing a reason' : `with error: exit status ${code}`;
    const payload = errorPayload('Runtime.ExitError', `${this.prefix}Runtime exited ${how}`);
    this.settle(this.initialized && !this.current.taken ? { is: 'not-taken', payload } : { is: 'error', payload });
  }

  private settle(report: WorkerReport): void {
    if (this.current === undefined) return;
    const { resolve, limit } = this.current;
    clearTimeout(limit);
    this.current = undefined;
    resolve(report);
  }

  /** Ends the process at once; it takes no further event. */
  private end(): void {
    this.exit ??= { reason: 'it was ended' };
    this.child.kill();
    this.removeContainer();
    this.api.stop();
  }

  private removeContainer(): void {
    if (this.container !== undefined) removeContainer(this.container);
  }

  private get prefix(): string {
    return `RequestId: ${this.current!.id} Error: `;
  }
}

function withModules(environment: Record<string, string>, { modules = [] }: Interpreter): Record<string, string> {
  return { ...environment, PYTHONPATH: [environment.PYTHONPATH, ...modules].join(delimiter) };
}
