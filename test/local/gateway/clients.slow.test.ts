import { ChildProcess, execFile, execFileSync } from 'child_process';
import { resolve } from 'path';
import { promisify } from 'util';
import { Client as ClientOfV2, StreamableHTTPClientTransport as TransportOfV2 } from '@modelcontextprotocol/client';
/* eslint-disable import/no-unresolved -- the resolver does not read the `exports` of this package */
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
/* eslint-enable import/no-unresolved */
import { gateway, startApp, target } from './builders';
import { toolNames } from './client';
import type { LocalApp } from '../../../local/app/local-app';
import { freePort, startServer } from '../../mcp-client/start-server';
import { temporaryFolder } from '../temporary';

/*
 * Real clients list and call through two gateways that run: in front of the reference server of the MCP project, over HTTP and over stdio.
 */

const ROOT = resolve(__dirname, '../../..');
const EVERYTHING = resolve(ROOT, 'node_modules/@modelcontextprotocol/server-everything/dist/index.js');
/** What scripts/install-mcp-clients.mjs installs. */
const INSTALLED = resolve(ROOT, '.cache/mcp-clients');
/** The Inspector wants Node.js 22. */
const NODE = resolve(ROOT, 'node_modules/node/bin/node');

const run = promisify(execFile);

let server: ChildProcess;
let app: LocalApp;

beforeAll(async () => {
  execFileSync(process.execPath, [resolve(ROOT, 'scripts/install-mcp-clients.mjs')]);
  const port = await freePort();
  server = await startServer(EVERYTHING, ['streamableHttp'], port);
  const targets = [target('everything', { kind: 'url', url: `http://127.0.0.1:${port}/mcp` }), target('stdio', { kind: 'stdio', command: `"${process.execPath}" "${EVERYTHING}" stdio` })];
  const settings = { pages: false };
  app = await startApp([
    gateway('outer', [target('domain', { kind: 'gateway', gateway: 'inner' })], settings),
    gateway('inner', targets, settings),
    gateway('sessions', targets, { sessionSeconds: 900, streaming: true }),
  ]);
  // On a busy machine the servers take longer to start than a list waits for them.
  for (const listed of ['domain___everything___echo', 'domain___stdio___echo']) while (!(await toolNames(app.urlOf('outer'))).includes(listed)) await new Promise((done) => setTimeout(done, 200));
}, 300_000);

afterAll(async () => {
  await app.stop();
  server.kill();
});

test.each(['everything', 'stdio'])('the MCP SDK 1 lists and calls the tools of %s', async (name) => {
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(new StreamableHTTPClientTransport(new URL(app.urlOf('outer'))));
  const { tools } = await client.listTools();
  expect(tools.map((tool) => tool.name)).toContain(`domain___${name}___echo`);
  expect(await client.callTool({ name: `domain___${name}___echo`, arguments: { message: 'Grüße' } })).toEqual({ content: [{ type: 'text', text: 'Echo: Grüße' }] });
  expect((await client.listPrompts()).prompts.map((prompt) => prompt.name)).toContain(`domain___${name}___simple-prompt`);
  const { messages } = await client.getPrompt({ name: `domain___${name}___simple-prompt` });
  expect(messages[0].content).toMatchObject({ type: 'text' });
  await client.close();
});

test.each([['legacy', {}], ['2026-07-28', { versionNegotiation: { mode: 'auto' as const } }]])('the MCP SDK 2 lists and calls with the versions %s', async (_, options) => {
  const client = new ClientOfV2({ name: 'test', version: '1' }, options);
  await client.connect(new TransportOfV2(new URL(app.urlOf('outer'))));
  const { tools } = await client.listTools();
  expect(tools.map((tool) => tool.name)).toContain('domain___everything___get-sum');
  const result = await client.callTool({ name: 'domain___everything___get-sum', arguments: { a: 2, b: 3 } });
  expect(JSON.stringify(result.content)).toContain('5');
  await client.close();
});

test('progress of a long call reaches a client that asks for it', async () => {
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(new StreamableHTTPClientTransport(new URL(app.urlOf('sessions'))));
  const steps: number[] = [];
  await client.callTool({ name: 'everything___trigger-long-running-operation', arguments: { duration: 1, steps: 3 } }, undefined, { onprogress: ({ progress }) => { steps.push(progress); } });
  expect(steps.length).toBeGreaterThan(0);
  await client.close();
});

describe('the command line of the MCP Inspector', () => {
  async function inspect(...args: string[]): Promise<Record<string, unknown>> {
    const cli = resolve(INSTALLED, 'node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js');
    // It keeps files in the home folder.
    const env = { ...process.env, HOME: temporaryFolder() };
    const { stdout } = await run(NODE, [cli, '--cli', app.urlOf('outer'), '--transport', 'http', ...args], { env });
    return JSON.parse(stdout) as Record<string, unknown>;
  }

  test('lists the tools behind two gateways', async () => {
    const { tools } = await inspect('--method', 'tools/list');
    expect(tools).toContainEqual(expect.objectContaining({ name: 'domain___everything___echo' }));
  }, 60_000);

  test('calls a tool behind two gateways', async () => {
    const result = await inspect('--method', 'tools/call', '--tool-name', 'domain___everything___echo', '--tool-arg', 'message=Grüße');
    expect(result).toMatchObject({ content: [{ type: 'text', text: 'Echo: Grüße' }] });
  }, 60_000);
});

test.each([['legacy', '2025-11-25'], ['auto', '2026-07-28']])('the Python SDK of MCP lists and calls through two gateways in its mode %s', async (mode, version) => {
  const script = resolve(__dirname, '../mcp-clients/list_and_call.py');
  const { stdout } = await run(resolve(INSTALLED, 'python/bin/python'), [script, app.urlOf('outer'), mode, 'domain___everything___echo', '{"message":"Grüße"}']);
  expect(JSON.parse(stdout)).toEqual({ version, tools: expect.arrayContaining(['domain___everything___echo', 'domain___stdio___echo']) as unknown, text: 'Echo: Grüße' });
}, 60_000);
