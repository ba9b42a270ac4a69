import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'fs';
import { join } from 'path';
import { formatRefreshText, refreshCommand } from '../../../local/cli/tools/refresh-command';
import { UserError } from '../../../local/user-error';
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
    run: async (timeoutSeconds = 20, trust = true) => refreshCommand({ inputs: [template], trust, timeoutSeconds }, folder, (line) => progress.push(line)),
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

test('starts a server behind a function URL with the environment of its function, and lists the tools at its path', async () => {
  const { folder, run, tools } = app({ metadata: {} });
  writeFileSync(join(folder, 'a.json'), JSON.stringify({
    Resources: {
      Docs: { Type: 'AWS::Lambda::Function', Properties: { Environment: { Variables: { SUFFIX: 'on Lambda' } } } },
      Url: {
        Type: 'AWS::Lambda::Url',
        Properties: { AuthType: 'AWS_IAM', TargetFunctionArn: { 'Fn::GetAtt': ['Docs', 'Arn'] } },
        Metadata: { [TOOLS_METADATA_KEY]: { file: 'servers/docs/tools.json' }, [LOCAL_METADATA_KEY]: { command: process.execPath, args: [SERVER] } },
      },
      Other: { Type: 'AWS::Lambda::Url', Properties: { AuthType: 'AWS_IAM', TargetFunctionArn: { 'Fn::GetAtt': ['Docs', 'Arn'] } } },
      Target: {
        Type: 'AWS::BedrockAgentCore::GatewayTarget',
        Properties: { Name: 'docs', TargetConfiguration: { Mcp: { McpServer: { Endpoint: { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Url', 'FunctionUrl'] }, 'mcp']] } } } } },
      },
    },
  }));
  expect(await run()).toEqual({ servers: [{ path: 'a/Docs', outcome: 'written', file: 'servers/docs/tools.json', tools: ['first', 'second', 'third'] }] });
  expect(tools()[0].description).toBe('Does first on Lambda');
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

describe('of an input that this command did not synthesize', () => {
  test('no command is started without --trust, and all are printed', async () => {
    const { folder, progress, run } = app({ local: { args: ['-e', 'require("fs").writeFileSync("ran", "")\u001b[2K'], environment: { NODE_OPTIONS: '--require ./evil.js' } } });
    await expect(run(20, false)).rejects.toThrow(UserError);
    await expect(run(20, false)).rejects.toThrow('the input starts processes on this machine, and was not written by the synthesis of the app in this folder:\n'
      + `- a/Docs: NODE_OPTIONS="--require ./evil.js" ${process.execPath} -e "require(\\"fs\\").writeFileSync(\\"ran\\", \\"\\")\\u001b[2K" in ${folder}\n`
      + 'run the command without an input in the folder of cdk.json, or read the commands and start them with --trust');
    expect(progress).toEqual([]);
    expect(existsSync(join(folder, 'ran'))).toBe(false);
  });

  test('a command is printed before it is started', async () => {
    const { folder, progress, run } = app({ local: { environment: { SUFFIX: 'a b' } } });
    await run();
    expect(progress[0]).toBe(`a/Docs: starting SUFFIX="a b" ${process.execPath} ${SERVER} well in ${folder}`);
  });

  test('an app without servers to start is refreshed as before', async () => {
    expect(await app({ metadata: {} }).run(20, false)).toMatchObject({ servers: [{ outcome: 'skipped' }] });
  });
});

describe('a tools file outside the folder of the app is not written', () => {
  const metadata = (file: string) => ({ [TOOLS_METADATA_KEY]: { file }, [LOCAL_METADATA_KEY]: { command: process.execPath, args: ['-e', 'require("fs").writeFileSync("ran", "")'] } });

  test.each([['above it', '../tools.json'], ['with an absolute path', '/tmp/agentcore-gateway-tools.json'], ['over a symbolic link', 'link/tools.json']])('%s', async (_, file) => {
    const { folder, run } = app({ metadata: metadata(file) });
    symlinkSync(temporaryFolder(), join(folder, 'link'));
    expect(await run()).toEqual({ servers: [{ path: 'a/Docs', outcome: 'failed', file, reason: `the tools file is outside the folder of the app, ${folder}; set \`toolsFile\` to a file in that folder` }] });
    expect([existsSync(join(folder, 'ran')), existsSync(join(folder, file))]).toEqual([false, false]);
  });
});

describe('without an input', () => {
  /** An app with one server, whose policy names a tool that the tools file does not have yet. */
  function cdkApp(): string {
    const folder = temporaryFolder();
    symlinkSync(join(__dirname, '../../../node_modules'), join(folder, 'node_modules'));
    writeFileSync(join(folder, 'cdk.json'), JSON.stringify({ app: 'node app.js' }));
    writeFileSync(join(folder, 'app.js'), `
      const { App, CfnResource, Stack } = require('aws-cdk-lib');
      const app = new App();
      if (process.env.CDK_VALIDATION !== 'false') throw new Error('a rule fails: the policy names a tool that is not listed yet');
      new CfnResource(new Stack(app, 'S'), 'Docs', { type: 'AWS::BedrockAgentCore::Runtime', properties: { AgentRuntimeName: 'docs', ProtocolConfiguration: 'MCP' } })
        .addMetadata('${TOOLS_METADATA_KEY}', { file: 'tools.json' });
      app.node.findChild('S').node.findChild('Docs').addMetadata('${LOCAL_METADATA_KEY}', { command: ${JSON.stringify(process.execPath)}, args: [${JSON.stringify(SERVER)}, 'well'] });
    `);
    return folder;
  }
  const refresh = async (directory: string, trust = false) => refreshCommand({ inputs: [], trust, timeoutSeconds: 20 }, directory, () => {});

  test('the app of the folder is synthesized and its servers are started', async () => {
    const folder = cdkApp();
    expect(await refresh(folder)).toMatchObject({ servers: [{ path: 'S/Docs', outcome: 'written', file: 'tools.json' }] });
    expect(JSON.parse(readFileSync(join(folder, 'tools.json'), 'utf8'))).toHaveLength(3);
  });

  test('a cdk.out that somebody left there is not trusted', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'cdk.out'));
    const { folder: other } = app({});
    writeFileSync(join(folder, 'cdk.out/manifest.json'), JSON.stringify({ artifacts: { S: { type: 'aws:cloudformation:stack', properties: { templateFile: 'S.json' } } } }));
    writeFileSync(join(folder, 'cdk.out/S.json'), readFileSync(join(other, 'a.json')));
    await expect(refresh(folder)).rejects.toThrow(/was not written by the synthesis of the app in this folder:\n- S\/Docs: /);
    expect(await refresh(folder, true)).toMatchObject({ servers: [{ outcome: 'written' }] });
  });
});
