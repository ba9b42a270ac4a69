// Starts what the clients talk to in their tests, on request of a test in any language, and ends with its standard input.
//
//   POST /gateway|aws|oauth            options     → { id, url }
//   POST /<id>                         a command   → what it received
//   DELETE /<id>
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { Aws } from './aws.mjs';
import { Gateway } from './gateway.mjs';
import { OAuth } from './oauth.mjs';

const KINDS = { gateway: Gateway, aws: Aws, oauth: OAuth };
const peers = new Map();

async function control(method, path, input) {
  const peer = peers.get(path);
  if (peer && method === 'DELETE') {
    peers.delete(path);
    await peer.stop();
    return {};
  }
  if (peer) return peer.command(input);
  const started = await new KINDS[path](input).start();
  const id = `${path}-${peers.size}-${Date.now()}`;
  peers.set(id, started);
  return { id, url: started.url };
}

const http = createServer(async (request, response) => {
  const body = await buffer(request);
  const result = await control(request.method, request.url.slice(1), body.length > 0 ? JSON.parse(body.toString()) : {}).then(
    (value) => ({ status: 200, value }), (error) => ({ status: 500, value: { error: error.stack } }));
  response.writeHead(result.status, { 'content-type': 'application/json' }).end(JSON.stringify(result.value));
});
http.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ url: `http://127.0.0.1:${http.address().port}` })));
process.stdin.resume().on('end', () => process.exit(0));
