import { execFileSync } from 'child_process';
import { join } from 'path';
import { folderOf, invoke, node, python, stopFunctions } from './local-function';
import type { FunctionDescription } from '../../../local/lambda/function-description';

/*
 * What fails in a function is answered in Lambda's words, and the next event is handled.
 */

jest.setTimeout(90_000);
afterEach(stopFunctions);

const exit = (how: string) => ({ error: 'Runtime.ExitError', message: `RequestId: ID Error: Runtime exited ${how}` });
const timedOut = { error: 'Sandbox.Timedout', message: 'RequestId: ID Error: Task timed out after 1.00 seconds' };

/** Functions that fail when the event says so, and return `fine` otherwise. */
const js = (failure: string) => `exports.handler = async (event) => { if (event.fail) { ${failure} } return 'fine'; };`;
const py = (failure: string) => `import sys, os, time, threading, json\ndef handler(event, context):\n    if event.get("fail"):\n        ${failure}\n    return "fine"`;

/** Of each what fails, the function, the answer, and what else describes it. */
type Fault = [what: string, make: typeof node, code: string, answer: unknown, description?: Partial<FunctionDescription>];

const FAULTS: readonly Fault[] = [
  ['throws in Node.js', node, js('throw new TypeError("no such city");'), { error: 'TypeError', message: 'no such city' }],
  ['rejects with a text in Node.js', node, js('return Promise.reject("no");'), { error: 'string', message: 'no' }],
  ['exits in Node.js', node, js('process.exit(4);'), exit('with error: exit status 4')],
  ['exits without an error in Node.js', node, js('process.exit(0);'), exit('without providing a reason')],
  ['is killed in Node.js', node, js('process.kill(process.pid, "SIGKILL"); await new Promise(() => {});'), exit('with error: signal: killed')],
  ['takes too long in Node.js', node, js('await new Promise((done) => setTimeout(done, 60000));'), timedOut, { timeoutSeconds: 1 }],
  ['never ends in Node.js', node, js('for (;;);'), timedOut, { timeoutSeconds: 1 }],
  ['rejects elsewhere in Node.js', node, js('Promise.reject(new Error("late")); await new Promise((done) => setTimeout(done, 5000));'), exit('with error: exit status 1')],
  ['returns too much in Node.js', node, js('return "x".repeat(7_000_000);'), { error: 'Function.ResponseSizeTooLarge', message: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).' }],
  ['returns what is not JSON in Node.js', node, js('return 1n;'), { error: 'Runtime.JSONStringifyError', message: 'Unable to stringify response body' }],
  ['needs more memory than it has in Node.js', node, js('const all = []; for (;;) all.push(new Array(1e5).fill(Math.random()));'), exit('with error: signal: abrt'), { memoryMb: 128 }],
  ['throws in Python', python, py('raise ValueError("no such city")'), { error: 'ValueError', message: 'no such city' }],
  ['exits in Python', python, py('sys.exit(4)'), exit('with error: exit status 4')],
  ['takes too long in Python', python, py('time.sleep(60)'), timedOut, { timeoutSeconds: 1 }],
  ['returns what is not JSON in Python', python, py('return object()'), { error: 'Runtime.MarshalError', message: expect.stringContaining('object is not JSON serializable') as unknown }],
  ['crashes in Python', python, py('os.abort()'), exit('with error: signal: abrt')],
];

test.each(FAULTS.map(complete))('a function that %s', async (_, make, code, answer, description) => {
  const made = make(code, description);
  expect(await invoke(made, { fail: true })).toEqual(answer);
  expect(await invoke(made)).toBe('fine');
});

const BROKEN: readonly Fault[] = [
  ['whose file is missing in Node.js', node, '', { error: 'Runtime.ImportModuleError', message: expect.stringContaining('Cannot find module \'other\'') as unknown }, { handler: 'other.handler' }],
  ['whose handler is missing in Node.js', node, 'exports.other = 1;', { error: 'Runtime.HandlerNotFound', message: 'index.handler is undefined or not exported' }],
  ['that cannot be parsed in Node.js', node, 'exports.handler = (', { error: 'Runtime.UserCodeSyntaxError', message: expect.stringContaining('SyntaxError') as unknown }],
  ['that throws when it is loaded in Node.js', node, 'throw new Error("no table");', { error: 'Error', message: 'no table' }],
  ['with a callback, which Lambda no longer takes', node, 'exports.handler = (event, context, callback) => callback(null, 1);', { error: 'Runtime.CallbackHandlerDeprecated', message: expect.stringContaining('callback') as unknown }],
  ['that exits when it is loaded in Node.js', node, 'process.exit(7);', exit('with error: exit status 7')],
  ['whose file is missing in Python', python, '', { error: 'Runtime.ImportModuleError', message: 'Unable to import module \'other\': No module named \'other\'' }, { handler: 'other.handler' }],
  ['whose handler is missing in Python', python, 'other = 1', { error: 'Runtime.HandlerNotFound', message: 'Handler \'handler\' missing on module \'index\'' }],
  ['that cannot be parsed in Python', python, 'def handler(', { error: 'Runtime.UserCodeSyntaxError', message: expect.stringContaining('Syntax error in module \'index\'') as unknown }],
];

test.each(BROKEN.map(complete))('a function %s', async (_, make, code, answer, description) => {
  const made = make(code, description);
  expect(await invoke(made)).toEqual(answer);
  // Every event is answered, not only the first.
  expect(await invoke(made)).toEqual(answer);
});

test('a process that ends between two events loses no event', async () => {
  const made = node('exports.handler = async ({ die }) => { if (die) setTimeout(() => process.exit(1), 20); return process.pid; };');
  const first = await invoke(made, { die: true });
  await new Promise((done) => setTimeout(done, 500));
  const second = await invoke(made);
  expect(second).toEqual(expect.any(Number));
  expect(second).not.toBe(first);
});

test('a function that leaves a timer behind handles the next event in the same process', async () => {
  const made = node('exports.handler = async () => { setInterval(() => {}, 10); return process.pid; };');
  expect(await invoke(made)).toBe(await invoke(made));
});

test('a function that writes 20 MB is answered, and its lines are passed on', async () => {
  const made = node('exports.handler = async () => { for (let n = 0; n < 20; n++) process.stdout.write("x".repeat(999_999) + "\\n"); return 1; };');
  expect(await invoke(made)).toBe(1);
  while (made.lines.join('').length < 20 * 999_999) await new Promise((done) => setTimeout(done, 20));
  expect(made.lines.join('')).toHaveLength(20 * 999_999);
});

test('200 events at the same time are answered by 10 processes at most, whatever becomes of them', async () => {
  const made = node('exports.handler = async ({ n }) => { if (n % 20 === 7) process.exit(1); if (n % 20 === 3) throw new Error(`no ${n}`); return n; };');
  const answers = await Promise.all(Array.from({ length: 200 }, (_, n) => invoke(made, { n })));
  expect(answers).toEqual(Array.from({ length: 200 }, (_, n) => n % 20 === 7 ? exit('with error: exit status 1') : n % 20 === 3 ? { error: 'Error', message: `no ${n}` } : n));
});

test('variables that are unresolved until deployment are named at the first event that fails, and only there', async () => {
  const made = node('exports.handler = async () => { throw new Error("no table"); };', { missing: ['TABLE', 'BUCKET'] });
  const [first, second] = [await made.invoke(Buffer.from('{}')), await made.invoke(Buffer.from('{}'))];
  expect(first).toMatchObject({ kind: 'error', hint: 'the environment variables TABLE, BUCKET of Stack/Function are unresolved until deployment and not set here: set them in agentcore-gateway.local.json or with --env-file' });
  expect(second).not.toHaveProperty('hint');
});

test('says what Lambda has and this machine has not', async () => {
  const appFolder = folderOf({});
  execFileSync('python3', ['-m', 'venv', '--without-pip', join(appFolder, '.venv')]);
  const [ofPython, ofNode] = await Promise.all([python('import boto3', {}, { appFolder }), node('require("@aws-sdk/client-dynamodb");')].map((made) => made.invoke(Buffer.from('{}'))));
  expect(ofPython).toMatchObject({ hint: expect.stringContaining('Lambda has boto3, and this machine\'s Python does not: install it') as unknown });
  expect(ofNode).toMatchObject({ hint: expect.stringContaining('Lambda has @aws-sdk/client-dynamodb, and this machine does not: install it') as unknown });
});

test('a function has the credentials of the user, unless they are kept from it, and no other variables', async () => {
  const code = 'exports.handler = async () => [process.env.AWS_ACCESS_KEY_ID, process.env.AWS_PROFILE, process.env.OF_THE_SHELL, process.env.AWS_SHARED_CREDENTIALS_FILE];';
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'key', AWS_PROFILE: 'profile', OF_THE_SHELL: 'value' });
  try {
    expect(await invoke(node(code))).toEqual(['key', 'profile', null, null]);
    expect(await invoke(node(code, {}, { awsCredentials: false }))).toEqual([null, null, null, '/dev/null']);
  } finally {
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_PROFILE', 'OF_THE_SHELL']) delete process.env[name];
  }
});

/** A missing last column would be jest's own callback. */
function complete([what, make, code, answer, description = {}]: Fault): Required<Fault> {
  return [what, make, code, answer, description];
}
