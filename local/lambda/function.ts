import { randomUUID } from 'crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { CannotRun } from './cannot-run';
import { Container, containerOf } from './container';
import type { Unpacked } from './environment';
import type { FunctionDescription, FunctionOptions, InvocationResult } from './function-description';
import { hintOf } from './hint';
import { Interpreter, interpreterOf } from './interpreter';
import { unpacked } from './unpack';
import { Worker, WorkerCall, WorkerReport } from './worker';

/** Lambda limits the processes of a function by its concurrency; a laptop has less room. */
const PROCESS_LIMIT = 10;

export interface InvocationContext {
  /** JSON, as `ClientContext` of the Invoke API has it after decoding. */
  readonly clientContext?: string;
  /** Takes a streamed response as it arrives, with its content type; the payload of the result is then empty. */
  readonly onChunk?: (chunk: Buffer, contentType: string) => void;
}

interface Preparation {
  readonly unpacked: Unpacked;
  readonly runs: Interpreter | Container;
}

/**
 * A Lambda function on this machine, run by the runtime loop that it has on Lambda.
 *
 * A process handles one event at a time and stays for the next; several events at a time have several processes.
 */
export class LocalFunction {
  private readonly idle: Worker[] = [];
  private readonly workers = new Set<Worker>();
  private readonly waiting: (() => void)[] = [];
  private starting = 0;
  private preparation?: Promise<Preparation>;
  private folder?: string;
  private stopped = false;
  private hinted = false;

  public constructor(private readonly description: FunctionDescription, private readonly options: FunctionOptions) {}

  /** Starts a process, so that the first invocation need not. */
  public async warm(): Promise<void> {
    if (this.workers.size > 0 || this.starting > 0) return;
    this.release(await this.startWorker());
  }

  /**
   * Invokes the function, as the Invoke API with the type RequestResponse.
   *
   * @throws CannotRun when the function cannot run on this machine
   */
  public async invoke(event: Buffer, { clientContext, onChunk }: InvocationContext = {}): Promise<InvocationResult> {
    const { account, name, region } = this.description;
    const call: WorkerCall = { id: randomUUID(), event, functionArn: `arn:aws:lambda:${region}:${account}:function:${name}`, clientContext, onChunk };
    // A process may end between two events, for a reason of its own: the event goes to a new one.
    let report = await this.handle(call, await this.acquire());
    if (report.is === 'not-taken') report = await this.handle(call, await this.acquire('new'));
    return this.resultOf(report);
  }

  public async stop(): Promise<void> {
    this.stopped = true;
    this.waiting.splice(0).forEach((proceed) => proceed());
    await Promise.all([...this.workers].map((worker) => worker.stop()));
    if (this.folder !== undefined) rmSync(this.folder, { recursive: true, force: true });
  }

  private async handle(call: WorkerCall, worker: Worker): Promise<WorkerReport> {
    const report = await worker.handle(call);
    this.release(worker);
    return report;
  }

  private async acquire(which?: 'new'): Promise<Worker> {
    for (;;) {
      if (this.stopped) throw new CannotRun('it has been stopped');
      const worker = which === 'new' ? undefined : this.idle.pop();
      if (worker?.alive === true) return worker;
      if (worker !== undefined) {
        this.workers.delete(worker);
      } else if (which === 'new' || this.workers.size + this.starting < (this.options.processLimit ?? PROCESS_LIMIT)) {
        return this.startWorker();
      } else {
        await new Promise<void>((proceed) => this.waiting.push(proceed));
      }
    }
  }

  private release(worker: Worker): void {
    if (worker.alive && !this.stopped) this.idle.push(worker);
    else this.workers.delete(worker);
    this.waiting.shift()?.();
  }

  private async startWorker(): Promise<Worker> {
    this.starting += 1;
    try {
      this.preparation ??= this.prepare();
      const { runs, unpacked: folders } = await this.preparation;
      const worker = await Worker.start(this.description, folders, runs, this.options);
      this.workers.add(worker);
      if (this.stopped) await worker.stop();
      return worker;
    } finally {
      this.starting -= 1;
    }
  }

  private async prepare(): Promise<Preparation> {
    const { layers, missingLayers, path } = this.description;
    if (missingLayers.length > 0) this.options.warn(`${path} runs without its layers that are not in the app: ${missingLayers.join(', ')}`);
    const folders: Unpacked = {
      code: this.unpackCode(),
      layers: layers.map((layer, index) => unpacked(layer, () => this.temporary(`layer-${index}`))),
      mergedLayers: () => this.temporary('layers'),
    };
    return { unpacked: folders, runs: await this.interpreterOrContainer(folders) };
  }

  private async interpreterOrContainer(folders: Unpacked): Promise<Interpreter | Container> {
    try {
      return await interpreterOf(this.description, folders, this.options);
    } catch (error) {
      if (!(error instanceof CannotRun)) throw error;
      return containerOf(this.description, folders, this.options, error.message);
    }
  }

  private unpackCode(): string {
    const { code, runtime } = this.description;
    if (code.in === 'files') return unpacked(code.path, () => this.temporary('code'));
    const folder = this.temporary('code');
    mkdirSync(folder, { recursive: true });
    // CloudFormation gives the file this name.
    if (code.in === 'template') writeFileSync(join(folder, runtime.startsWith('python') ? 'index.py' : 'index.js'), code.text);
    return folder;
  }

  private temporary(name: string): string {
    return join(this.folder ??= mkdtempSync(join(tmpdir(), 'agentcore-gateway-function-')), name);
  }

  private resultOf(report: WorkerReport): InvocationResult {
    if (report.is === 'response') return { kind: 'response', payload: report.payload };
    const { errorType, errorMessage } = errorIn(report.payload);
    const hint = hintOf(errorMessage, this.description, { missingKnown: this.hinted });
    this.hinted ||= this.description.missing.length > 0;
    return { kind: 'error', errorType, errorMessage, payload: report.payload, ...hint === undefined ? {} : { hint } };
  }
}

/** Functions may throw anything; AWS's loops write an object. */
function errorIn(payload: Buffer): { readonly errorType: string; readonly errorMessage: string } {
  try {
    const { errorType, errorMessage } = JSON.parse(payload.toString()) as Record<string, unknown>;
    return { errorType: String(errorType ?? 'Error'), errorMessage: String(errorMessage ?? '') };
  } catch {
    return { errorType: 'Error', errorMessage: payload.toString() };
  }
}
