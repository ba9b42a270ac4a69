import { gateway, startApp, target } from './builders';
import { callTool, HEADERS, raw, rpc, textIn, toolNames } from './client';
import { ScriptedServer, tool } from './scripted-server';
import type { LocalApp } from '../../../local/app/local-app';
import { CAPABILITIES_META, VERSION_META } from '../../../local/gateway/mcp/versions';

let server: ScriptedServer;
let app: LocalApp;
const url = (key: string) => app.urlOf(key);

beforeAll(async () => {
  server = await ScriptedServer.start({ tools: Array.from({ length: 44 }, (_, index) => tool(`tool_${index}`, { title: 'Title', annotations: { x: 1 }, _meta: { 'a/b': 1 } })) });
  const targets = [target('a', { kind: 'url', url: server.url }, { requestHeaders: ['x-tenant'] })];
  app = await startApp([
    gateway('plain', targets, { instructions: 'Use it well.' }),
    gateway('search', targets, { search: true }),
    gateway('whole', targets, { pages: false }),
    gateway('old', targets, { versions: ['2025-03-26', '2025-06-18'] }),
    gateway('new', targets, { versions: ['2026-07-28'] }),
    gateway('sessions', targets, { sessionSeconds: 3_600 }),
    gateway('outer', [target('x', { kind: 'gateway', gateway: 'plain' }), target('none', { kind: 'nowhere', reason: 'it is in AWS' }, { tools: [{ name: 'far', description: 'Far away.' }] })]),
  ]);
});

afterAll(async () => {
  await app.stop();
  await server.stop();
});

const list = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' });

describe('the guard', () => {
  test.each([
    ['a foreign host', { host: 'evil.example.com' }, 403],
    ['a foreign origin', { origin: 'https://evil.example.com' }, 403],
    ['an origin that only begins like a local one', { origin: 'http://localhost.evil.example.com' }, 403],
    ['no origin', {}, 200],
    ['a page of this machine', { origin: 'http://localhost:6274' }, 200],
    ['the name localhost', { host: 'localhost:1' }, 200],
  ])('for %s', async (_, headers, status) => {
    expect((await raw(url('plain'), list, { ...HEADERS, ...headers })).status).toBe(status);
  });

  test('lets pages of this machine read what they need', async () => {
    const { headers, status } = await raw(url('plain'), undefined, { 'origin': 'http://localhost:6274', 'access-control-request-headers': 'mcp-protocol-version' }, 'OPTIONS');
    expect(status).toBe(204);
    expect(headers).toMatchObject({ 'access-control-allow-origin': 'http://localhost:6274', 'access-control-allow-headers': 'mcp-protocol-version' });
    expect((await raw(url('plain'), list, { ...HEADERS, origin: 'http://localhost:6274' })).headers['access-control-expose-headers']).toContain('mcp-session-id');
  });

  test('listens on both loopback addresses', async () => {
    expect((await raw(url('plain').replace('127.0.0.1', '[::1]'), list, HEADERS)).status).toBe(200);
  });
});

describe('requests', () => {
  test.each([
    ['GET', undefined, 405, -32600],
    ['DELETE', undefined, 405, -32600],
    ['POST', '{', 400, -32700],
    ['POST', '[]', 400, -32600],
    ['POST', '{"jsonrpc":"2.0","id":1,"method":7}', 400, -32600],
    ['POST', '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":[]}', 200, -32602],
    ['POST', '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"a___nope"}}', 200, -32602],
    ['POST', '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"x___tool_1"}}', 200, -32602],
    ['POST', '{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"cursor":"x"}}', 200, -32602],
    ['POST', '{"jsonrpc":"2.0","id":1,"method":"completion/complete"}', 200, -32601],
    ['POST', '{"jsonrpc":"2.0","id":1,"method":"logging/setLevel"}', 200, -32601],
  ])('%s %s gets HTTP %d and %d', async (method, body, status, code) => {
    const response = await raw(url('plain'), body, HEADERS, method);
    expect([response.status, (JSON.parse(response.text) as { error: { code: number } }).error.code]).toEqual([status, code]);
  });

  test('name an unknown tool as the service does', async () => {
    expect((await callTool(url('plain'), 'a___nope')).error).toEqual({ code: -32602, message: 'Unknown tool: a___nope' });
  });

  test('reach the server byte for byte, but for the name', async () => {
    const body = '{"jsonrpc":"2.0","id":"ü","method":"tools/call","params":{ "name":"x___a___tool_1","arguments":{"n":9007199254740993123,"f":1.0},"_meta":{"progressToken":7},"y":null}}';
    const { text } = await raw(url('outer'), body, { ...HEADERS, 'x-amzn-bedrock-agentcore-runtime-session-id': 's'.repeat(33) });
    const received = server.received[server.received.length - 1];
    expect(received.body).toBe(body.replace('x___a___', ''));
    expect(received.headers['x-amzn-bedrock-agentcore-runtime-session-id']).toBe('s'.repeat(33));
    expect((JSON.parse(text) as { id: string }).id).toBe('ü');
  });

  test('carry on the headers that the target lists, and no others', async () => {
    await callTool(url('plain'), 'a___tool_1', {}, { 'x-tenant': 'blue', 'x-other': 'red', 'authorization': 'Bearer x' });
    const { headers } = server.received[server.received.length - 1];
    expect(headers).toMatchObject({ 'x-tenant': 'blue' });
    expect(headers).not.toHaveProperty('x-other');
    expect(headers).not.toHaveProperty('authorization');
  });
});

describe('lists', () => {
  test('come in pages of 30', async () => {
    const first = await rpc(url('plain'), 'tools/list');
    expect(first.result!.tools).toHaveLength(30);
    const second = await rpc(url('plain'), 'tools/list', { cursor: first.result!.nextCursor });
    expect(second.result!.tools).toHaveLength(14);
    expect(second.result).not.toHaveProperty('nextCursor');
  });

  test('have the search tool first, which counts', async () => {
    const first = await rpc(url('search'), 'tools/list');
    expect(first.result!.tools!.map(({ name }) => name).slice(0, 2)).toEqual(['x_amz_bedrock_agentcore_search', 'a___tool_0']);
    expect(first.result!.tools).toHaveLength(30);
  });

  test('come whole where pagination is off', async () => {
    expect(await toolNames(url('whole'))).toHaveLength(44);
  });

  test('keep every field of a tool', async () => {
    const { result } = await rpc(url('plain'), 'tools/list');
    expect(result!.tools![0]).toEqual({ ...server.script.tools[0], name: 'a___tool_0' });
  });

  test('have targets that do not run here; a call says what to do', async () => {
    expect(await toolNames(url('outer'))).toContain('x___a___tool_29');
    const { result } = await rpc(url('outer'), 'tools/list', { cursor: (await rpc(url('outer'), 'tools/list')).result!.nextCursor });
    expect(result!.tools!.map(({ name }) => name)).toContain('none___far');
    expect(textIn(await callTool(url('outer'), 'none___far'))).toContain('it is in AWS; name an MCP server to call instead: --target none=');
  });

  test('of prompts are empty where the server has none', async () => {
    expect((await rpc(url('plain'), 'prompts/list')).result).toEqual({ prompts: [] });
  });
});

test('search returns the tools that fit best, whole', async () => {
  const response = await callTool(url('search'), 'x_amz_bedrock_agentcore_search', { query: 'tool 7' });
  const { tools } = JSON.parse(textIn(response)) as { tools: { name: string }[] };
  expect(tools[0].name).toBe('a___tool_7');
  expect(tools.length).toBeLessThanOrEqual(10);
  expect(response.result).toMatchObject({ isError: false, structuredContent: { tools } });
  expect((await callTool(url('plain'), 'x_amz_bedrock_agentcore_search', { query: 'x' })).error?.code).toBe(-32602);
});

describe('versions', () => {
  const initialize = async (key: string, protocolVersion: string) => (await rpc(url(key), 'initialize', { protocolVersion, capabilities: {}, clientInfo: { name: 'c', version: '1' } })).result as { protocolVersion?: string; instructions?: string } | undefined;

  test.each([['plain', '2025-06-18', '2025-06-18'], ['plain', '2024-11-05', '2025-11-25'], ['old', '2025-11-25', '2025-06-18']])('a gateway %s that is asked for %s agrees to %s', async (key, asked, agreed) => {
    expect((await initialize(key, asked))?.protocolVersion).toBe(agreed);
  });

  test('say the instructions', async () => {
    expect((await initialize('plain', '2025-11-25'))?.instructions).toBe('Use it well.');
  });

  test.each([
    ['a version that the gateway does not list', 'old', { 'mcp-protocol-version': '2025-11-25' }],
    ['no version, which means 2025-03-26', 'new', { 'mcp-protocol-version': '' }],
  ])('are refused: %s', async (_, key, headers) => {
    const { status, text } = await raw(url(key), list, Object.fromEntries(Object.entries({ ...HEADERS, ...headers }).filter(([, value]) => value !== '')));
    expect([status, (JSON.parse(text) as { error: { code: number } }).error.code]).toEqual([400, -32022]);
  });

  test('of 2026-07-28 need no handshake, also over a server that needs one', async () => {
    const meta = { [VERSION_META]: '2026-07-28', [CAPABILITIES_META]: {} };
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'a___tool_1', arguments: {}, _meta: meta } });
    const { text } = await raw(url('new'), body, { ...HEADERS, 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/call', 'mcp-name': 'a___tool_1' });
    expect(JSON.parse(text)).toMatchObject({ result: { resultType: 'complete', content: [{ type: 'text' }] } });
    const wrong = await raw(url('new'), body, { ...HEADERS, 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/call', 'mcp-name': 'tool_1' });
    expect(wrong.status).toBe(400);
  });
});

test('sessions are issued, wanted, and ended', async () => {
  const opened = await raw(url('sessions'), JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { protocolVersion: '2025-11-25', capabilities: {} } }), HEADERS);
  const session = { 'mcp-session-id': String(opened.headers['mcp-session-id']) };
  const status = async (headers: Record<string, string>, method = 'POST') => (await raw(url('sessions'), method === 'POST' ? list : undefined, { ...HEADERS, ...headers }, method)).status;
  expect(await status({})).toBe(400);
  expect(await status({ 'mcp-session-id': 'other' })).toBe(404);
  expect(await status(session)).toBe(200);
  expect(await status(session, 'DELETE')).toBe(204);
  expect(await status(session)).toBe(404);
});
