import { ProcessDescription, SupervisedProcess } from '../processes/supervise';
import type { ServerSnapshot } from '../snapshot/snapshot';

export interface ServersOptions {
  /** Told what happens to a server, with its construct path. */
  readonly log: (path: string, line: string) => void;
  /** Starts a server. It rejects when the server does not listen. */
  readonly waitFor: (snapshot: ServerSnapshot, ready: () => Promise<unknown>) => Promise<unknown>;
}

/** The processes that serve the runtimes of the app. */
export class Servers {
  /** Starts all in parallel, and waits until each listens or fails. A server that fails is started again. */
  public static async start(snapshots: readonly ServerSnapshot[], { log, waitFor }: ServersOptions): Promise<Servers> {
    const servers = new Servers(new Map(snapshots.map((snapshot) => [snapshot.address, supervise(snapshot, log)])));
    await Promise.all(snapshots.map(async (snapshot) => waitFor(snapshot, async () => servers.processes.get(snapshot.address)!.ready()).catch(() => {})));
    return servers;
  }

  private constructor(private readonly processes: ReadonlyMap<string, SupervisedProcess>) {}

  /** @throws Error while the server does not listen */
  public urlOf(address: string): string {
    const url = this.processes.get(address)?.url;
    if (url === undefined) throw new Error('the server does not run; it is being started again');
    return url;
  }

  public async stop(): Promise<void> {
    await Promise.all([...this.processes.values()].map(async (server) => server.stop()));
  }
}

function supervise({ args, command, environment, path, port, workingDirectory }: ServerSnapshot, log: ServersOptions['log']): SupervisedProcess {
  const description: ProcessDescription = { command, args, workingDirectory, environment, ...port === undefined ? {} : { port } };
  const server = new SupervisedProcess(description);
  server.on('log', (line) => log(path, line));
  server.on('ready', (url) => log(path, `serves at ${url}`));
  server.on('exit', (reason, restartMs) => log(path, `${reason}; starts again in ${restartMs / 1000} s`));
  return server;
}
