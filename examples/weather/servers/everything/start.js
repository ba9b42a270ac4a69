// Starts server-everything the way AgentCore Runtime wants an MCP server: at 0.0.0.0:8000/mcp, and without sessions.
//
// Its own HTTP mode keeps sessions and refuses session ids that it did not give out, such as those AgentCore Runtime adds.
// So every request here gets a server of its own, from the package's own factory.
import { createServer as createHttpServer } from 'node:http';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { createServer as createMcpServer } from '@modelcontextprotocol/server-everything/dist/server/index.js';

const { PORT = '8000', HOST = '0.0.0.0' } = process.env;

const http = createHttpServer(async (request, response) => {
  const { pathname } = new URL(request.url, 'http://server');
  if (pathname !== '/mcp') return refuse(response, 404, 'the MCP endpoint is /mcp');
  if (request.method !== 'POST') return refuse(response, 405, 'the server keeps no sessions, so there is only POST');

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
    if (!response.headersSent) refuse(response, 500, 'the server failed');
  }
});

http.listen(Number(PORT), HOST, () => console.log(`MCP server at http://${HOST}:${http.address().port}/mcp`));

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));

function refuse(response, status, message) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ jsonrpc: '2.0', error: { code: -32000, message }, id: null }));
}
