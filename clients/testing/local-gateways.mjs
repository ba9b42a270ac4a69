// The gateways that `agentcore-gateway dev` runs, one for each era of MCP, before a real MCP server with 70 tools.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startToolServer } from './tool-server.mjs';

const COMMAND = join(import.meta.dirname, '..', '..', 'lib', 'local', 'cli.js');

/** The MCP versions that the gateway of an era supports, and whether it has sessions. */
const ERAS = {
  '2026': { versions: ['2026-07-28'] },
  '2025': { versions: ['2025-11-25', '2025-06-18'] },
  '2025-sessions': { versions: ['2025-11-25', '2025-06-18'], sessions: true },
  'both': { versions: ['2026-07-28', '2025-11-25', '2025-06-18'] },
};

function keyOf(era) {
  return `Era${era.replace('-', '')}`;
}

function template() {
  const resources = Object.entries(ERAS).flatMap(([era, { versions, sessions }]) => [
    [keyOf(era), {
      Type: 'AWS::BedrockAgentCore::Gateway',
      Properties: {
        Name: keyOf(era).toLowerCase(), RoleArn: 'arn:aws:iam::111122223333:role/gateway', AuthorizerType: 'AWS_IAM', ProtocolType: 'MCP',
        ProtocolConfiguration: { Mcp: { SupportedVersions: versions, ...sessions ? { SessionConfiguration: { SessionTimeoutInSeconds: 3600 } } : {} } },
      },
    }],
    [`${keyOf(era)}Target`, {
      Type: 'AWS::BedrockAgentCore::GatewayTarget',
      Properties: {
        Name: 'weather', GatewayIdentifier: { 'Fn::GetAtt': [keyOf(era), 'GatewayIdentifier'] },
        TargetConfiguration: { Mcp: { McpServer: { Endpoint: 'https://weather.example.com/mcp' } } },
      },
    }],
  ]);
  return { Resources: Object.fromEntries(resources) };
}

/** The URLs of the running gateways by era. */
async function start() {
  if (!existsSync(COMMAND)) throw new Error(`${COMMAND} does not exist: npx projen build:lib`);
  const folder = mkdtempSync(join(tmpdir(), 'local-gateways-'));
  const file = join(folder, 'gateways.template.json');
  writeFileSync(file, JSON.stringify(template()));
  const ports = Object.keys(ERAS).flatMap((era) => ['--port', `${keyOf(era)}=0`]);
  const args = [COMMAND, 'dev', '--app', file, '--app-dir', folder, '--json', '--target', `weather=${await startToolServer()}`, ...ports];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  process.on('exit', () => {
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  });
  const urls = new Map();
  const ready = (async () => {
    for await (const line of createInterface(child.stdout)) {
      const { event, key, url } = JSON.parse(line);
      if (event === 'gateway') urls.set(key, url);
      if (event === 'ready') break;
    }
  })();
  await Promise.race([ready, once(child, 'exit').then(([code]) => Promise.reject(new Error(`agentcore-gateway dev ended with ${code}`)))]);
  child.stdout.resume();
  return (era) => urls.get(keyOf(era));
}

let urlOf;

/** Passes requests on to the local gateway of an era, and knows the sessions that it has opened. */
export class LocalGateway {
  #sessions = new Set();

  /** @param url of another local gateway than that of the era */
  constructor(era, url) {
    if (!url && !ERAS[era]) throw new Error(`no era ${era}`);
    this.url = async () => url ?? (await (urlOf ??= start()))(era);
  }

  get openSessions() {
    return this.#sessions.size;
  }

  async handle(request) {
    const response = await this.#send(request.method, request.headers, request.body && await request.arrayBuffer());
    const opened = response.headers.get('mcp-session-id');
    if (opened) this.#sessions.add(opened);
    if (request.method === 'DELETE' && response.ok) this.#sessions.delete(request.headers.get('mcp-session-id'));
    return response;
  }

  /** Ends all sessions, as a gateway does after a while or when it is updated. */
  async drop() {
    for (const id of this.#sessions) await this.#send('DELETE', { 'mcp-session-id': id, 'mcp-protocol-version': '2025-11-25' });
    this.#sessions.clear();
  }

  async #send(method, headers, body) {
    const sent = new Headers(headers);
    for (const name of ['host', 'connection', 'content-length']) sent.delete(name);
    return fetch(await this.url(), { method, headers: sent, ...body ? { body } : {} });
  }
}
