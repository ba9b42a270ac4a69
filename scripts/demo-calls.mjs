// Runs the gateways of an assembly with `agentcore-gateway dev`, and calls tools through them with an MCP client.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const CLI = join(dirname(dirname(fileURLToPath(import.meta.url))), 'lib', 'local', 'cli.js');

/** Through both gateways, each to what is behind it. A tool of another target is one more row. */
const CALLS = [
  { what: 'a Lambda function in Python', tool: 'domain___weather___get_weather', args: { city: 'Reykjavik', month: 7 }, expect: /"meanTemperatureCelsius": ?\d+/ },
  { what: 'a Lambda function in Node.js', tool: 'domain___time___get_time', args: { city: 'São Paulo', at: '2026-07-01T12:00:00Z' }, expect: /"localTime":"2026-07-01/ },
  { what: 'the MCP server', tool: 'domain___everything___get-sum', args: { a: 20, b: 22 }, expect: /42/ },
  { what: 'the MCP server, against a Cedar policy', tool: 'domain___everything___get-env', args: {}, expect: /^AuthorizeActionException - Tool Execution Denied/ },
];

/** Prints what the calls return, and returns what is wrong. */
export async function callTools(assembly, appFolder, environment) {
  const dev = await start(assembly, appFolder, environment);
  const started = descendantsOf(dev.process.pid);
  const problems = [];
  try {
    const client = new Client({ name: 'demo', version: '1' });
    await client.connect(new StreamableHTTPClientTransport(new URL(dev.gateways[0].url)));
    await printTools(client, dev.gateways[0]);
    for (const { what, tool, args, expect } of CALLS) {
      const text = (await client.callTool({ name: tool, arguments: args })).content.map((part) => part.text).join('\n');
      console.log(`${tool} ${JSON.stringify(args)}  (${what})\n  ${text.replaceAll('\n', '\n  ')}`);
      if (!expect.test(text)) problems.push(`${tool} returned ${text}`);
    }
    await client.close();
    started.push(...descendantsOf(dev.process.pid));
  } finally {
    if (dev.process.exitCode === null) {
      dev.process.kill('SIGINT');
      await once(dev.process, 'exit');
    }
  }
  const left = await stillRunning(started);
  console.log(`\nStopped: ${new Set(started).size} processes ended, ${left.length} left`);
  return [...problems, ...left.map((pid) => `process ${pid} is still running`)];
}

async function start(assembly, cwd, env) {
  const child = spawn(process.execPath, [CLI, 'dev', '--app', assembly, '--app-dir', cwd, '--trust', '--json', '--no-aws-credentials'], { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const gateways = [];
  for await (const line of createInterface(child.stdout)) {
    const event = JSON.parse(line);
    if (event.event === 'gateway') gateways.push(event);
    if (event.event === 'progress') console.error(`  ${event.line}`);
    if (event.event === 'ready') break;
  }
  if (gateways.length === 0) throw new Error('the gateways did not start');
  child.stdout.resume();
  return { process: child, gateways };
}

async function printTools(client, { key, url }) {
  const names = [];
  for (let cursor; ;) {
    const page = await client.listTools(cursor === undefined ? {} : { cursor });
    names.push(...page.tools.map(({ name }) => name));
    cursor = page.nextCursor;
    if (cursor === undefined) break;
  }
  console.log(`Tools that the agent lists at ${key}, ${url}\n  ${names.join('\n  ')}\n`);
}

/** The processes that a process started, and those that these started. */
function descendantsOf(pid) {
  const rows = spawnSync('ps', ['-eo', 'pid=,ppid=,stat='], { encoding: 'utf8' }).stdout?.split('\n').map((line) => line.trim().split(/\s+/)) ?? [];
  const children = rows.filter(([, parent, state]) => parent === String(pid) && !state.startsWith('Z')).map(([child]) => child);
  return children.flatMap((child) => [child, ...descendantsOf(child)]);
}

async function stillRunning(pids) {
  const alive = () => [...new Set(pids)].filter((pid) => /^[^Z]/.test(spawnSync('ps', ['-o', 'stat=', '-p', pid], { encoding: 'utf8' }).stdout?.trim() ?? ''));
  // The shell that watches over the processes ends a moment after them.
  for (let attempt = 0; attempt < 100 && alive().length > 0; attempt++) await sleep(50);
  return alive();
}
