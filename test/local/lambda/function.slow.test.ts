import { execFileSync } from 'child_process';
import { join } from 'path';
import { folderOf, invoke, linesOf, localFunction, node, python, stopFunctions } from './local-function';
import type { FunctionDescription } from '../../../local/lambda/function-description';

/*
 * Functions in processes of their own, run by AWS's own loops.
 */

jest.setTimeout(90_000);
afterEach(stopFunctions);

describe('a function in Node.js', () => {
  test('has the event and the context that Lambda gives', async () => {
    const made = node(`exports.handler = async (event, context) => ({
      event, custom: context.clientContext.custom, name: context.functionName, memory: context.memoryLimitInMB, arn: context.invokedFunctionArn,
      left: context.getRemainingTimeInMillis() > 15000 && context.getRemainingTimeInMillis() <= 20000, id: context.awsRequestId.length,
      variable: process.env.GREETING, region: process.env.AWS_REGION, task: process.env.LAMBDA_TASK_ROOT === __dirname, handler: process.env._HANDLER, zone: new Date().getTimezoneOffset(),
    });`, { environment: { GREETING: 'Grüß Gott' } });
    expect(await invoke(made, { city: 'São Paulo', big: 1 }, { custom: { bedrockAgentCoreToolName: 'weather___get_wetter_für_😀' } })).toEqual({
      event: { city: 'São Paulo', big: 1 },
      custom: { bedrockAgentCoreToolName: 'weather___get_wetter_für_😀' },
      name: 'function',
      memory: '256',
      arn: 'arn:aws:lambda:eu-west-1:111122223333:function:function',
      left: true,
      id: 36,
      variable: 'Grüß Gott',
      region: 'eu-west-1',
      task: true,
      handler: 'index.handler',
      zone: 0,
    });
  });

  test('keeps its process from event to event, and has a further one for each event at the same time', async () => {
    const made = node('let count = 0; exports.handler = async ({ wait }) => { await new Promise((done) => setTimeout(done, wait)); return [process.pid, ++count]; };');
    const [first] = await invoke(made, { wait: 0 }) as [number, number];
    expect(await invoke(made, { wait: 0 })).toEqual([first, 2]);
    const pids = (await Promise.all([1, 2, 3].map(() => invoke(made, { wait: 500 })))).map((answer) => (answer as [number, number])[0]);
    expect(new Set(pids).size).toBe(3);
    expect(pids).toContain(first);
  });

  test('has no more processes than its limit: further events wait', async () => {
    const made = node('exports.handler = async ({ n }) => [n, process.pid];', {}, { processLimit: 2 });
    const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => invoke(made, { n }))) as [number, number][];
    expect(answers.map(([n]) => n)).toEqual(Array.from({ length: 40 }, (_, n) => n));
    expect(new Set(answers.map(([, pid]) => pid)).size).toBeLessThanOrEqual(2);
  });

  test('may be an ES module', async () => {
    expect(await invoke(localFunction({ codeFolder: folderOf({ 'index.mjs': 'export const handler = async () => import.meta.url.startsWith("file:");' }) }))).toBe(true);
  });

  test('may stream its response', async () => {
    const made = node('exports.handler = awslambda.streamifyResponse(async (event, stream) => { stream.write("[1,"); stream.write("2]"); stream.end(); });');
    expect(await invoke(made)).toEqual([1, 2]);
  });

  test('has modules of its layers, in folders or zip files', async () => {
    const folder = folderOf({ 'nodejs/node_modules/from-folder/index.js': 'module.exports = "folder";' });
    const zipped = folderOf({ 'nodejs/node_modules/from-zip/index.js': 'module.exports = "zip";' });
    execFileSync('python3', ['-m', 'zipfile', '-c', join(zipped, 'layer.zip'), 'nodejs'], { cwd: zipped });
    const made = node('exports.handler = async () => [require("from-folder"), require("from-zip")];', { layers: [folder, join(zipped, 'layer.zip')] });
    expect(await invoke(made)).toEqual(['folder', 'zip']);
  });

  test('may be written into the template', async () => {
    expect(await invoke(localFunction({ code: { in: 'template', text: 'exports.handler = async () => __filename.endsWith("index.js");' } }))).toBe(true);
    expect(await invoke(localFunction({ code: { in: 'template', text: 'def handler(event, context):\n    return __name__' }, runtime: 'python3.11' }))).toBe('index');
  });

  test('runs without layers that are not in the app, with a warning', async () => {
    const made = node('exports.handler = async () => 1;', { missingLayers: ['arn:aws:lambda:eu-west-1:1:layer:tools:3'] });
    expect([await invoke(made), await invoke(made)]).toEqual([1, 1]);
    expect(made.warnings).toEqual(['Stack/Function runs without its layers that are not in the app: arn:aws:lambda:eu-west-1:1:layer:tools:3']);
  });

  test('may be in a zip file', async () => {
    const folder = folderOf({ 'lib/answer.js': 'module.exports = 42;', 'index.js': 'exports.handler = async () => require("./lib/answer");' });
    execFileSync('python3', ['-m', 'zipfile', '-c', join(folder, 'code.zip'), 'lib', 'index.js'], { cwd: folder });
    expect(await invoke(localFunction({ codeFolder: join(folder, 'code.zip') }))).toBe(42);
  });

  test('writes lines to the log, with what AWS puts in front', async () => {
    const made = node('exports.handler = async () => { console.log("one", { a: 1 }); process.stdout.write("two\\n"); };');
    await invoke(made);
    await linesOf(made, 2);
    expect(made.lines.join('\n')).toMatch(/^\S+Z\t[0-9a-f-]{36}\tINFO\tone \{ a: 1 \}\ntwo$/);
  });
});

describe('a function in Python', () => {
  test('has the event and the context that Lambda gives', async () => {
    const made = python(`
import os
def handler(event, context):
    return {"event": event, "custom": context.client_context.custom, "name": context.function_name, "memory": context.memory_limit_in_mb,
            "left": 15000 < context.get_remaining_time_in_millis() <= 20000, "variable": os.environ["GREETING"], "cwd": os.getcwd() == os.environ["LAMBDA_TASK_ROOT"]}
`, { environment: { GREETING: 'Grüß Gott' } });
    expect(await invoke(made, { city: 'São Paulo' }, { custom: { tool: 'für_😀' } })).toEqual({
      event: { city: 'São Paulo' }, custom: { tool: 'für_😀' }, name: 'function', memory: '256', left: true, variable: 'Grüß Gott', cwd: true,
    });
  });

  test('returns decimals, as handlers of DynamoDB do', async () => {
    expect(await invoke(python('from decimal import Decimal\ndef handler(event, context):\n    return {"price": Decimal("12.50")}'))).toEqual({ price: 12.5 });
  });

  test('keeps its process, and writes lines to the log', async () => {
    const made = python('import os, logging\ndef handler(event, context):\n    print("hello")\n    logging.getLogger().warning("careful")\n    return os.getpid()');
    expect(await invoke(made)).toBe(await invoke(made));
    await linesOf(made, 4);
    expect(made.lines).toEqual(expect.arrayContaining(['hello', expect.stringMatching(/^\[WARNING\]\t\S+Z\t[0-9a-f-]{36}\tcareful$/)]));
  });

  test('has modules of its layers, and the interpreter of the virtual environment of the app', async () => {
    const app = folderOf({});
    execFileSync('python3', ['-m', 'venv', '--without-pip', join(app, '.venv')]);
    const made = python('import shared, sys\ndef handler(event, context):\n    return [shared.NAME, sys.prefix]', { layers: [folderOf({ 'python/shared.py': 'NAME = "layer"' })] }, { appFolder: app });
    expect(await invoke(made)).toEqual(['layer', join(app, '.venv')]);
  });

  test('runs on another version of Python when its own is not installed, with a warning', async () => {
    const made = python('def handler(event, context):\n    return 1', { runtime: 'python3.99' });
    expect(await invoke(made)).toBe(1);
    expect(made.warnings).toEqual([expect.stringMatching(/^functions for python3\.99 run on Python 3\.\d+, because Python 3\.99 is not installed$/)]);
  });
});

describe('a function with a runtime of its own', () => {
  test('is run by its bootstrap', async () => {
    // The Runtime API in the plainest words.
    const bootstrap = `#!/bin/sh
api="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation"
while true; do
  headers=$(mktemp)
  event=$(curl -sS -D "$headers" "$api/next")
  id=$(grep -i '^lambda-runtime-aws-request-id:' "$headers" | tr -d '\\r' | cut -d' ' -f2)
  curl -sS -o /dev/null -X POST "$api/$id/response" -d "{\\"handler\\":\\"$_HANDLER\\",\\"event\\":$event}"
done`;
    const made = localFunction({ codeFolder: folderOf({ bootstrap }), runtime: 'provided.al2023', handler: 'hello' });
    expect(await invoke(made, { n: 1 })).toEqual({ handler: 'hello', event: { n: 1 } });
    expect(await invoke(made, { n: 2 })).toEqual({ handler: 'hello', event: { n: 2 } });
  });

  test.each([
    ['has no bootstrap', {}, 'a function for provided.al2023 has a file `bootstrap`'],
    ['is for another processor', { bootstrap: `\x7fELF${'\0'.repeat(14)}\xf3\0` }, 'its `bootstrap` is a program for Linux on another processor, and this machine is'],
  ])('is not run when it %s', async (_, files, message) => {
    const codeFolder = folderOf({});
    for (const [name, content] of Object.entries(files)) require('fs').writeFileSync(join(codeFolder, name), content, 'latin1'); // eslint-disable-line @typescript-eslint/no-require-imports
    await expect(invoke(localFunction({ codeFolder, runtime: 'provided.al2023' }))).rejects.toThrow(message);
  });

});

describe('without Docker', () => {
  const { PATH } = process.env;
  beforeAll(() => { process.env.PATH = folderOf({}); });
  afterAll(() => { process.env.PATH = PATH; });

  test.each<[string, Partial<FunctionDescription>, string]>([
    ['another runtime', { runtime: 'java21' }, 'functions for java21 run in a container, and Docker does not answer'],
    ['a container image', { runtime: '', code: { in: 'image', uri: 'example.com/tools:1' } }, 'it is a container image, and Docker does not answer'],
  ])('a function with %s is not run', async (_, described, message) => {
    await expect(invoke(localFunction({ codeFolder: folderOf({}), ...described }))).rejects.toThrow(message);
  });
});
