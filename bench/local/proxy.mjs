// The floor: reverse proxies that pass bytes on and read nothing, one before the other: node proxy.mjs <url> <hops>. Prints the port of the first.
import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';

let port = Number(new URL(process.argv[2]).port);
for (let hop = 0; hop < Number(process.argv[3]); hop++) port = await proxyTo(port);
console.log(port);

async function proxyTo(upstream) {
  const agent = new Agent({ keepAlive: true });
  const server = createServer((incoming, response) => {
    const outgoing = request({ host: '127.0.0.1', port: upstream, path: incoming.url, method: incoming.method, headers: incoming.headers, agent }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    outgoing.on('error', () => response.destroy());
    incoming.pipe(outgoing);
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server.address().port;
}
