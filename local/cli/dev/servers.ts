import { McpClient } from '../../../src/mcp-client/client';
import type { ServerSnapshot } from '../../snapshot/snapshot';
import { UserError } from '../../user-error';
import { LocalServer } from '../tools/local-server';

/** How long a server may take to list its tools before the gateways start without it. */
const READY_LIMIT_MS = 30_000;
const POLL_MS = 100;

/** The processes that serve the runtimes of the app. */
export class Servers {
  /** Starts all in parallel. */
  public static async start(snapshots: readonly ServerSnapshot[], progress: (line: string) => void): Promise<Servers> {
    const servers = new Servers();
    await Promise.all(snapshots.map(async (snapshot) => servers.start(snapshot, progress)));
    return servers;
  }

  private readonly running = new Map<string, LocalServer>();

  private constructor() {}

  public urlOf(address: string): string {
    const server = this.running.get(address);
    if (!server) throw new UserError(`the server ${address} does not run`);
    return server.url;
  }

  public async stop(): Promise<void> {
    await Promise.all([...this.running.values()].map(async (server) => server.stop()));
  }

  private async start(snapshot: ServerSnapshot, progress: (line: string) => void): Promise<void> {
    const server = await LocalServer.start(snapshot);
    this.running.set(snapshot.address, server);
    const client = new McpClient({ url: new URL(server.url), clientInfo: { name: 'agentcore-gateway', version: '1' } });
    const end = Date.now() + READY_LIMIT_MS;
    while (Date.now() < end && server.failure === undefined) {
      try {
        await client.listTools();
        progress(`${snapshot.path}: serves at ${server.url}`);
        return;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      }
    }
    const output = server.output.trim();
    progress(`${snapshot.path}: ${server.failure ?? `listed no tools within ${READY_LIMIT_MS / 1000} seconds`}${output === '' ? '' : `\n${output}`}`);
  }
}
