// What is measured: each candidate is a process that serves MCP.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Caller } from './caller.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const CLI = join(root, 'lib', 'local', 'cli.js');
const PEER = { name: 'localcore-gateway', version: '0.3.0' };

/** A process that serves MCP at a URL. */
export class Candidate {
  constructor(name, child, url, milliseconds, folder) {
    Object.assign(this, { name, child, startMilliseconds: milliseconds, folder });
    this.caller = new Caller(url);
  }

  /** User and system time so far, in milliseconds. */
  get cpu() {
    const fields = readFileSync(`/proc/${this.child.pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  }

  /** Resident memory in MB. */
  get memory() {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${this.child.pid}/status`, 'utf8'))[1]) / 1024;
  }

  async stop() {
    this.caller.close();
    this.child.kill('SIGTERM');
    await once(this.child, 'exit');
    if (this.folder) rmSync(this.folder, { recursive: true });
  }
}

/** A program of this folder that prints its port. */
export async function program(name, script, ...args) {
  const started = performance.now();
  const child = spawn(process.execPath, [join(here, script), ...args], { stdio: ['ignore', 'pipe', 'inherit'], cwd: root });
  const port = await firstLine(child, (line) => line);
  return ready(name, child, `http://127.0.0.1:${port}/mcp`, started);
}

/** `agentcore-gateway dev` with a template. */
export async function dev(name, template) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-local-'));
  writeFileSync(join(folder, 'app.template.json'), JSON.stringify(template));
  return devOf(name, ['--app', 'app.template.json', '--app-dir', '.', '--trust'], folder, folder);
}

/** `agentcore-gateway dev` in a folder. */
export async function devOf(name, args, cwd, folder) {
  const started = performance.now();
  const child = spawn(process.execPath, [CLI, 'dev', '--json', '--no-aws-credentials', ...args], { stdio: ['ignore', 'pipe', 'inherit'], cwd });
  const url = await firstLine(child, (line) => {
    const event = JSON.parse(line);
    return event.event === 'gateway' ? event.url : undefined;
  });
  return ready(name, child, url, started, folder);
}

/** The peer from PyPI, installed once into .cache. */
export async function peer(name, targets) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-peer-'));
  const port = await freePort();
  writeFileSync(join(folder, 'handlers.py'), 'def handler(event, context):\n    return {"text": "x" * 200}\n');
  writeFileSync(join(folder, 'gateway.yaml'), JSON.stringify({ server: { host: '127.0.0.1', port, stateless: true }, targets }));
  const started = performance.now();
  const child = spawn(join(peerEnvironment(), 'bin', 'lcgw'), ['serve', '-c', join(folder, 'gateway.yaml')], { stdio: ['ignore', 'ignore', 'ignore'], cwd: folder });
  return ready(name, child, `http://127.0.0.1:${port}/mcp`, started, folder);
}

export const peerServer = (url) => ({ type: 'mcp', name: 'srv', url });
export const peerFunction = {
  type: 'lambda', name: 'srv', lambda: { backend: 'native', handler: 'handlers.handler' }, tools: [{ name: 'tool_0', inputSchema: { type: 'object', properties: { id: { type: 'string' } } } }],
};

function peerEnvironment() {
  const folder = join(root, '.cache', `bench-${PEER.name}-${PEER.version}`);
  if (existsSync(join(folder, 'bin', 'lcgw'))) return folder;
  mkdirSync(dirname(folder), { recursive: true });
  execFileSync('python3', ['-m', 'venv', folder], { stdio: 'inherit' });
  execFileSync(join(folder, 'bin', 'pip'), ['install', '--quiet', `${PEER.name}==${PEER.version}`], { stdio: 'inherit' });
  return folder;
}

async function firstLine(child, read) {
  for await (const line of createInterface(child.stdout)) {
    const value = read(line);
    if (value === undefined) continue;
    child.stdout.resume();
    return value;
  }
  throw new Error('the process ended before it served');
}

/** Ready is who lists tools. */
async function ready(name, child, url, started, folder) {
  const waiting = new Candidate(name, child, url, 0, folder);
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${name} ended with code ${child.exitCode}`);
    try {
      await waiting.caller.list();
      break;
    } catch {
      await new Promise((done) => setTimeout(done, 5));
    }
  }
  waiting.startMilliseconds = performance.now() - started;
  return waiting;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
