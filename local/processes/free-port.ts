import { once } from 'events';
import { connect, createServer } from 'net';

/** A port that nothing listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** The first of these hosts on which something accepts connections. */
export async function listeningHost(port: number, hosts: readonly string[] = ['127.0.0.1', '::1']): Promise<string | undefined> {
  for (const host of hosts) {
    if (await accepts(host, port)) return host;
  }
  return undefined;
}

function accepts(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1_000 });
    const done = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => done(true)).once('error', () => done(false)).once('timeout', () => done(false));
  });
}
