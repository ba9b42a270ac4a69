import { failureOf, http, ScriptedServer, welcome } from './scripted-server';
import type { HttpRequest } from '../../src/mcp-client/transport';

test('sends its headers with every request, including authentication headers', async () => {
  const server = await ScriptedServer.start({ initialize: welcome('2025-06-18', { 'mcp-session-id': 's-1' }) });
  const authenticated: HttpRequest[] = [];
  await server.client({
    headers: { 'User-Agent': 'me' },
    authenticate: async (request) => {
      authenticated.push(request);
      return { ...request.headers, authorization: `signature ${authenticated.length}` };
    },
  }).listTools();

  expect(server.received.map(({ headers }) => headers['user-agent'])).toEqual(Array(5).fill('me'));
  expect(server.received.map(({ headers }) => headers.authorization)).toEqual([1, 2, 3, 4, 5].map((n) => `signature ${n}`));
  // The authenticated request is the one that is sent.
  expect(authenticated.map(({ method, body }) => [method, body === undefined ? undefined : JSON.parse(body)])).toEqual(server.received.map(({ method, rpc }) => [method, rpc]));
  expect(new Set(authenticated.map(({ url }) => url.href))).toEqual(new Set([server.url.href]));
});

test('throws errors of the authentication unchanged', async () => {
  const server = await ScriptedServer.start();
  const listing = server.client({ authenticate: async () => { throw new RangeError('no credentials'); } }).listTools();

  await expect(listing).rejects.toThrow(RangeError);
  expect(server.received).toEqual([]);
});

test('follows a redirect', async () => {
  const target = await ScriptedServer.start();
  const redirect = http(307, '', { location: target.url.href });
  const server = await ScriptedServer.start({ 'server/discover': redirect, 'initialize': redirect, 'notifications/initialized': redirect, 'tools/list': redirect });

  expect(await server.client().listTools()).toHaveLength(1);
});

test('does not follow a redirect with credentials, which are valid for one URL', async () => {
  const target = await ScriptedServer.start();
  const server = await ScriptedServer.start({ initialize: http(307, '', { location: target.url.href }) });
  const client = server.client({ authenticate: async ({ headers }) => headers });

  expect(await failureOf(client.listTools())).toEqual({ method: 'initialize', kind: 'http', status: 307, words: `redirects to ${target.url.href}` });
  expect(target.received).toEqual([]);
});

test('sends nothing when no time is left', async () => {
  const server = await ScriptedServer.start();

  expect(await failureOf(server.client({ timeLimit: () => -1 }).listTools())).toMatchObject({ kind: 'timeout', limitMs: 0 });
  expect(server.received).toEqual([]);
});

test('accepts a time limit of a fraction of a millisecond', async () => {
  const server = await ScriptedServer.start();

  expect(await server.client({ timeLimit: () => 4_000.5 }).listTools()).toHaveLength(1);
});

test('determines the time limit for each request', async () => {
  const server = await ScriptedServer.start();
  const limits = [4_000, 3_000, 2_000, 1_000];
  const used: number[] = [];
  await server.client({ timeLimit: () => limits[used.length], abortAfter: (ms) => { used.push(ms); return AbortSignal.timeout(ms); } }).listTools();

  expect(used).toEqual([4_000, 3_000, 2_000, 1_000]);
});

test('allows 30 seconds for a request by default', async () => {
  const server = await ScriptedServer.start();
  const used: number[] = [];
  await server.client({ abortAfter: (ms) => { used.push(ms); return AbortSignal.timeout(ms); } }).listTools();

  expect(new Set(used)).toEqual(new Set([30_000]));
});

test('names the first of several connection errors', async () => {
  const cause = new AggregateError([Object.assign(new Error('connect ENETUNREACH ::1'), { code: 'ENETUNREACH' }), new Error('second')]);
  const server = await ScriptedServer.start();
  const client = server.client({ fetch: async () => { throw new TypeError('fetch failed', { cause }); } });

  expect(await failureOf(client.listTools())).toMatchObject({ kind: 'unreachable', words: 'connect ENETUNREACH ::1' });
});
