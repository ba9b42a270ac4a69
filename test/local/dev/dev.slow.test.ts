import { ChildProcess, execFileSync, spawn, spawnSync } from 'child_process';
import { once } from 'events';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'fs';
import { AddressInfo, createServer } from 'net';
import { dirname, join } from 'path';
import { createInterface } from 'readline';
import { setTimeout as sleep } from 'timers/promises';
import { Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Gateway } from '../../../src';
import { tools } from '../../builders';
import { synthesize } from '../apps';
import { callTool, textIn } from '../gateway/client';
import { temporaryFolder } from '../temporary';

/*
 * `dev` as it is published, in a separate process, on an app with a Lambda function.
 */

const ROOT = join(__dirname, '..', '..', '..');
const INSTALLED = temporaryFolder();
const CLI = join(INSTALLED, 'lib', 'local', 'cli.js');
const HANDLER = `exports.handler = async (event) => {
  if (event.fail) throw new Error('no table');
  return [process.pid, process.env.TABLE ?? 'none'].join(' ');
};`;

jest.setTimeout(90_000);

let appFolder: string;
const started: ChildProcess[] = [];

beforeAll(() => {
  cpSync(join(ROOT, 'package.json'), join(INSTALLED, 'package.json'));
  for (const [program, made] of [['bundle-command', 'local/cli.js'], ['vendor-cedar', 'cedar/vendor']]) {
    execFileSync(process.execPath, [`build-tools/${program}.mjs`, join(INSTALLED, 'lib', made)], { cwd: ROOT, stdio: 'pipe' });
  }
  // `build:lib` takes them out of AWS's packages.
  cpSync(join(ROOT, 'lib', 'local', 'lambda-runtimes'), join(INSTALLED, 'lib', 'local', 'lambda-runtimes'), { recursive: true });
  appFolder = dirname(synthesize((app) => {
    const stack = new Stack(app, 'Dev');
    const table = new dynamodb.Table(stack, 'Table', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
    const lambdaFunction = new lambda.Function(stack, 'Function', {
      runtime: lambda.Runtime.NODEJS_24_X, handler: 'index.handler', code: lambda.Code.fromInline(HANDLER), environment: { TABLE: table.tableName },
    });
    new Gateway(stack, 'Tools').addLambdaTarget('Pid', { lambdaFunction, toolSchema: tools('pid') });
  }));
});

// The next run would find one that still ends.
afterEach(async () => {
  await Promise.all(started.splice(0).filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null).map(async (child) => {
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }));
});

interface Dev {
  readonly child: ChildProcess;
  readonly url: string;
  readonly lines: readonly string[];
}

async function dev(...args: string[]): Promise<Dev> {
  const child = spawn(process.execPath, [CLI, 'dev', '--app', 'cdk.out', '--app-dir', '.', '--json', ...args], { cwd: appFolder, stdio: ['ignore', 'pipe', 'inherit'] });
  started.push(child);
  const lines: string[] = [];
  let url = '';
  for await (const line of createInterface(child.stdout!)) {
    lines.push(line);
    const event = JSON.parse(line) as { event: string; url: string };
    if (event.event === 'gateway') url = event.url;
    if (event.event === 'ready') break;
  }
  child.stdout!.on('data', (text: Buffer) => lines.push(text.toString()));
  child.stdout!.resume();
  return { child, url, lines };
}

function isAlive(pid: number): boolean {
  return !/^(Z.*)?$/.test(spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim());
}

async function isGone(pid: number): Promise<boolean> {
  for (let attempt = 0; attempt < 200 && isAlive(pid); attempt++) await sleep(50);
  return !isAlive(pid);
}

const pid = async ({ url }: Dev, args = {}) => (JSON.parse(textIn(await callTool(url, 'pid___pid', args))) as string).split(' ');

test.each<[NodeJS.Signals, number | null]>([['SIGINT', 0], ['SIGTERM', 0], ['SIGHUP', 0], ['SIGKILL', null]])('%s leaves no process behind', async (signal, code) => {
  const run = await dev('--trust');
  const [first] = await pid(run);
  expect(isAlive(Number(first))).toBe(true);
  run.child.kill(signal);
  expect(await once(run.child, 'exit')).toEqual([code, code === null ? signal : null]);
  expect(await isGone(Number(first))).toBe(true);
  expect(existsSync(join(appFolder, '.agentcore', 'local-gateways.json'))).toBe(code === null);
});

test('starts no function of an assembly that it did not synthesize, and says what it would start', () => {
  const { status, stderr } = spawnSync(process.execPath, [CLI, 'dev', '--app', 'cdk.out'], { cwd: appFolder, encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stderr).not.toContain('internal error');
  expect(stderr).toContain('Dev/Function: nodejs24.x index.handler in the template; without TABLE, unresolved until deployment');
  expect(stderr).toContain('start them with --trust');
});

test('passes values of an environment file, and names a variable without a value when a call fails', async () => {
  writeFileSync(join(appFolder, 'local.env'), 'TABLE=orders\n', { mode: 0o600 });
  expect(await pid(await dev('--trust', '--env-file', 'local.env'))).toEqual([expect.stringMatching(/^\d+$/), 'orders']);
  started.splice(0).forEach((child) => child.kill('SIGTERM'));
  await sleep(500);

  const run = await dev('--trust');
  expect((await pid(run))[1]).toBe('none');
  expect((await callTool(run.url, 'pid___pid', { fail: true })).result?.isError).toBe(true);
  for (let attempt = 0; attempt < 100 && !run.lines.join('').includes('no table;'); attempt++) await sleep(50);
  expect(run.lines.join('')).toContain('Error: no table; the environment variable TABLE of Dev/Function is unresolved until deployment and not set here: set it in agentcore-gateway.local.json or with --env-file');
});

describe('discovery', () => {
  const manifest = () => join(appFolder, '.agentcore', 'local-gateways.json');

  /** What a program beside the gateways writes, and its exit code. */
  function beside(code: string): { status: number | null; stdout: string } {
    return spawnSync(process.execPath, [CLI, 'dev', '--app', 'cdk.out', '--app-dir', '.', '--trust', '--', process.execPath, '-e', code], { cwd: appFolder, encoding: 'utf8' });
  }

  test('a program beside the gateways finds them by its environment and in AppConfig, and its exit code is that of the command', () => {
    const { status, stdout } = beside(`(async () => {
      const base = process.env.AWS_ENDPOINT_URL_APPCONFIGDATA;
      const session = await (await fetch(base + '/configurationsessions', { method: 'POST', body: '{}' })).json();
      const configuration = await (await fetch(base + '/configuration?configuration_token=' + session.InitialConfigurationToken)).json();
      const { LOCAL_DEV, RUNTIME_CONFIG_APP_ID } = process.env;
      const url = process.env.AGENTCORE_GATEWAY_TOOLS_URL;
      console.log(JSON.stringify({ LOCAL_DEV, RUNTIME_CONFIG_APP_ID, url, inAppConfig: configuration.gateways.Tools }));
      process.exit(7);
    })()`);
    expect(status).toBe(7);
    const found = JSON.parse(stdout) as Record<string, string>;
    expect(found).toMatchObject({ LOCAL_DEV: 'true', RUNTIME_CONFIG_APP_ID: expect.stringMatching(/./), url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/mcp$/) });
    expect(found.inAppConfig).toBe(found.url);
    expect(existsSync(manifest())).toBe(false);
  });

  test('a second dev says that the gateways run already, and call uses those that run', async () => {
    const run = await dev('--trust');
    expect(JSON.parse(readFileSync(manifest(), 'utf8'))).toMatchObject({ pid: run.child.pid, gateways: { Tools: { url: run.url } } });
    const second = spawnSync(process.execPath, [CLI, 'dev', '--app', 'cdk.out', '--app-dir', '.', '--trust'], { cwd: appFolder, encoding: 'utf8' });
    expect(second.status).not.toBe(0);
    expect(second.stderr).toContain(`the gateways of this app run already, in process ${run.child.pid}: Tools at ${run.url}`);
    const [first] = await pid(run);
    const called = JSON.parse(spawnSync(process.execPath, [CLI, 'call', 'pid___pid'], { cwd: appFolder, encoding: 'utf8' }).stdout) as { content: { text: string }[] };
    expect(called.content[0].text).toContain(first);
  });

  test('a port that is taken is not waited for: the next free one is used, and agents are told', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const run = await dev('--trust', '--port', `Tools=${port}`);
    expect(Number(new URL(run.url).port)).toBeGreaterThan(port);
    expect((JSON.parse(readFileSync(manifest(), 'utf8')) as { gateways: { Tools: { url: string } } }).gateways.Tools.url).toBe(run.url);
    taken.close();
  });
});

test('--verbose has what a gateway received and returned, with secrets masked', async () => {
  const run = await dev('--trust', '--verbose');
  await pid(run, { password: 'hunter2' });
  for (let attempt = 0; attempt < 100 && !run.lines.join('').includes('payloads'); attempt++) await sleep(50);
  const text = run.lines.join('');
  expect(text).toMatch(/\\"arguments\\":\{\\"password\\":\\"\*\*\*\\"\}/);
  expect(text).not.toContain('hunter2');
});
