import { LocalFunction } from '../lambda/function';
import type { FunctionSnapshot } from '../snapshot/snapshot';

export interface FunctionsOptions {
  /** Told what functions write, with their construct path. */
  readonly log: (path: string, line: string) => void;
  /** Told once what is different from Lambda. */
  readonly warn: (message: string) => void;
  readonly appFolder: string;
  /** Whether functions have the AWS credentials of the user. */
  readonly awsCredentials: boolean;
}

/** The Lambda functions of the app, each with the processes that its calls need. */
export class Functions {
  private readonly started = new Map<string, LocalFunction>();
  private readonly warned = new Set<string>();

  public constructor(private readonly options: FunctionsOptions) {}

  /** The same function for every target that calls it. Its first process starts with its first call. */
  public start(snapshot: FunctionSnapshot): LocalFunction {
    const { address, path } = snapshot;
    const { appFolder, awsCredentials, log } = this.options;
    const made = this.started.get(address)
      ?? new LocalFunction(snapshot, { appFolder, awsCredentials, log: (line) => log(path, line), warn: (message) => this.warnOnce(message) });
    this.started.set(address, made);
    return made;
  }

  public async stop(): Promise<void> {
    await Promise.all([...this.started.values()].map(async (made) => made.stop()));
  }

  private warnOnce(message: string): void {
    if (this.warned.has(message)) return;
    this.warned.add(message);
    this.options.warn(message);
  }
}
