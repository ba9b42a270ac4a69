import fc from 'fast-check';
import { gateway, startApp, target } from './builders';
import { callTool, HEADERS, raw, rpc, textIn, toolNames } from './client';
import { reply, ScriptedServer, tool } from './scripted-server';
import type { LocalApp } from '../../../local/app/local-app';

/*
 * One target of two does something wrong; the gateway and the other target stay as they are.
 */

const HIDDEN = 'An internal error occurred. Please retry later.';

let good: ScriptedServer;
let bad: ScriptedServer;
let app: LocalApp;
let url: string;
let closed: string;

beforeEach(async () => {
  good = await ScriptedServer.start();
  bad = await ScriptedServer.start();
  const targets = [target('good', { kind: 'url', url: good.url }), target('bad', { kind: 'url', url: bad.url })];
  app = await startApp([gateway('gateway', targets), gateway('closed', targets, { debug: false })], { callLimitMs: 1_500 });
  url = app.urlOf('gateway');
  closed = app.urlOf('closed');
});

afterEach(async () => {
  await app.stop();
  await good.stop();
  await bad.stop();
});

async function expectOthersUnaffected(): Promise<void> {
  expect(textIn(await callTool(url, 'good___echo', { text: 'hi' }))).toContain('"text":"hi"');
}

test('a target that is down at the start is left out of the list, until it is there', async () => {
  const { port } = bad;
  await bad.stop();
  expect(await toolNames(url)).toEqual(['good___echo']);
  expect(textIn(await callTool(url, 'bad___echo'))).toContain('ECONNREFUSED');
  expect(textIn(await callTool(closed, 'bad___echo'))).toBe(HIDDEN);
  await expectOthersUnaffected();

  bad = await ScriptedServer.start({}, port);
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  expect(await toolNames(url)).toEqual(['good___echo', 'bad___echo']);
});

test('a target that goes down keeps its last list', async () => {
  expect(await toolNames(url)).toHaveLength(2);
  await bad.stop();
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  expect(await toolNames(url)).toEqual(['good___echo', 'bad___echo']);
  await expectOthersUnaffected();
});

test.each([
  ['dies in a call', () => { bad.drop(); return true; }, /broke off|closed|ECONNRESET|hang up/],
  ['hangs in a call', () => true, /no response within 1.5 s/],
  ['answers HTML', (response: import('http').ServerResponse) => { response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'); return true; }, /not a JSON-RPC response/],
  ['answers half of the JSON', (response: import('http').ServerResponse) => { response.writeHead(200, { 'content-type': 'application/json' }).end('{"jsonrpc":"2.0","id":1,"resu'); return true; }, /not a JSON-RPC response/],
  ['answers with another id', (response: import('http').ServerResponse) => { reply(response, { id: 77, method: '' }, { result: {} }); return true; }, /another id/],
  ['answers HTTP 500', (response: import('http').ServerResponse) => { response.writeHead(500).end('broken'); return true; }, /HTTP 500: broken/],
  ['answers with 10 MB', (response: import('http').ServerResponse) => { response.writeHead(200, { 'content-type': 'application/json' }).end(Buffer.alloc(10 * 1024 * 1024, 0x20)); return true; }, /larger than 6 MB/],
  ['ends its event stream early', (response: import('http').ServerResponse) => { response.writeHead(200, { 'content-type': 'text/event-stream' }).end('data: {"jsonrpc":"2.0","method":"notifications/progress"}\n\n'); return true; }, /ended before the response/],
])('a target that %s gives an error that says so, with the exception level DEBUG only', async (_, intercept, words) => {
  await toolNames(url);
  bad.script.intercept = (method, response) => method === 'tools/call' && intercept(response);
  const [response, hidden] = await Promise.all([callTool(url, 'bad___echo'), callTool(closed, 'bad___echo'), expectOthersUnaffected()]);
  expect(response.result).toMatchObject({ isError: true });
  expect(textIn(response)).toMatch(words);
  expect(textIn(hidden)).toBe(HIDDEN);
});

test('a target that never lists its tools does not keep the others waiting', async () => {
  bad.script.intercept = (method) => method === 'tools/list';
  expect(await toolNames(url)).toEqual(['good___echo']);
});

test('a target that asks the client something without a session is told at once that it cannot', async () => {
  bad.script.intercept = (method, response, message) => {
    if (method === 'tools/call') response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: {"jsonrpc":"2.0","id":"q","method":"elicitation/create","params":{}}\n\n');
    if (method === 'tools/call') setTimeout(() => response.end(`data: ${JSON.stringify({ jsonrpc: '2.0', id: message.id, result: { content: [{ type: 'text', text: 'done' }] } })}\n\n`), 100);
    return method === 'tools/call';
  };
  expect(textIn(await callTool(url, 'bad___echo'))).toBe('done');
  expect(bad.received.map(({ body }) => body)).toContainEqual(expect.stringMatching(/"id":"q","error":\{"code":-32601/));
});

test.each([[true], [false]])('a target that is replaced by another process (with sessions: %s) is called again without the client noticing', async (sessions) => {
  bad.script = { ...bad.script, sessions };
  expect(textIn(await callTool(url, 'bad___echo', { text: '1' }))).toContain('"text":"1"');
  bad.issued = [];
  bad.drop();
  expect(textIn(await callTool(url, 'bad___echo', { text: '2' }))).toContain('"text":"2"');
});

test('sees new tools of a target', async () => {
  expect(await toolNames(url)).toHaveLength(2);
  bad.script = { ...bad.script, tools: [tool('echo'), tool('more')] };
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  expect(await toolNames(url)).toEqual(['good___echo', 'bad___echo', 'bad___more']);
});

test('reads every page of a target, and leaves out tools that are none', async () => {
  bad.script = { tools: [tool('a'), { description: 'no name' }, tool('b'), tool('c'), 7 as unknown as object], pageSize: 2 };
  expect(await toolNames(url)).toEqual(['good___echo', 'bad___a', 'bad___b', 'bad___c']);
});

test('uses a connection again that the server closed while it was idle', async () => {
  await callTool(url, 'bad___echo');
  bad.drop();
  expect(textIn(await callTool(url, 'bad___echo', { text: 'again' }))).toContain('"text":"again"');
});

test('gateways that reference each other in a circle end every call', async () => {
  const circle = await startApp([
    gateway('one', [target('two', { kind: 'gateway', gateway: 'two' }, { dynamic: true })]),
    gateway('two', [target('one', { kind: 'gateway', gateway: 'one' }, { dynamic: true })]),
  ]);
  const response = await callTool(circle.urlOf('one'), `${'two___one___'.repeat(12)}echo`);
  expect(textIn(response)).toContain('circle');
  await circle.stop();
});

test('every one of 10,000 malformed requests is answered, and the gateway goes on', async () => {
  const messages = fc.sample(fc.oneof(
    fc.json(),
    fc.string(),
    fc.record({ jsonrpc: fc.constantFrom('2.0', '1.0', 2), id: fc.jsonValue(), method: fc.oneof(fc.constantFrom('tools/call', 'tools/list', 'initialize', 'ping', 'prompts/get', 'resources/read', 'server/discover', 'tasks/get'), fc.jsonValue()), params: fc.jsonValue() }, { requiredKeys: [] }).map((value) => JSON.stringify(value)),
    fc.record({ name: fc.oneof(fc.constantFrom('bad___echo', 'bad___', '___', 'good'), fc.string(), fc.jsonValue()), arguments: fc.jsonValue(), cursor: fc.jsonValue(), _meta: fc.jsonValue() }, { requiredKeys: [] })
      .chain((params) => fc.constantFrom('tools/call', 'tools/list', 'prompts/get').map((method) => JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }))),
  ), 10_000);
  const headers = [HEADERS, {}, { ...HEADERS, 'mcp-protocol-version': '2026-07-28' }, { ...HEADERS, 'mcp-protocol-version': 'x' }];
  const statuses = new Set<number>();
  let next = 0;
  await Promise.all(Array.from({ length: 16 }, async () => {
    while (next < messages.length) {
      const index = next++;
      const { status, text } = await raw(closed, messages[index], headers[index % headers.length]);
      statuses.add(status);
      if (status !== 202) expect(() => JSON.parse(text) as unknown).not.toThrow();
    }
  }));
  expect([...statuses].filter((status) => status >= 500)).toEqual([]);
  await expectOthersUnaffected();
}, 300_000);

test('refuses a request of more than 6 MB', async () => {
  const { status } = await raw(url, JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'good___echo', arguments: { text: 'x'.repeat(7 * 1024 * 1024) } } }), HEADERS);
  expect(status).toBe(413);
  expect((await rpc(url, 'ping')).result).toEqual({});
});
