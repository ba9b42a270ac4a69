// A real MCP server with 70 tools.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';

const TOOLS = Array.from({ length: 70 }, (_, i) => ({
  name: `tool_${i}`,
  description: `Tells about number ${i}`,
  inputSchema: { type: 'object', properties: { city: { type: 'string' }, delay: { type: 'string' } }, required: ['city'] },
}));

async function call({ params: { name, arguments: { city, delay } } }) {
  if (delay) await new Promise((resolve) => setTimeout(resolve, Number(delay)));
  return { content: [{ type: 'text', text: `${name}: ${city}` }] };
}

/** Returns its URL. */
export async function startToolServer() {
  const http = createServer(async (request, response) => {
    const server = new Server({ name: 'weather', version: '1.0.0' }, { capabilities: { tools: {} } });
    server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: TOOLS }));
    server.setRequestHandler(CallToolRequestSchema, call);
    const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined, enableJsonResponse: true });
    response.on('close', () => transport.close());
    await server.connect(transport);
    await transport.handleRequest(request, response);
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  return `http://127.0.0.1:${http.address().port}/mcp`;
}
