// A stateless MCP server in JSON mode with seven tools of two targets, three to a page, as a gateway lists them.
// The tools of the second target appear in the second listing, like while a gateway synchronizes.
import { createServer } from 'node:http';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';

const WEATHER = ['now', 'today', 'tomorrow'].map((name) => `weather___${name}`);
const PETS = ['list', 'add', 'find', 'feed'].map((name) => `pets___${name}`);
const PAGE = 3;
let listings = 0;

function list({ params }) {
  const start = Number(params?.cursor ?? 0);
  if (start === 0) listings++;
  const names = listings === 1 ? WEATHER : [...WEATHER, ...PETS];
  const tools = names.slice(start, start + PAGE).map((name) => ({ name, inputSchema: { type: 'object' } }));
  return { tools, ...(start + PAGE < names.length ? { nextCursor: String(start + PAGE) } : {}) };
}

const http = createServer(async (request, response) => {
  const server = new Server({ name: 'paging', version: '1.0.0' }, { capabilities: { tools: {} } });
  server.setRequestHandler(ListToolsRequestSchema, list);
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined, enableJsonResponse: true });
  await server.connect(transport);
  await transport.handleRequest(request, response);
});
http.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('listening'));
