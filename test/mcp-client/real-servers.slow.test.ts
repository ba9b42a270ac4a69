import { ChildProcess } from 'child_process';
import { join, resolve } from 'path';
import { freePort, startServer } from './start-server';
import { McpClient } from '../../src/mcp-client/client';

const EVERYTHING = resolve(__dirname, '../../node_modules/@modelcontextprotocol/server-everything/dist/index.js');
const CLIENT_INFO = { name: 'test', version: '1' };

const processes: ChildProcess[] = [];
let servers: string;

beforeAll(async () => {
  const port = await freePort();
  processes.push(await startServer(join(__dirname, 'real-servers.mjs'), [], port));
  servers = `http://127.0.0.1:${port}`;
});

afterAll(() => {
  for (const child of processes) child.kill();
});

function clientOf(path: string): McpClient {
  return new McpClient({ url: new URL(servers + path), clientInfo: CLIENT_INFO });
}

interface Received {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
}

async function receivedAt(path: string): Promise<readonly Received[]> {
  return (await fetch(`${servers}/requests${path}`)).json() as Promise<Received[]>;
}

/** What the server received for the first listing of all its tools. */
async function list(path: string): Promise<{ tools: readonly unknown[]; received: readonly Received[] }> {
  const before = (await receivedAt(path)).length;
  const tools = await clientOf(path).listTools();
  return { tools, received: (await receivedAt(path)).slice(before) };
}

test.each([
  ['of 2025-11-25 that responds in JSON', '/2025/json'],
  ['of 2025-11-25 that responds with event streams', '/2025/stream'],
  ['with sessions that responds in JSON', '/2025/sessions/json'],
  ['with sessions that responds with event streams', '/2025/sessions/stream'],
  ['of 2026-07-28 that responds in JSON', '/2026/json'],
  ['of 2026-07-28 that responds with event streams', '/2026/stream'],
  ['that supports both kinds of versions', '/both'],
])('lists all 70 tools unchanged, from a server %s', async (_, path) => {
  const { tools } = await list(path);

  expect(tools.map((tool) => (tool as { name: string }).name)).toEqual(Array.from({ length: 70 }, (__, i) => `tool_${i}`));
  expect(tools[69]).toEqual({
    name: 'tool_69',
    title: 'Tool 69',
    description: 'Grüße, 世界',
    inputSchema: { type: 'object', properties: { text: { type: 'string' } } },
    annotations: { readOnlyHint: true },
  });
});

test.each(['/2025/json', '/2025/sessions/stream'])('uses the handshake after server/discover is rejected, and lists three pages at %s', async (path) => {
  const { received } = await list(path);

  expect(received.map(({ method }) => method)).toEqual([...Array(6).fill('POST'), ...path.includes('sessions') ? ['DELETE'] : []]);
  expect(received[0].headers).toMatchObject({ 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'server/discover' });
  for (const { headers } of received.slice(1)) {
    expect(headers).toMatchObject({ 'mcp-protocol-version': '2025-11-25' });
    expect(headers).not.toHaveProperty('mcp-method');
  }
});

test.each(['/2025/sessions/json', '/2025/sessions/stream'])('sends the session id that the server returned, and ends the session, at %s', async (path) => {
  const { received } = await list(path);

  const ids = received.map(({ headers }) => headers['mcp-session-id']);
  expect(ids.slice(0, 2)).toEqual([undefined, undefined]);
  expect(new Set(ids.slice(2))).toEqual(new Set([expect.stringMatching(/^[0-9a-f-]{36}$/)]));
  expect(received[received.length - 1].method).toBe('DELETE');
  // The session no longer exists on the server.
  const gone = await fetch(servers + path, { method: 'DELETE', headers: { 'mcp-session-id': ids[2] } });
  expect(gone.status).toBe(404);
});

test.each(['/2026/json', '/2026/stream', '/both'])('uses only 2026-07-28, without handshake and session, at %s', async (path) => {
  const { received } = await list(path);

  expect(received.map(({ headers }) => headers['mcp-method'])).toEqual(['server/discover', 'tools/list', 'tools/list', 'tools/list']);
  expect(new Set(received.map(({ headers }) => headers['mcp-protocol-version']))).toEqual(new Set(['2026-07-28']));
});

test.each(['/2025/json', '/2025/sessions/stream', '/2026/json', '/2026/stream'])('calls a tool at %s', async (path) => {
  const result = await clientOf(path).withSession((session) => session.request('tools/call', { name: 'tool_1', arguments: { text: 'hello' } }));

  expect(result.content).toEqual([{ type: 'text', text: 'tool_1: hello' }]);
});

test.each(['Grüße', ' padded ', '=?base64?literal?=', 'plain name'])('sends the tool name `%s` in a header that a server of 2026-07-28 accepts as equal to the body', async (name) => {
  const result = await clientOf('/2026/json').withSession((session) => session.request('tools/call', { name, arguments: { text: 'x' } }));

  expect(result.content).toEqual([{ type: 'text', text: `${name}: x` }]);
});

test('responds to requests that a server sends before it lists its tools', async () => {
  expect(await clientOf('/2025/sessions/asking').listTools()).toHaveLength(70);
});

test('sends server/discover once', async () => {
  const client = clientOf('/2025/json');
  const before = (await receivedAt('/2025/json')).length;
  await client.listTools();
  await client.listTools();
  const received = (await receivedAt('/2025/json')).slice(before);

  expect(received.filter(({ headers }) => headers['mcp-method'] === 'server/discover')).toHaveLength(1);
});

test('lists the tools of the reference server of the MCP project', async () => {
  const port = await freePort();
  processes.push(await startServer(EVERYTHING, ['streamableHttp'], port));
  const tools = await new McpClient({ url: new URL(`http://127.0.0.1:${port}/mcp`), clientInfo: CLIENT_INFO }).listTools();

  expect(tools).toContainEqual(expect.objectContaining({ name: 'echo', inputSchema: expect.anything() }));
});
