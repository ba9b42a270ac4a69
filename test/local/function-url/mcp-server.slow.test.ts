import { writeFileSync } from 'fs';
import { dirname, join, resolve } from 'path';
/* eslint-disable import/no-unresolved -- the resolver does not read the `exports` of this package */
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
/* eslint-enable import/no-unresolved */
import { Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { buildSync } from 'esbuild';
import { progressLines } from '../../../local/cli/dev/progress';
import { StartedApp } from '../../../local/cli/dev/start';
import { Gateway, LambdaMcpServer, LocalProcess } from '../../../src';
import { synthesize } from '../apps';
import { temporaryFolder } from '../temporary';

/*
 * MCP servers on Lambda behind a gateway that runs locally: a server of the official SDK in a function that streams, a handler that returns
 * its response, and a process. A client of the official SDK calls them.
 */

jest.setTimeout(120_000);

const FIXTURES = resolve(__dirname, '..', 'fixtures');

const HANDLER = `exports.handler = async ({ body, headers, rawPath, requestContext }) => {
  const { id, method } = JSON.parse(body);
  if (id === undefined) return { statusCode: 202 };
  if (method === 'tools/call' && rawPath !== '/tools/mcp') throw new Error('no such path');
  const results = {
    'initialize': { protocolVersion: '2025-11-25', capabilities: { tools: {} }, serverInfo: { name: 'event', version: '1' } },
    'tools/list': { tools: [{ name: 'event', inputSchema: { type: 'object' } }] },
    'tools/call': { content: [{ type: 'text', text: JSON.stringify({ rawPath, host: headers.host, ...requestContext.http }) }] },
  };
  return { statusCode: 200, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ jsonrpc: '2.0', id, result: results[method] }) };
};`;

let app: StartedApp;
let client: Client;
const lines: string[] = [];

beforeAll(async () => {
  const code = temporaryFolder();
  buildSync({
    entryPoints: [join(FIXTURES, 'lambda-mcp-server.mjs')],
    outfile: join(code, 'index.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: { js: 'import { createRequire } from "module"; const require = createRequire(import.meta.url);' },
  });
  const assembly = synthesize((cdk) => {
    const stack = new Stack(cdk, 'Dev');
    const runtime = lambda.Runtime.NODEJS_24_X;
    const streams = new lambda.Function(stack, 'Streams', { runtime, handler: 'index.handler', code: lambda.Code.fromAsset(code) });
    const returns = new lambda.Function(stack, 'Returns', { runtime, handler: 'index.handler', code: lambda.Code.fromInline(HANDLER), environment: { DOCS: 'of Lambda' } });
    const gateway = new Gateway(stack, 'Tools', { protocolConfiguration: agentcore.GatewayProtocol.mcp({ supportedVersions: [agentcore.MCPProtocolVersion.of('2025-11-25')] }), responseStreaming: true });
    gateway.addMcpServer(new LambdaMcpServer(stack, 'Docs', { lambdaFunction: new lambda.Alias(stack, 'Live', { aliasName: 'live', version: streams.currentVersion }) }));
    gateway.addMcpServer(new LambdaMcpServer(stack, 'Event', { lambdaFunction: returns, path: '/tools/mcp', invokeMode: lambda.InvokeMode.BUFFERED }));
    gateway.addMcpServerTarget('Wrong', { endpoint: (stack.node.findChild('Event') as LambdaMcpServer).functionUrl.url });
    const local = LocalProcess.command(process.execPath, [join(FIXTURES, 'mcp-server.mjs')], { environment: { TOOL: 'process' } });
    gateway.addMcpServer(new LambdaMcpServer(stack, 'Process', { lambdaFunction: new lambda.Function(stack, 'Adapter', { runtime, handler: 'run.sh', code: lambda.Code.fromAsset(code) }), local }));
  });
  app = await StartedApp.start({ inputs: [assembly], appFolder: dirname(assembly), isOwn: true }, {
    ports: [], targets: [], envFiles: [], directory: dirname(assembly), awsCredentials: false, apis: [], environment: {}, progress: progressLines((line) => lines.push(line)),
  });
  client = new Client({ name: 'test', version: '1' });
  await client.connect(new StreamableHTTPClientTransport(new URL(app.gateways[0].url)));
});

afterAll(async () => {
  await client?.close();
  await app?.stop();
});

test('a function with a server of the official SDK lists its tools', async () => {
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual(expect.arrayContaining(['docs___search', 'docs___wait', 'event___event']));
});

test('a function with a server of the official SDK is called', async () => {
  expect(await client.callTool({ name: 'docs___search', arguments: { text: 'Grüße' } })).toEqual({ content: [{ type: 'text', text: 'found Grüße' }] });
});

test('progress arrives while the function still runs', async () => {
  const file = join(temporaryFolder(), 'progress');
  const messages: unknown[] = [];
  // The tool ends only after the client has received the progress.
  const onprogress = ({ message }: { message?: string }) => { messages.push(message); writeFileSync(file, ''); };
  expect(await client.callTool({ name: 'docs___wait', arguments: { file } }, undefined, { onprogress })).toEqual({ content: [{ type: 'text', text: 'done' }] });
  expect(messages).toEqual(['waiting']);
});

test('a handler that returns its response gets the path of the server and the host name of a function URL', async () => {
  const { content } = await client.callTool({ name: 'event___event', arguments: {} }) as unknown as { content: [{ text: string }] };
  expect(JSON.parse(content[0].text)).toMatchObject({ rawPath: '/tools/mcp', path: '/tools/mcp', method: 'POST', host: expect.stringMatching(/^[0-9a-z]+\.lambda-url\.[a-z0-9-]+\.on\.aws$/) });
});

test('why a function failed is in the log, and not in the response', async () => {
  expect(JSON.stringify(await client.callTool({ name: 'wrong___event', arguments: {} }))).not.toContain('no such path');
  expect(lines).toEqual(expect.arrayContaining([expect.stringContaining('Dev/Returns: Error: no such path')]));
});

test('a server with a local process runs as this process', async () => {
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name).filter((name) => name.startsWith('process___')).length).toBeGreaterThan(0);
});

test('what runs is announced', () => {
  expect(lines).toEqual(expect.arrayContaining([
    expect.stringMatching(/running at the first call Dev\/Streams: nodejs24\.x index\.handler in /), expect.stringMatching(/starting Dev\/Adapter: .*mcp-server\.mjs/),
  ]));
});
