import { spawn } from 'child_process';
import { text } from 'stream/consumers';
import { emulatorPython, EMULATOR_ENVIRONMENT } from './python';

/** What to deploy, as folders of cloud assemblies. */
export interface Job {
  readonly before: string;
  /** Deployed over it. */
  readonly after?: string;
  readonly orders: number;
  /** The first of as many seeds as there are orders: the same seed is the same order. */
  readonly seed: number;
  /** Whether to try the update once more for each resource that it touches, and let that resource fail; or for how many of them. */
  readonly faults?: boolean | number;
  /** Whether the servers of the first version crash once the update begins. */
  readonly serversCrash?: boolean;
  /** Whether AppConfig protects what agents have just read from deletion. */
  readonly deletionProtection?: boolean;
}

/** Sentences about what did not hold, each with the number of orders in which it did not. */
export type Problems = Readonly<Record<string, number>>;

export interface Figures {
  readonly resources: number;
  readonly orders: number;
  readonly failed: number;
  readonly problems: Problems;
  /** A seed for each problem. */
  readonly examples: Readonly<Record<string, number>>;
  /** How many resources were let fail, each in one deployment. */
  readonly faults?: number;
  readonly failedFaults?: number;
  readonly faultProblems?: Problems;
  /** Minutes that CloudFormation would have waited for AppConfig in the last update. */
  readonly waitedMinutes?: number;
  /** Invocations of the readiness check's Lambda function. */
  readonly readinessChecks: number;
  readonly seconds: number;
}

/** Deploys in many legal orders, in a process of its own. */
export async function runFastEngine(job: Job): Promise<Figures> {
  const child = spawn(emulatorPython(), ['-m', 'emulator.fast'], { cwd: __dirname, env: EMULATOR_ENVIRONMENT });
  child.stdin.end(JSON.stringify(job));
  const [output, errors, code] = await Promise.all([
    text(child.stdout), text(child.stderr), new Promise<number | null>((resolve) => child.on('close', resolve)),
  ]);
  if (code !== 0) throw new Error(`the engine exited with ${code}: ${errors}`);
  return JSON.parse(output);
}
