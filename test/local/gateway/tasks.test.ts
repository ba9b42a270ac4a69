import { gateway, startApp, target } from './builders';
import { HEADERS, raw, rpc, RpcResponse } from './client';
import { Message, reply, ScriptedServer } from './scripted-server';
import type { LocalApp } from '../../../local/app/local-app';
import { CAPABILITIES_META, VERSION_META } from '../../../local/gateway/mcp/versions';

/*
 * The extension io.modelcontextprotocol/tasks of 2026-07-28: what a server returns an id for is asked for by that id, through every gateway.
 */

const EXTENSION = 'io.modelcontextprotocol/tasks';
const TASK_METHODS = ['tasks/get', 'tasks/update', 'tasks/cancel'];

let servers: ScriptedServer[];
let app: LocalApp;

beforeAll(async () => {
  servers = await Promise.all(['one', 'two'].map(taskServer));
  app = await startApp([
    gateway('outer', [target('domain', { kind: 'gateway', gateway: 'inner' })]),
    gateway('inner', servers.map(({ url }, index) => target(['one', 'two'][index], { kind: 'url', url }))),
    gateway('old', [target('one', { kind: 'url', url: servers[0].url })], { versions: ['2025-11-25'] }),
    gateway('functions', [target('none', { kind: 'nowhere', reason: 'it is in AWS' })]),
  ]);
});

afterAll(async () => {
  await app.stop();
  await Promise.all(servers.map(async (server) => server.stop()));
});

/** A server of 2026-07-28 with one tool that takes long. */
async function taskServer(name: string): Promise<ScriptedServer> {
  const working = { resultType: 'task', taskId: `${name}-task`, status: 'working', createdAt: '2026-08-01T00:00:00Z', lastUpdatedAt: '2026-08-01T00:00:00Z', ttlMs: null };
  const done = { resultType: 'complete', taskId: `${name}-task`, status: 'completed', result: { content: [{ type: 'text', text: name }] } };
  const results: Record<string, object> = {
    'server/discover': { resultType: 'complete', supportedVersions: ['2026-07-28'], capabilities: { tools: {}, extensions: { [EXTENSION]: {} } } },
    'tools/call': working,
    'tasks/get': done,
    'tasks/update': { resultType: 'complete' },
    'tasks/cancel': { resultType: 'complete' },
  };
  return ScriptedServer.start({
    intercept: (method, response, message: Message) => {
      if (!Object.hasOwn(results, method)) return false;
      reply(response, message, { result: results[method] });
      return true;
    },
  });
}

async function stateless(key: string, method: string, params: Record<string, unknown> = {}): Promise<RpcResponse> {
  const name = params.taskId ?? params.name;
  const meta = { [VERSION_META]: '2026-07-28', [CAPABILITIES_META]: { extensions: { [EXTENSION]: {} } } };
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: { ...params, _meta: meta } });
  const headers = { ...HEADERS, 'mcp-protocol-version': '2026-07-28', 'mcp-method': method, ...typeof name === 'string' ? { 'mcp-name': name } : {} };
  return JSON.parse((await raw(app.urlOf(key), body, headers)).text) as RpcResponse;
}

test.each(['one', 'two'])('a tool of the server %s returns a task through two gateways, and the task its result', async (name) => {
  const { result } = await stateless('outer', 'tools/call', { name: `domain___${name}___echo`, arguments: {} });
  expect(result).toMatchObject({ resultType: 'task', taskId: `${name}-task`, status: 'working' });
  expect((await stateless('outer', 'tasks/get', { taskId: `${name}-task` })).result).toMatchObject({ status: 'completed', result: { content: [{ text: name }] } });
});

test.each(TASK_METHODS)('%s reaches the server that returned the task as the client sent it, and no other', async (method) => {
  await stateless('outer', 'tools/call', { name: 'domain___two___echo', arguments: {} });
  const before = servers.map((server) => server.calls(method));
  expect((await stateless('outer', method, { taskId: 'two-task', inputResponses: { q: { action: 'accept' } } })).error).toBeUndefined();
  expect(servers.map((server, index) => server.calls(method) - before[index])).toEqual([0, 1]);
  const { body, headers } = servers[1].received[servers[1].received.length - 1];
  expect(JSON.parse(body)).toMatchObject({ method, params: { taskId: 'two-task', inputResponses: { q: { action: 'accept' } }, _meta: { [CAPABILITIES_META]: { extensions: { [EXTENSION]: {} } } } } });
  expect(headers).toMatchObject({ 'mcp-method': method, 'mcp-name': 'two-task' });
});

test.each(TASK_METHODS)('%s of a task that no server returned asks none of them', async (method) => {
  const before = servers.map((server) => server.received.length);
  expect((await stateless('outer', method, { taskId: 'other' })).error).toEqual({ code: -32602, message: 'Unknown task: other' });
  expect(servers.map((server) => server.received.length)).toEqual(before);
});

test.each(TASK_METHODS)('%s is unknown in the versions with a handshake', async (method) => {
  expect((await rpc(app.urlOf('outer'), method, { taskId: 'one-task' })).error?.code).toBe(-32601);
});

test.each([
  ['outer', 'names the extension, of which clients need to know', { [EXTENSION]: {} }],
  ['functions', 'names no extension, because only MCP servers have tasks', undefined],
])('the discovery of the gateway %s %s', async (key, _, extensions) => {
  const { result } = await stateless(key, 'server/discover') as { result?: { capabilities?: { extensions?: object } } };
  expect(result?.capabilities?.extensions).toEqual(extensions);
});

test('a gateway without 2026-07-28 has no tasks', async () => {
  expect((await stateless('old', 'tasks/get', { taskId: 'one-task' })).error?.code).toBe(-32022);
});
