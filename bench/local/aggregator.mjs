// An aggregator as the MCP SDK suggests it: a server that opens a client to the upstream for each request. Prints its port.
import { createServer } from 'node:http';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';

const upstream = new URL(process.argv[2]);

async function withClient(use) {
  const client = new Client({ name: 'aggregator', version: '1' });
  await client.connect(new StreamableHTTPClientTransport(upstream));
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}

const http = createServer(async (request, response) => {
  const server = new Server({ name: 'aggregator', version: '1' }, { capabilities: { tools: {} } });
  server.setRequestHandler(ListToolsRequestSchema, () => withClient(async (client) => {
    const { tools } = await client.listTools();
    return { tools: tools.map((tool) => ({ ...tool, name: `srv___${tool.name}` })) };
  }));
  server.setRequestHandler(CallToolRequestSchema, ({ params }) => withClient((client) => client.callTool({ ...params, name: params.name.slice('srv___'.length) })));
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined, enableJsonResponse: true });
  response.on('close', () => void server.close());
  await server.connect(transport);
  await transport.handleRequest(request, response);
});
http.keepAliveTimeout = 60_000;
http.listen(0, '127.0.0.1', () => console.log(http.address().port));
