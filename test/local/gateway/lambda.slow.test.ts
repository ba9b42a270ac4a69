import { gateway, startApp, target } from './builders';
import { callTool, raw, HEADERS, rpc, RpcResponse, textIn } from './client';
import { Functions } from '../../../local/app/functions';
import type { LocalApp } from '../../../local/app/local-app';
import type { FunctionDescription } from '../../../local/lambda/function-description';
import type { TargetSnapshot } from '../../../local/snapshot/snapshot';
import type { CallEvent } from '../../../local/trace/call-event';
import { description, folderOf } from '../lambda/local-function';

/*
 * Lambda functions behind two gateways, in processes of their own.
 */

jest.setTimeout(90_000);

const HIDDEN = 'An internal error occurred. Please retry later.';
const ECHO = 'exports.handler = async (event, context) => ({ event, custom: context.clientContext.custom });';

/** What the function at the target `tools` does by name; the target `others` is always well. */
const FAULTS = `
const faults = {
  throws: async () => { throw new TypeError('no such city'); },
  hangs: () => new Promise((done) => setTimeout(done, 60_000)),
  blocks: async () => { for (;;); },
  exits: async () => process.exit(3),
  floods: async () => { for (let n = 0; n < 20; n++) process.stdout.write('x'.repeat(999_999) + '\\n'); return 'flooded'; },
  rejectsLate: async () => { setTimeout(() => Promise.reject(new Error('late')), 50); return 'in time'; },
  leaksTimer: async () => { setInterval(() => {}, 10); return 'leaked'; },
  returnsTooMuch: async () => 'x'.repeat(7_000_000),
  returnsNothing: async () => undefined,
};
exports.handler = async (event, context) => faults[context.clientContext.custom.bedrockAgentCoreToolName.split('___')[1]]?.() ?? 'fine';
`;

let app: LocalApp;
let functions: Functions;
const logged: string[] = [];
const events: CallEvent[] = [];

function lambda(name: string, tools: readonly string[], described: Partial<FunctionDescription> & { codeFolder: string }, more: Partial<TargetSnapshot> = {}): TargetSnapshot {
  const made = { address: `S.${described.path ?? name}`, ...description({ path: `S/${name}`, ...described }) };
  return target(name, { kind: 'function', function: made }, { tools: tools.map((tool) => ({ name: tool, inputSchema: { type: 'object' } })), ...more });
}

beforeAll(async () => {
  functions = new Functions({ appFolder: '.', awsCredentials: false, log: (path, line) => logged.push(`${path}: ${line.slice(0, 200)}`), warn: () => {} });
  const echo = folderOf({ 'index.js': ECHO });
  const py = folderOf({ 'index.py': 'def handler(event, context):\n    return {"text": repr(event["n"]), "tool": context.client_context.custom["bedrockAgentCoreToolName"]}' });
  const shared = folderOf({ 'index.js': 'exports.handler = async () => process.pid;' });
  const structured = { tools: [{ name: 'echo', inputSchema: { type: 'object' }, outputSchema: { type: 'object' } }] };
  const inner = gateway('inner', [
    lambda('echo', [], { codeFolder: echo }, { ...structured, requestHeaders: ['x-tenant'], queryParameters: ['page'] }),
    lambda('python', ['echo'], { codeFolder: py, runtime: 'python3.11' }),
    lambda('faulty', ['throws', 'hangs', 'blocks', 'exits', 'floods', 'rejectsLate', 'leaksTimer', 'returnsTooMuch', 'returnsNothing', 'ok'], { codeFolder: folderOf({ 'index.js': FAULTS }), timeoutSeconds: 1 }),
    lambda('one', ['pid'], { codeFolder: shared, path: 'S/shared' }),
    lambda('two', ['pid'], { codeFolder: shared, path: 'S/shared' }),
    lambda('java', ['run'], { codeFolder: shared, runtime: 'java21' }),
    lambda('table', ['run'], { codeFolder: folderOf({ 'index.js': 'exports.handler = async () => { throw new Error("no table"); };' }), missing: ['TABLE'] }),
  ], { debug: true });
  const outer = gateway('outer', [target('domain', { kind: 'gateway', gateway: 'inner' })]);
  const closed = gateway('closed', inner.targets, { debug: false });
  app = await startApp([outer, inner, closed], { functionOf: (made) => functions.start(made), trace: (event) => events.push(event) });
});

afterAll(async () => {
  await app.stop();
  await functions.stop();
});

const throughBoth = async (tool: string, args: object = {}) => callTool(app.urlOf('outer'), `domain___${tool}`, args);
const value = (response: RpcResponse) => JSON.parse(textIn(response)) as Record<string, unknown>;

test('the event is the arguments, and the client context has what the service puts into it', async () => {
  const response = await throughBoth('echo___echo', { city: 'São Paulo', nested: { list: [1, null] } });
  expect(value(response)).toEqual({
    event: { city: 'São Paulo', nested: { list: [1, null] } },
    custom: {
      bedrockAgentCoreMessageVersion: '1.0',
      bedrockAgentCoreAwsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      bedrockAgentCoreMcpMessageId: '1',
      bedrockAgentCoreGatewayId: 'inner-0123456789',
      bedrockAgentCoreTargetId: 'abcdefghij',
      bedrockAgentCoreToolName: 'echo___echo',
    },
  });
});

test('a call without arguments has an empty event', async () => {
  const { result } = await rpc(app.urlOf('inner'), 'tools/call', { name: 'echo___echo' });
  expect(JSON.parse(result!.content![0].text)).toMatchObject({ event: {} });
});

test('allowed headers and query parameters are in the client context, and no others', async () => {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 'a-1', method: 'tools/call', params: { name: 'echo___echo', arguments: {} } });
  const { text } = await raw(`${app.urlOf('inner')}?page=2&other=1`, body, { ...HEADERS, 'x-tenant': 'acme', 'x-other': '1', 'x-amzn-bedrock-agentcore-runtime-session-id': 's' });
  const { custom } = value(JSON.parse(text) as RpcResponse) as { custom: object };
  expect(custom).toMatchObject({ bedrockAgentCoreMcpMessageId: 'a-1', bedrockAgentCorePropagatedHeaders: { 'x-tenant': 'acme' }, bedrockAgentCorePropagatedQueryParameters: { page: '2' } });
});

test('integers beyond 2^53 arrive in Python as they were sent', async () => {
  const body = '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"domain___python___echo","arguments":{"n":12345678901234567890}}}';
  const { text } = await raw(app.urlOf('outer'), body, HEADERS);
  expect(value(JSON.parse(text) as RpcResponse)).toEqual({ text: '12345678901234567890', tool: 'python___echo' });
});

test('the result of a tool with an output schema is structured too', async () => {
  const { result } = await throughBoth('echo___echo', { a: 1 });
  expect(result).toMatchObject({ isError: false, structuredContent: { event: { a: 1 } } });
});

test('a text keeps its quotes, and nothing is null', async () => {
  expect(textIn(await throughBoth('faulty___ok'))).toBe('"fine"');
  expect(textIn(await throughBoth('faulty___returnsNothing'))).toBe('null');
});

test.each([
  ['throws', 'TypeError: no such city'],
  ['hangs', /^Sandbox\.Timedout: RequestId: [0-9a-f-]+ Error: Task timed out after 1\.00 seconds$/],
  ['blocks', /Task timed out after 1\.00 seconds$/],
  ['exits', /^Runtime\.ExitError: RequestId: [0-9a-f-]+ Error: Runtime exited with error: exit status 3$/],
  ['returnsTooMuch', /^Function\.ResponseSizeTooLarge: /],
])('a function that %s gives an error that says so, with the exception level DEBUG only, and the next call works', async (tool, words) => {
  const [open, closed, other] = await Promise.all([callTool(app.urlOf('inner'), `faulty___${tool}`), callTool(app.urlOf('closed'), `faulty___${tool}`), throughBoth('echo___echo')]);
  expect(open.result).toMatchObject({ isError: true });
  expect(textIn(open)).toEqual(typeof words === 'string' ? words : expect.stringMatching(words));
  expect(textIn(closed)).toBe(HIDDEN);
  expect(other.result?.isError).toBe(false);
  expect(textIn(await throughBoth('faulty___ok'))).toBe('"fine"');
});

test.each([['floods', '"flooded"'], ['rejectsLate', '"in time"'], ['leaksTimer', '"leaked"']])('a function that %s has answered, and the next calls work', async (tool, answer) => {
  expect(textIn(await throughBoth(`faulty___${tool}`))).toBe(answer);
  await new Promise((done) => setTimeout(done, 150));
  for (let n = 0; n < 3; n++) expect(textIn(await throughBoth('faulty___ok'))).toBe('"fine"');
});

test('what a function writes is logged with its name', async () => {
  await throughBoth('faulty___throws');
  expect(logged.filter((line) => line.startsWith('S/faulty: ')).join('\n')).toContain('no such city');
});

test('targets that call one function share its processes', async () => {
  expect(textIn(await throughBoth('one___pid'))).toBe(textIn(await throughBoth('two___pid')));
});

test('a function that cannot run here says why, and what to give instead, whatever the exception level', async () => {
  // Docker is not found.
  const { PATH } = process.env;
  process.env.PATH = '';
  const responses = [await throughBoth('java___run'), await callTool(app.urlOf('closed'), 'java___run')];
  process.env.PATH = PATH;
  for (const response of responses) {
    expect(response.result?.isError).toBe(true);
    expect(textIn(response)).toBe('This tool does not run locally: functions for java21 run in a container, and Docker does not answer; name an MCP server to call instead: --target java=<url or command>');
  }
});

test('a variable that is unresolved until deployment is named in the console at the first call that fails', async () => {
  await callTool(app.urlOf('closed'), 'table___run');
  expect(events.at(-1)?.detail).toContain('Error: no table; the environment variable TABLE of S/table is unresolved until deployment and not set here: set it in agentcore-gateway.local.json or with --env-file');
  await callTool(app.urlOf('closed'), 'table___run');
  expect(events.at(-1)?.detail).toBe('Error: no table');
});
