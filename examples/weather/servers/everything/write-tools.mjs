// Starts the server, asks it for its tools, and writes them down in tools.json: `node write-tools.mjs`.
// With --check it compares instead, and fails when tools.json is no longer what the server says.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const file = fileURLToPath(new URL('tools.json', import.meta.url));
const server = spawn(process.execPath, [fileURLToPath(new URL('start.js', import.meta.url))], {
  // Port 0: any that is free.
  env: { ...process.env, PORT: '0', HOST: '127.0.0.1' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  const tools = `${JSON.stringify(await listTools(await addressOf(server)), undefined, 2)}\n`;
  if (process.argv.includes('--check')) {
    if (readFileSync(file, 'utf8') !== tools) {
      console.error('tools.json is not what the server says: run `node write-tools.mjs`');
      process.exitCode = 1;
    }
  } else {
    writeFileSync(file, tools);
  }
} finally {
  server.kill();
}

async function addressOf(process) {
  const [line] = await Promise.race([
    once(createInterface({ input: process.stdout }), 'line'),
    once(process, 'exit').then(([code]) => { throw new Error(`the server ended with exit code ${code} before it listened`); }),
  ]);
  return new URL(line.split(' ').at(-1));
}

async function listTools(url) {
  const client = new Client({ name: 'write-tools', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(url));
  const tools = [];
  let cursor;
  do {
    const page = await client.listTools({ cursor });
    tools.push(...page.tools);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  await client.close();
  // The server registers its tools in an order of its own; by name a change is easier to read.
  return tools.sort((a, b) => a.name.localeCompare(b.name, 'en'));
}
