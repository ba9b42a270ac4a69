import { ChildProcess, execFileSync, spawn, spawnSync } from 'child_process';
import { once } from 'events';
import { cpSync, existsSync, writeFileSync } from 'fs';
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

afterEach(() => { for (const child of started.splice(0)) child.kill('SIGKILL'); });

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
  expect(status).not.toBe(0);
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
