import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { formatRefreshText, refreshCommand } from '../../../local/cli/tools/refresh-command';
import { LOCAL_METADATA_KEY, TOOLS_METADATA_KEY } from '../../../src/model/metadata-keys';
import { temporaryFolder } from '../temporary';

const SERVER = join(__dirname, '..', 'fixtures', 'mcp-server.mjs');

jest.setTimeout(30_000);

interface Server {
  readonly how?: string;
  readonly metadata?: Record<string, unknown>;
  readonly local?: Record<string, unknown>;
}

/** An app folder with a template that has one MCP server. */
function app({ how = 'well', metadata, local }: Server) {
  const folder = temporaryFolder();
  const template = join(folder, 'a.json');
  writeFileSync(template, JSON.stringify({
    Resources: {
      Docs: {
        Type: 'AWS::BedrockAgentCore::Runtime',
        Properties: { AgentRuntimeName: 'docs', ProtocolConfiguration: 'MCP', EnvironmentVariables: { SUFFIX: 'well', URL: { 'Fn::GetAtt': ['G', 'GatewayUrl'] } } },
        Metadata: metadata ?? {
          [TOOLS_METADATA_KEY]: { file: 'servers/docs/tools.json' }, [LOCAL_METADATA_KEY]: { command: process.execPath, args: [SERVER, how], ...local },
        },
      },
      Agent: { Type: 'AWS::BedrockAgentCore::Runtime', Properties: { AgentRuntimeName: 'agent' } },
      G: { Type: 'AWS::BedrockAgentCore::Gateway', Properties: { Name: 'g' } },
    },
  }));
  const progress: string[] = [];
  return {
    folder,
    progress,
    run: async (timeoutSeconds = 20) => refreshCommand({ inputs: [template], timeoutSeconds }, folder, (line) => progress.push(line)),
    tools: () => JSON.parse(readFileSync(join(folder, 'servers/docs/tools.json'), 'utf8')) as Record<string, unknown>[],
  };
}

test.each(['well', 'as a stream'])('writes the complete tools of all pages when a server responds %s', async (how) => {
  const { run, tools, progress } = app({ how });
  const report = await run();
  expect(report).toEqual({ servers: [{ path: 'a/Docs', outcome: 'written', file: 'servers/docs/tools.json', tools: ['first', 'second', 'third'] }] });
  expect(tools()[0]).toEqual({ name: 'first', description: 'Does first well', inputSchema: { type: 'object' }, annotations: { readOnlyHint: true } });
  expect(progress).toEqual([expect.stringMatching(/^a\/Docs: starting .*mcp-server\.mjs/), 'a/Docs: 3 tools, servers/docs/tools.json written']);
  expect(formatRefreshText(report)).toBe('written   a/Docs: servers/docs/tools.json, 3 tools\n\nSynthesize the app again to use the new tools.\n');
});

test('does not write a file that has the same content', async () => {
  const { run } = app({});
  await run();
  expect(await run()).toMatchObject({ servers: [{ outcome: 'unchanged' }] });
});

test('stops the server', async () => {
  const { run } = app({ local: { port: 47_311 } });
  await run();
  await expect(fetch('http://127.0.0.1:47311/mcp')).rejects.toThrow();
});

test('uses the environment and folder of the app', async () => {
  const { run, tools, folder } = app({ local: { args: ['mcp-server.mjs'], workingDirectory: '.', environment: { SUFFIX: 'locally' } } });
  writeFileSync(join(folder, 'mcp-server.mjs'), readFileSync(SERVER));
  await run();
  expect(tools()[0].description).toBe('Does first locally');
});

test.each([
  ['exits immediately', { how: 'not at all' }, /^its process exited with code 3$/],
  ['rejects requests', { how: 'refuses' }, /^server\/discover returned HTTP 403: go away; its output:\nserving refuses$/],
  ['responds with an error', { how: 'with an error' }, /^initialize returned JSON-RPC error -32603: out of order; its output:/],
  ['repeats a cursor', { how: 'in a circle' }, /^tools\/list returned an invalid MCP response: the cursor "same" repeats, so the list never ends/],
  ['has a working directory that does not exist', { local: { workingDirectory: 'elsewhere' } }, /^working directory `.*elsewhere` does not exist; run this command in the folder of cdk\.json$/],
  ['has a command that does not exist', { local: { command: 'no-such-command-anywhere' } }, /ENOENT/],
  ['does not listen', { local: { command: process.execPath, args: ['-e', 'setInterval(() => {}, 1000)'] } }, /^http:\/\/127\.0\.0\.1:\d+\/mcp listed no tools within 2 seconds: server\/discover got no response: connect ECONNREFUSED/],
])('reports the reason when the server %s', async (_, server: Server, reason) => {
  const report = await app(server).run(_ === 'does not listen' ? 2 : 20);
  expect(report.servers).toEqual([{ path: 'a/Docs', outcome: 'failed', file: 'servers/docs/tools.json', reason: expect.stringMatching(reason) }]);
});

test.each([
  ['toolsFile', { [LOCAL_METADATA_KEY]: { command: 'x' } }, 'the app sets no `toolsFile` for the server'],
  ['local process', { [TOOLS_METADATA_KEY]: { file: 'f' } }, 'the app sets no `local` process, so the server cannot be started'],
])('skips a server without a %s', async (_, metadata, reason) => {
  const report = await app({ metadata }).run();
  expect(report.servers).toEqual([expect.objectContaining({ outcome: 'skipped', reason })]);
});

test('reports an app without MCP servers', () => {
  expect(formatRefreshText({ servers: [] })).toBe('The app has no MCP servers.\n');
});
