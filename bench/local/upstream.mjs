// The MCP server behind all candidates: stateless, 30 tools, small JSON responses. Prints its port.
import { createServer } from 'node:http';

const TOOLS = Array.from({ length: 30 }, (_, n) => ({
  name: `tool_${n}`,
  description: `Looks up record ${n} by its id and returns what is known of it.`,
  inputSchema: { type: 'object', properties: { id: { type: 'string', description: 'The id of the record.' }, limit: { type: 'integer' } }, required: ['id'] },
}));
const RESULTS = {
  'initialize': { protocolVersion: '2025-11-25', capabilities: { tools: {} }, serverInfo: { name: 'upstream', version: '1' } },
  'ping': {},
  'tools/list': { tools: TOOLS },
  'tools/call': { content: [{ type: 'text', text: 'x'.repeat(200) }], isError: false },
};

const server = createServer((request, response) => {
  if (request.method !== 'POST') return response.writeHead(405).end();
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk)).on('end', () => {
    const { id, method } = JSON.parse(Buffer.concat(chunks));
    if (id === undefined) return response.writeHead(202).end();
    const outcome = RESULTS[method] === undefined ? { error: { code: -32601, message: 'Method not found' } } : { result: RESULTS[method] };
    const body = JSON.stringify({ jsonrpc: '2.0', id, ...outcome });
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
