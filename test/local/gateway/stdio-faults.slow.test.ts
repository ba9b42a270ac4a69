import { spawnSync } from 'child_process';
import { writeFileSync } from 'fs';
import { join } from 'path';
import { gateway, startApp, target } from './builders';
import { callTool, rpc, RpcResponse, textIn, toolNames } from './client';
import type { LocalApp } from '../../../local/app/local-app';
import { temporaryFolder } from '../temporary';

/*
 * An MCP server over stdio does something wrong; the next call works, and nothing of it is left.
 */

const SCRIPT = join(temporaryFolder(), 'server.cjs');

/** Names its tools after what they do; `pid` works. */
writeFileSync(SCRIPT, `
const tools = ['pid', 'dies', 'hangs', 'garbage', 'tooMuch', 'wrong', 'asks'].map((name) => ({ name, inputSchema: { type: 'object' } }));
const send = (message) => process.stdout.write(JSON.stringify({ jsonrpc: '2.0', ...message }) + '\\n');
const text = (value) => ({ content: [{ type: 'text', text: String(value) }] });
const behave = {
  pid: (id) => send({ id, result: text(process.pid) }),
  dies: () => { console.error('no table'); process.exit(3); },
  hangs: () => {},
  garbage: (id) => { console.log('[1/2] Loading …'); console.log('{"half":'); console.log('7'); send({ id: 'nobody', result: {} }); send({ id, result: text('after it') }); },
  tooMuch: (id) => send({ id, result: text('x'.repeat(10 * 1024 * 1024)) }),
  wrong: (id) => send({ id, result: 7 }),
  asks: (id) => { send({ id: 'q', method: 'sampling/createMessage', params: {} }); behave.answer = (response) => send({ id, result: text(response.error.code) }); },
};
require('readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, method, params, ...response } = JSON.parse(line);
  if (id === 'q') behave.answer(response);
  else if (method === 'initialize') send({ id, result: { protocolVersion: '2025-11-25', capabilities: { tools: {} }, serverInfo: { name: 'faulty', version: '1' } } });
  else if (method === 'tools/list') send({ id, result: { tools } });
  else if (method === 'tools/call') behave[params.name](id);
  else if (id !== undefined) send({ id, error: { code: -32601, message: 'Method not found' } });
});
if (process.argv[2] === 'stubborn') { process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); }
`);

let app: LocalApp;

async function start(option = ''): Promise<LocalApp> {
  return startApp([gateway('gateway', [target('server', { kind: 'stdio', command: `"${process.execPath}" "${SCRIPT}" ${option}` })])], { callLimitMs: 2_000 });
}

beforeEach(async () => { app = await start(); });

afterEach(async () => app.stop());

const call = async (name: string): Promise<RpcResponse> => callTool(app.urlOf('gateway'), `server___${name}`);

function processes(): string[] {
  return spawnSync('ps', ['-eo', 'pid,stat,args'], { encoding: 'utf8' }).stdout.split('\n').filter((line) => line.includes(SCRIPT) && !/^\s*\d+ Z/.test(line));
}

test.each([
  ['dies in a call', 'dies', /exited with code 3: no table/],
  ['hangs in a call', 'hangs', /no response within 2 s/],
  ['answers with 10 MB', 'tooMuch', /larger than 6 MB/],
  ['answers with a result that is none', 'wrong', /the result is not an object/],
])('a server that %s gives an error that says so, and handles the next call', async (_, name, words) => {
  const response = await call(name);
  expect(response.result).toMatchObject({ isError: true });
  expect(textIn(response)).toMatch(words);
  expect(textIn(await call('pid'))).toMatch(/^\d+$/);
});

test('what is no message between the messages is passed over', async () => {
  expect(textIn(await call('garbage'))).toBe('after it');
});

test('a request of the server is answered with an error, because there is no client for it', async () => {
  expect(textIn(await call('asks'))).toBe('-32601');
});

test('requests at the same time start one process, of which nothing is left in the end, also when it refuses to end', async () => {
  await app.stop();
  app = await start('stubborn');
  const answers = await Promise.all([call('pid'), call('pid'), toolNames(app.urlOf('gateway')), rpc(app.urlOf('gateway'), 'prompts/list')]);
  expect(textIn(answers[0])).toBe(textIn(answers[1]));
  // The shell, where it has not become the server.
  expect(processes().filter((line) => !line.includes('sh -c'))).toHaveLength(1);
  await app.stop();
  expect(processes()).toEqual([]);
}, 20_000);
