// MCP servers of both SDKs, each at a path of its own, with 70 tools in pages of 30. GET /requests<path> returns what a server received.
// Usage: PORT=… node real-servers.mjs
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Server as ServerV1 } from '@modelcontextprotocol/sdk/server/index.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { CallToolRequestSchema, EmptyResultSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { createMcpHandler, Server as ServerV2 } from '@modelcontextprotocol/server';

const TOOLS = Array.from({ length: 70 }, (_, i) => ({
  name: `tool_${i}`,
  title: `Tool ${i}`,
  description: 'Grüße, 世界',
  inputSchema: { type: 'object', properties: { text: { type: 'string' } } },
  annotations: { readOnlyHint: true },
}));
const PAGE = 30;

function page({ params }) {
  const start = Number(params?.cursor ?? 0);
  return { tools: TOOLS.slice(start, start + PAGE), ...start + PAGE < TOOLS.length ? { nextCursor: String(start + PAGE) } : {} };
}

function call({ params }) {
  return { content: [{ type: 'text', text: `${params.name}: ${params.arguments?.text}` }] };
}

const INFO = { name: 'real', version: '1.0.0' };
const OPTIONS = { capabilities: { tools: {} } };

/** A server of the SDK up to 2025-11-25; `before` is what it does before it lists tools. */
function serverV1(before = async () => {}) {
  const server = new ServerV1(INFO, OPTIONS);
  server.setRequestHandler(ListToolsRequestSchema, async (request, extra) => {
    await before(extra);
    return page(request);
  });
  server.setRequestHandler(CallToolRequestSchema, call);
  return server;
}

function stateless(options) {
  return async (request, response) => {
    const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined, ...options });
    await serverV1().connect(transport);
    await transport.handleRequest(request, response);
  };
}

function withSessions(options, before) {
  const sessions = new Map();
  return async (request, response) => {
    const id = request.headers['mcp-session-id'];
    let transport = sessions.get(id);
    if (!transport && id !== undefined) return response.writeHead(404).end();
    if (!transport) {
      transport = new StreamableHTTPServerTransport({
        sessionIdGenerator: randomUUID, onsessioninitialized: (opened) => sessions.set(opened, transport), onsessionclosed: (closed) => sessions.delete(closed), ...options,
      });
      await serverV1(before).connect(transport);
    }
    await transport.handleRequest(request, response);
  };
}

/** The SDK of 2026-07-28. */
function v2(options) {
  const handler = createMcpHandler(() => {
    const server = new ServerV2(INFO, OPTIONS);
    server.setRequestHandler('tools/list', page);
    server.setRequestHandler('tools/call', call);
    return server;
  }, options);
  return async (request, response) => {
    const body = request.method === 'POST' ? await buffer(request) : undefined;
    const served = await handler.fetch(new Request(`http://${request.headers.host}${request.url}`, { method: request.method, headers: request.headers, body }));
    response.writeHead(served.status, Object.fromEntries(served.headers));
    if (served.body) Readable.fromWeb(served.body).pipe(response);
    else response.end();
  };
}

/** Waits for the client's responses to two requests of the server before it lists tools. */
async function ask(extra) {
  await extra.sendRequest({ method: 'ping' }, EmptyResultSchema);
  const refusal = await extra.sendRequest({ method: 'roots/list' }, EmptyResultSchema).catch(({ code }) => code);
  if (refusal !== -32601) throw new Error(`roots/list was not rejected but returned ${refusal}`);
}

const servers = {
  '/2025/json': stateless({ enableJsonResponse: true }),
  '/2025/stream': stateless({}),
  '/2025/sessions/json': withSessions({ enableJsonResponse: true }),
  '/2025/sessions/stream': withSessions({}),
  '/2025/sessions/asking': withSessions({}, ask),
  '/2026/json': v2({ legacy: 'reject' }),
  '/2026/stream': v2({ legacy: 'reject', responseMode: 'sse' }),
  '/both': v2({}),
};
const requests = Object.fromEntries(Object.keys(servers).map((path) => [path, []]));

const http = createServer((request, response) => {
  if (request.method === 'GET') return response.end(JSON.stringify(requests[request.url.slice('/requests'.length)]));
  requests[request.url].push({ method: request.method, headers: request.headers });
  servers[request.url](request, response).catch((error) => {
    console.error(error);
    response.destroy();
  });
});
http.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('listening'));
