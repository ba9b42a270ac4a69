// Real MCP servers with 70 tools in pages of 30, of both SDKs: that of 2026-07-28, and that of the versions up to 2025-11-25.
import { randomUUID } from 'node:crypto';
import { Server as ServerV1 } from '@modelcontextprotocol/sdk/server/index.js';
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { createMcpHandler, Server as ServerV2 } from '@modelcontextprotocol/server';

const PAGE = 30;
const TOOLS = Array.from({ length: 70 }, (_, i) => ({
  name: `weather___tool_${i}`,
  description: `Tells about number ${i}`,
  inputSchema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
}));
const INFO = { name: 'gateway', version: '1.0.0' };
const OPTIONS = { capabilities: { tools: {} } };

function page({ params }) {
  const start = Number(params?.cursor ?? 0);
  return { tools: TOOLS.slice(start, start + PAGE), ...start + PAGE < TOOLS.length ? { nextCursor: String(start + PAGE) } : {} };
}

async function call({ params: { name, arguments: given } }) {
  if (given?.delay) await new Promise((resolve) => setTimeout(resolve, Number(given.delay)));
  return { content: [{ type: 'text', text: `${name}: ${given?.city}` }] };
}

function serverV1() {
  const server = new ServerV1(INFO, OPTIONS);
  server.setRequestHandler(ListToolsRequestSchema, page);
  server.setRequestHandler(CallToolRequestSchema, call);
  return server;
}

async function stateless(request) {
  const transport = new WebStandardStreamableHTTPServerTransport({ sessionIdGenerator: undefined, enableJsonResponse: true });
  await serverV1().connect(transport);
  return transport.handleRequest(request);
}

/** `drop` forgets all sessions, as a gateway does after a while or when it is updated. */
function withSessions() {
  const sessions = new Map();
  const serve = async (request) => {
    const id = request.headers.get('mcp-session-id');
    let transport = sessions.get(id);
    if (!transport && id !== null) {
      return Response.json({ jsonrpc: '2.0', id: null, error: { code: -32001, message: 'Session not found' } }, { status: 404 });
    }
    if (!transport) {
      transport = new WebStandardStreamableHTTPServerTransport({
        sessionIdGenerator: randomUUID, onsessioninitialized: (opened) => sessions.set(opened, transport), onsessionclosed: (closed) => sessions.delete(closed),
      });
      await serverV1().connect(transport);
    }
    return transport.handleRequest(request);
  };
  return Object.assign(serve, { drop: () => sessions.clear(), open: () => sessions.size });
}

function modern(legacy) {
  const handler = createMcpHandler(() => {
    const server = new ServerV2(INFO, OPTIONS);
    server.setRequestHandler('tools/list', page);
    server.setRequestHandler('tools/call', call);
    return server;
  }, legacy ? { legacy } : {});
  return (request) => handler.fetch(request);
}

/** A server of an era: a function of Request to Response. */
export function mcpServer(era) {
  switch (era) {
    case '2026': return modern('reject');
    case 'both': return modern(undefined);
    case '2025': return stateless;
    case '2025-sessions': return withSessions();
    default: throw new Error(`no era ${era}`);
  }
}
