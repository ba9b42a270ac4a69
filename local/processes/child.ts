import { ChildProcess, spawn } from 'child_process';
import { signalTree } from './end-tree';
import { Lines } from './lines';
import { forget, watch } from './watchdog';

/** A program and all that it runs in. */
export interface ProgramCall {
  readonly command: string;
  readonly args: readonly string[];
  readonly workingDirectory: string;
  /** All of the environment: nothing is added to it. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** How a process ended. */
export interface Exit {
  /** Undefined when a signal ended it, or when it could not be started. */
  readonly code?: number;
  readonly signal?: string;
  /** As a sentence goes on: `it exited with code 1`. */
  readonly reason: string;
}

/** How long a process may take to end by itself. */
const PATIENCE_MS = 3_000;

/** A process and all that it starts: what ends the one ends the others, and nothing of it is left when this program ends, even by a crash. */
export class Child {
  /** Never rejects. All output has been given to `log` before. */
  public readonly exited: Promise<Exit>;
  private readonly process: ChildProcess;
  private ended = false;

  public constructor({ command, args, workingDirectory, environment }: ProgramCall, log: (line: string) => void) {
    this.process = spawn(command, [...args], {
      cwd: workingDirectory,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      // The leader of a group, so that what `npx` or a shell starts ends with it.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    for (const stream of [this.process.stdout, this.process.stderr]) {
      const lines = new Lines(log);
      stream?.setEncoding('utf8').on('data', (text: string) => lines.push(text)).on('close', () => lines.end());
    }
    const { pid } = this.process;
    if (pid !== undefined) watch(pid);
    this.exited = this.waitForExit().then((exit) => {
      this.ended = true;
      if (pid !== undefined) {
        // Its leader is gone, and the rest of the group with it.
        signalTree(pid, 'SIGKILL');
        forget(pid);
      }
      return exit;
    });
  }

  public get pid(): number | undefined {
    return this.process.pid;
  }

  /** Asks the processes to end, and ends those that do not. */
  public async stop(): Promise<void> {
    if (this.ended || this.pid === undefined) return;
    signalTree(this.pid, 'SIGTERM');
    const impatience = setTimeout(() => this.kill(), PATIENCE_MS);
    await this.exited;
    clearTimeout(impatience);
  }

  /** Ends the processes at once. */
  public kill(): void {
    if (!this.ended && this.pid !== undefined) signalTree(this.pid, 'SIGKILL');
  }

  private waitForExit(): Promise<Exit> {
    return new Promise((resolve) => {
      this.process.once('error', ({ message }) => resolve({ reason: `it could not be started: ${message}` }));
      this.process.once('exit', (code, signal) => {
        const exit = signal === null
          ? { code: code ?? 0, reason: `it exited with code ${code}` }
          : { signal, reason: `it was ended by ${signal}` };
        // What a process left behind may keep its output open: that does not matter for long.
        const impatience = setTimeout(() => resolve(exit), 200);
        this.process.once('close', () => {
          clearTimeout(impatience);
          resolve(exit);
        });
      });
    });
  }
}
