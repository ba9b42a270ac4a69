import { spawn, spawnSync } from 'child_process';
import { once } from 'events';
import { writeFileSync } from 'fs';
import { createServer } from 'http';
import { join } from 'path';
import { setTimeout as sleep } from 'timers/promises';
import { Child } from '../../../local/processes/child';
import { freePort } from '../../../local/processes/free-port';
import { ProcessDescription, SupervisedProcess } from '../../../local/processes/supervise';
import { temporaryFolder } from '../temporary';

jest.setTimeout(60_000);

/** A server in a process of its own: `POST /` makes it exit with code 3. */
const SERVER = `
  require('http').createServer((request, response) => {
    response.end(String(process.pid));
    if (request.method === 'POST') response.on('finish', () => process.exit(3));
  }).listen(Number(process.env.LISTEN_AT ?? process.env.PORT), process.env.HOST ?? '127.0.0.1', () => console.log('listening', process.env.GREETING));
`;

const running: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((process) => process.stop()));
});

function supervised(script: string, more: Partial<ProcessDescription> = {}, options = { backoffMs: 50 }) {
  const found = new SupervisedProcess({ command: process.execPath, args: ['-e', script], workingDirectory: temporaryFolder(), environment: {}, ...more }, options);
  running.push(found);
  return found;
}

/** The id of the process that serves a URL. */
async function pidAt(url: string, method = 'GET'): Promise<number> {
  return Number(await (await fetch(url, { method })).text());
}

function isAlive(pid: number): boolean {
  // A process that has ended is one until its parent, which may be busy, takes notice.
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.trim().startsWith('Z');
}

async function isGone(pid: number): Promise<boolean> {
  for (let attempt = 0; attempt < 200 && isAlive(pid); attempt++) await sleep(50);
  return !isAlive(pid);
}

test('is ready with its URL when it listens on PORT, with its environment', async () => {
  const server = supervised(SERVER, { environment: { GREETING: 'hello' } });
  const lines: string[] = [];
  server.on('log', (line) => lines.push(line));
  const url = await server.ready();
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/mcp$/);
  expect(server.url).toBe(url);
  expect(await pidAt(url)).toBeGreaterThan(0);
  expect(lines).toEqual(['listening hello']);
});

test('finds a server that listens elsewhere than PORT says', async () => {
  const port = await freePort();
  const server = supervised(SERVER, { environment: { LISTEN_AT: String(port) }, path: '/' });
  expect(await server.ready()).toBe(`http://127.0.0.1:${port}/`);
});

test('finds a server that listens on IPv6 only', async () => {
  const server = supervised(SERVER, { environment: { HOST: '::1' }, path: '/' });
  expect(await server.ready()).toMatch(/^http:\/\/\[::1\]:\d+\/$/);
});

test('starts a server that exits again, at the same URL', async () => {
  const server = supervised(SERVER);
  const url = await server.ready();
  const exits: string[] = [];
  server.on('exit', (reason) => exits.push(reason));
  const first = await pidAt(url, 'POST');
  await once(server, 'ready');
  expect(server.url).toBe(url);
  expect(await pidAt(url)).not.toBe(first);
  expect(exits).toEqual(['it exited with code 3; its last output:\nlistening undefined']);
});

test('says why a server does not start, with its last output, and tries again', async () => {
  const folder = temporaryFolder();
  const server = supervised(`if (!require('fs').existsSync('ready')) { console.error('no database'); process.exit(1); }\n${SERVER}`, { workingDirectory: folder });
  await expect(server.ready()).rejects.toThrow('it exited with code 1; its last output:\nno database');
  writeFileSync(join(folder, 'ready'), '');
  const url = await eventually(() => server.ready());
  expect(await pidAt(url)).toBeGreaterThan(0);
});

test('says that a program does not exist', async () => {
  const server = supervised('', { command: 'no-such-program' });
  await expect(server.ready()).rejects.toThrow('it could not be started: spawn no-such-program ENOENT');
});

test('says that a server does not listen in time', async () => {
  const server = supervised('setInterval(() => {}, 1000)', {}, { backoffMs: 50, ...{ startLimitMs: 1_000 } });
  await expect(server.ready()).rejects.toThrow(/^it did not listen on port \d+ within 1 seconds$/);
});

test('says that the port of the app is taken, and does not call what has it', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  await expect(supervised(SERVER, { port }).ready()).rejects.toThrow(`port ${port}, which the app sets for this server, is taken by another process`);
  other.close();
});

test('stops all that a server started, also when that refuses to', async () => {
  const stubborn = 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000); console.log(process.pid)';
  const lines: string[] = [];
  const child = new Child({ command: 'sh', args: ['-c', `"${process.execPath}" -e '${stubborn}' & wait`], workingDirectory: '.', environment: process.env }, (line) => lines.push(line));
  while (lines.length === 0) await sleep(20);
  await child.stop();
  expect(await isGone(Number(lines[0]))).toBe(true);
});

test('ends the processes when this program is killed', async () => {
  const parent = spawn(process.execPath, ['-r', 'ts-node/register/transpile-only', '-e', `
    const { Child } = require('./local/processes/child');
    new Child({ command: process.execPath, args: ['-e', 'console.log(process.pid); setInterval(() => {}, 1000)'], workingDirectory: '.', environment: process.env }, console.log);
  `], { cwd: join(__dirname, '..', '..', '..'), stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, TS_NODE_PROJECT: 'test/tsconfig.json' } });
  const [line] = await once(parent.stdout.setEncoding('utf8'), 'data') as [string];
  parent.kill('SIGKILL');
  expect(await isGone(Number(line))).toBe(true);
});

test('takes 20 MB of output, whether in lines or not', async () => {
  const lengths: number[] = [];
  const child = new Child({ command: process.execPath, args: ['-e', 'process.stdout.write("x".repeat(20_000_000)); process.stdout.write("\\n" + "a line\\n".repeat(100_000))'], workingDirectory: '.', environment: process.env }, (line) => lengths.push(line.length));
  expect(await child.exited).toMatchObject({ code: 0 });
  expect(Math.max(...lengths)).toBeLessThanOrEqual(16_384);
  expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(20_000_000 + 600_000);
});

async function eventually<T>(attempt: () => Promise<T>): Promise<T> {
  for (let left = 100; ; left--) {
    try {
      return await attempt();
    } catch (error) {
      if (left === 0) throw error;
      await sleep(50);
    }
  }
}
