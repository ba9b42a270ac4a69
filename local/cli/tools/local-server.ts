import { ChildProcess, spawn } from 'child_process';
import { once } from 'events';
import { resolve } from 'path';
import { freePort } from '../../processes/free-port';
import type { StartableServer } from '../../snapshot/server-behind-url';
import { UserError } from '../../user-error';

/** The command that starts a server on this machine, from the `Metadata` of its resource. */
interface LocalCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly workingDirectory: string;
  readonly environment: Readonly<Record<string, string>>;
  /** The variables of the environment that the `Metadata` adds for this machine. */
  readonly added: Readonly<Record<string, string>>;
  readonly port?: number;
}

/** Resolves folders relative to the folder of the app. */
export function localCommandOf({ local, environment, path }: StartableServer, appDirectory: string): LocalCommand {
  if (!local?.command) throw new UserError(`the local process of ${path} has no command; set one with \`LocalProcess.command\``);
  // Values that are unresolved until deployment are left out.
  const known = Object.entries(environment).flatMap(([name, value]) => value.known ? [[name, value.text]] : []);
  const added = Object.entries(local.environment).map(([name, { text }]) => [name, text]);
  return {
    command: local.command.text,
    args: local.args.items.map(({ text }) => text),
    workingDirectory: resolve(appDirectory, local.workingDirectory?.text ?? '.'),
    environment: Object.fromEntries([...known, ...added]),
    added: Object.fromEntries(added),
    ...local.port === undefined ? {} : { port: local.port },
  };
}

/** The command for the user to read before it runs, with what the template adds to its environment. */
export function printedCommand({ added, args, command, workingDirectory }: LocalCommand): string {
  return [...Object.entries(added).map(([name, value]) => `${name}=${quoted(value)}`), ...[command, ...args].map(quoted)].join(' ') + ` in ${quoted(workingDirectory)}`;
}

/** Quotes what a shell or a terminal would not take literally. */
function quoted(text: string): string {
  if (/^[\w@%+=:,./\\-]+$/.test(text)) return text;
  return JSON.stringify(text).replaceAll(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A server process. Stopping it also stops the processes that it started. */
export class LocalServer {
  public static async start({ command, args, workingDirectory, environment, port }: LocalCommand, path: string): Promise<LocalServer> {
    const listenAt = port ?? await freePort();
    const child = spawn(command, [...args], {
      cwd: workingDirectory,
      env: { ...process.env, ...environment, PORT: String(listenAt) },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A separate process group, so that processes started by `npx` or a shell are stopped too. Windows has no process groups.
      detached: process.platform !== 'win32',
    });
    return new LocalServer(child, listenAt, path);
  }

  /** The last 2,000 characters that the server wrote. */
  public output = '';
  private ended?: string;

  private constructor(private readonly child: ChildProcess, public readonly port: number, private readonly path: string) {
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.setEncoding('utf8').on('data', (text: string) => { this.output = (this.output + text).slice(-2_000); });
    }
    child.on('error', (error) => { this.ended = error.message; });
    child.on('exit', (code, signal) => { this.ended ??= signal === null ? `its process exited with code ${code}` : `its process was terminated by ${signal}`; });
  }

  public get url(): string {
    return `http://127.0.0.1:${this.port}${this.path}`;
  }

  /** Why the server stopped; undefined while it runs. */
  public get failure(): string | undefined {
    return this.ended;
  }

  public async stop(): Promise<void> {
    if (this.child.pid === undefined || this.ended !== undefined) return;
    const exited = once(this.child, 'exit');
    this.signal('SIGTERM');
    const timeout = setTimeout(() => this.signal('SIGKILL'), 3_000);
    await exited;
    clearTimeout(timeout);
  }

  private signal(signal: NodeJS.Signals): void {
    try {
      if (process.platform === 'win32') this.child.kill(signal);
      else process.kill(-this.child.pid!, signal);
    } catch {
      // The process has exited already.
    }
  }
}
