import { chmodSync, existsSync, readFileSync, writeFileSync } from 'fs';
import { join, resolve } from 'path';
import { folderOf, invoke, localFunction, stopFunctions } from './local-function';

/*
 * What Docker is asked for. No Docker is needed: a program of its name runs AWS's loop for Node.js in place of the image.
 */

jest.setTimeout(60_000);

const LOOP = resolve('lib/local/lambda-runtimes/nodejs/index.mjs');
const STAND_IN = `#!${process.execPath}
const { appendFileSync, writeFileSync } = require('fs');
const { join } = require('path');
const args = process.argv.slice(2);
appendFileSync(join(__dirname, 'asked.txt'), args.join(' ') + '\\n');
const after = (name) => args.flatMap((arg, index) => arg === name ? [args[index + 1]] : []);
if (args[0] === 'info') console.log('Ubuntu');
if (args[0] === 'image') process.exit(1);
if (args[0] === 'build') console.log('sha256:made');
if (args[0] === 'run') {
  const env = Object.fromEntries(after('--env').map((name) => [name, process.env[name]]));
  const [task = '/no/volume'] = after('--volume').map((volume) => volume.split(':')[0]);
  const handler = args.at(-1);
  const { spawn } = require('child_process');
  const child = spawn(process.execPath, [${JSON.stringify(LOOP)}], { stdio: 'inherit', env: { ...env, LAMBDA_TASK_ROOT: task, _HANDLER: env._HANDLER ?? 'index.handler' } });
  writeFileSync(join(__dirname, after('--name')[0]), String(child.pid));
  child.on('exit', (code) => process.exit(code ?? 1));
}
if (args[0] === 'rm') try { process.kill(Number(require('fs').readFileSync(join(__dirname, args.at(-1)))), 'SIGKILL'); } catch {}
`;

const { PATH } = process.env;
let bin: string;

beforeAll(() => {
  bin = folderOf({ docker: STAND_IN });
  chmodSync(join(bin, 'docker'), 0o755);
  process.env.PATH = `${bin}:${PATH}`;
});
afterAll(() => { process.env.PATH = PATH; });
beforeEach(() => writeFileSync(join(bin, 'asked.txt'), ''));
afterEach(stopFunctions);

const asked = () => existsSync(join(bin, 'asked.txt')) ? readFileSync(join(bin, 'asked.txt'), 'utf8').trim().split('\n') : [];
const CODE = 'exports.handler = async (event, context) => { if (event.fail) throw new Error("no"); if (event.hang) for (;;); return [event, process.env.GREETING, process.env.AWS_EXECUTION_ENV ?? null, context.functionName]; };';

test('another runtime runs in the image of AWS, with the code mounted, and its values not among the arguments', async () => {
  const code = folderOf({ 'index.js': CODE });
  const made = localFunction({ codeFolder: code, runtime: 'java21', environment: { GREETING: 'secret' }, architecture: 'arm64', memoryMb: 512 });
  expect(await invoke(made, { n: 1 })).toEqual([{ n: 1 }, 'secret', 'AWS_Lambda_java21', 'function']);
  const [run] = asked().filter((line) => line.startsWith('run '));
  expect(run).toMatch(/^run --rm --init --name agentcore-gateway-[0-9a-f-]+ --network host --platform linux\/arm64 --memory 512m /);
  expect(run).toContain(`--volume ${code}:/var/task:ro`);
  expect(run).toMatch(/public\.ecr\.aws\/lambda\/java:21 index\.handler$/);
  expect(run).not.toContain('secret');
  expect(asked()).toContain('pull --quiet --platform linux/arm64 public.ecr.aws/lambda/java:21');
});

test.each([['ruby3.4', 'ruby:3.4'], ['dotnet8', 'dotnet:8'], ['java8.al2', 'java:8.al2']])('the image for %s is %s', async (runtime, image) => {
  await invoke(localFunction({ codeFolder: folderOf({ 'index.js': CODE }), runtime }));
  expect(asked().filter((line) => line.startsWith('pull')).join()).toContain(`public.ecr.aws/lambda/${image}`);
});

test('an image of the app is built as the CDK builds it', async () => {
  // The stand-in has no image, and so no code.
  const made = localFunction({ runtime: '', handler: '', code: { in: 'image', uri: 'x', build: { folder: folderOf({}), arguments: ['--target', 'prod'] } } });
  expect(await invoke(made)).toMatchObject({ error: 'Runtime.ImportModuleError' });
  expect(asked()).toContain('build --quiet --platform linux/amd64 --target prod .');
  expect(asked().filter((line) => line.startsWith('run ')).join()).toMatch(/sha256:made$/);
});

test('an error, a timeout and the next call are those of Lambda, and no container is left', async () => {
  const made = localFunction({ codeFolder: folderOf({ 'index.js': CODE }), runtime: 'java21', timeoutSeconds: 1 });
  expect(await invoke(made, { fail: true })).toEqual({ error: 'Error', message: 'no' });
  expect(await invoke(made, { hang: true })).toMatchObject({ error: 'Sandbox.Timedout' });
  expect(await invoke(made, { n: 2 })).toEqual([{ n: 2 }, null, 'AWS_Lambda_java21', 'function']);
  await made.stop();
  const names = asked().flatMap((line) => /^run .*--name (\S+)/.exec(line)?.[1] ?? []);
  expect(names).toHaveLength(2);
  const left = () => names.filter((name) => !asked().includes(`rm --force ${name}`));
  for (let attempt = 0; attempt < 200 && left().length > 0; attempt++) await new Promise((done) => setTimeout(done, 50));
  expect(left()).toEqual([]);
});
