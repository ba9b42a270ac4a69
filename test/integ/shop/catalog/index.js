// A small MCP server: streamable HTTP without sessions, on the port and path of AgentCore Runtime.
const { createServer } = require('node:http');
const tools = require('./tools.json');

const ARTICLES = [{ name: 'teapot', price: 30 }, { name: 'kettle', price: 80 }];

const METHODS = {
  'initialize': ({ protocolVersion }) => ({ protocolVersion, capabilities: { tools: {} }, serverInfo: { name: 'catalog', version: '1.0.0' } }),
  'ping': () => ({}),
  'tools/list': () => ({ tools }),
  'tools/call': ({ arguments: { text } }) => {
    const found = ARTICLES.filter(({ name }) => name.includes(text));
    return { content: [{ type: 'text', text: JSON.stringify(found) }] };
  },
};

createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  if (request.method !== 'POST' || request.url !== '/mcp') return response.writeHead(405).end();
  const { id, method, params } = JSON.parse(body);
  if (id === undefined) return response.writeHead(202).end();
  const outcome = METHODS[method]
    ? { result: METHODS[method](params ?? {}) }
    : { error: { code: -32601, message: `method ${method} not found` } };
  return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ jsonrpc: '2.0', id, ...outcome }));
}).listen(8000, '0.0.0.0');
