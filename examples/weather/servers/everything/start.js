// Starts server-everything as AgentCore Runtime requires it: at 0.0.0.0:8000/mcp, and without sessions.
//
// The HTTP mode of server-everything is stateful and rejects unknown session IDs, such as those that AgentCore Runtime adds.
// Therefore each request gets a new server from the factory of the package.
import { createServer as createHttpServer } from 'node:http';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { createServer as createMcpServer } from '@modelcontextprotocol/server-everything/dist/server/index.js';

const { PORT = '8000', HOST = '0.0.0.0' } = process.env;

const http = createHttpServer(async (request, response) => {
  const { pathname } = new URL(request.url, 'http://server');
  if (pathname !== '/mcp') return reject(response, 404, 'the MCP endpoint is /mcp');
  if (request.method !== 'POST') return reject(response, 405, 'the server has no sessions and accepts POST only');

  const { server, cleanup } = createMcpServer();
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  response.on('close', () => {
    cleanup();
    void server.close();
  });
  try {
    await server.connect(transport);
    await transport.handleRequest(request, response);
  } catch (error) {
    console.error(error);
    if (!response.headersSent) reject(response, 500, 'internal server error');
  }
});

http.listen(Number(PORT), HOST, () => console.log(`MCP server at http://${HOST}:${http.address().port}/mcp`));

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));

function reject(response, status, message) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ jsonrpc: '2.0', error: { code: -32000, message }, id: null }));
}
