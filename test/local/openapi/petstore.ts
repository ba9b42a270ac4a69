import { ChildProcess, spawn } from 'child_process';
import { once } from 'events';
import { join } from 'path';
import { createInterface } from 'readline';

const PROGRAM = join(__dirname, '..', '..', '..', 'examples', 'weather', 'apis', 'petstore-server.mjs');

/** The Petstore of examples/weather, in a process of its own. */
export class Petstore {
  public static async start(): Promise<Petstore> {
    const child = spawn(process.execPath, [PROGRAM], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [url] = await once(createInterface(child.stdout), 'line') as [string];
    return new Petstore(child, url);
  }

  private constructor(private readonly child: ChildProcess, public readonly url: string) {}

  public async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exited = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exited;
  }
}
