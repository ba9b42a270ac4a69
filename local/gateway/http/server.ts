import { once } from 'events';
import { createServer, IncomingMessage, Server, ServerResponse } from 'http';

export type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/** Ports that are tried after the preferred one. */
const MOST_TRIES = 50;

/** An HTTP server on both loopback addresses of one port. */
export class LoopbackServer {
  /** Listens on the port, or on the next free one. */
  public static async start(listener: Listener, preferred: number): Promise<LoopbackServer> {
    for (let port = preferred; ; port++) {
      const servers = await listenOnBoth(listener, port);
      if (servers) return new LoopbackServer(servers);
      if (preferred === 0 || port - preferred >= MOST_TRIES) throw new Error(`no port from ${preferred} to ${port} is free`);
    }
  }

  public readonly port: number;

  private constructor(private readonly servers: readonly Server[]) {
    this.port = portOf(servers[0]);
  }

  public async stop(): Promise<void> {
    await Promise.all(this.servers.map(async (server) => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    }));
  }
}

async function listenOnBoth(listener: Listener, port: number): Promise<readonly Server[] | undefined> {
  const v4 = await listen(listener, port, '127.0.0.1');
  if (v4 === 'taken') return undefined;
  if (v4 === 'none') throw new Error('127.0.0.1 is not an address of this machine');
  const v6 = await listen(listener, portOf(v4), '::1');
  if (v6 === 'none') return [v4];
  if (v6 !== 'taken') return [v4, v6];
  v4.close();
  await once(v4, 'close');
  return undefined;
}

async function listen(listener: Listener, port: number, host: string): Promise<Server | 'taken' | 'none'> {
  const server = createServer({ keepAliveTimeout: 65_000, requestTimeout: 0 }, listener);
  try {
    server.listen(port, host);
    await once(server, 'listening');
    return server;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE' || code === 'EACCES') return 'taken';
    if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') return 'none';
    throw error;
  }
}

function portOf(server: Server): number {
  return (server.address() as { port: number }).port;
}
