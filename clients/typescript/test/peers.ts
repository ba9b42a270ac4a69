// What the tests talk to: real MCP servers behind a front that has botocore verify signatures, AppConfig, an OAuth2 server.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, beforeEach } from 'node:test';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const PYTHON = join(ROOT, '.venv-clients', 'newest', 'bin', 'python');

export const REGION = 'eu-west-1';
export const KEYS = {
  AKIAFIRST: { secret: 'secret-of-first' },
  ASIASECOND: { secret: 'secret-of-second', sessionToken: 'session/token+of==second' },
};
export const ERAS = ['2026', '2025', '2025-sessions'] as const;

export interface Received {
  readonly http: string;
  readonly rpc?: string;
  readonly tool?: string;
  readonly session?: string;
  readonly policySession?: string;
  readonly identity?: string;
  readonly scheme?: string;
  readonly accessKey?: string;
  readonly status: number;
}

const processes: ChildProcess[] = [];

/** Starts a program that says its URL in the first line, and ends with its standard input. */
async function program(command: string, script: string): Promise<string> {
  const child = spawn(command, [join(ROOT, 'clients', 'testing', script)], { stdio: ['pipe', 'pipe', 'inherit'] });
  processes.push(child);
  const [line] = await Promise.race([
    once(createInterface(child.stdout!), 'line'),
    once(child, 'error').then(([error]) => Promise.reject(new Error(`${command} does not run: scripts/test-clients-python.sh makes it`, { cause: error }))),
  ]) as [string];
  return (JSON.parse(line) as { url: string }).url;
}

const [control, verifier] = await Promise.all([program(process.execPath, 'peers.mjs'), program(PYTHON, 'verify-signature.py')]);

async function post<T>(url: string, value: unknown, method = 'POST'): Promise<T> {
  const response = await fetch(url, { method, body: JSON.stringify(value) });
  const result = await response.json() as T & { error?: string };
  if (!response.ok) throw new Error(result.error);
  return result;
}

export class Peer {
  public static async start(kind: 'gateway' | 'aws' | 'oauth', options: object = {}): Promise<Peer> {
    const { id, url } = await post<{ id: string; url: string }>(`${control}/${kind}`, options);
    const peer = new Peer(id, url);
    started.push(peer);
    return peer;
  }

  private readonly id: string;
  public readonly url: string;

  private constructor(id: string, url: string) {
    this.id = id;
    this.url = url;
  }

  public tell<T = { requests: Received[]; openSessions: number; connections: number; token: string }>(command: object = {}): Promise<T> {
    return post<T>(`${control}/${this.id}`, command);
  }

  public async requests(): Promise<Received[]> {
    return (await this.tell()).requests;
  }

  public async received(method: string): Promise<Received[]> {
    return (await this.requests()).filter(({ rpc }) => rpc === method);
  }

  public stop(): Promise<unknown> {
    return post(`${control}/${this.id}`, {}, 'DELETE');
  }
}

const started: Peer[] = [];

/** A gateway that asks for signatures, and that `Tools` stands for. It is at a loopback address, so its auth type is told. */
export async function iamGateway(era: string = '2026', options: object = {}): Promise<Peer> {
  return named(await Peer.start('gateway', { era, iam: { region: REGION, keys: KEYS, ...options }, verifier }), 'AWS_IAM');
}

export function named(gateway: Peer, authType: string): Peer {
  process.env.AGENTCORE_GATEWAY_TOOLS_URL = gateway.url;
  process.env.AGENTCORE_GATEWAY_TOOLS_AUTH_TYPE = authType;
  return gateway;
}

const given = { ...process.env };

/** The environment of an agent with a role, in an empty folder. */
export let folder: string;
beforeEach(() => {
  for (const name of Object.keys(process.env)) {
    if (/^(AWS_|AGENTCORE_|LOCAL_DEV$|RUNTIME_CONFIG_APP_ID$)/.test(name)) delete process.env[name];
  }
  folder = mkdtempSync(join(tmpdir(), 'agentcore-gateways-'));
  Object.assign(process.env, {
    PATH: given.PATH,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: join(folder, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
    AWS_ACCESS_KEY_ID: 'AKIAFIRST',
    AWS_SECRET_ACCESS_KEY: KEYS.AKIAFIRST.secret,
    AWS_REGION: REGION,
    AWS_MAX_ATTEMPTS: '1',
  });
  process.chdir(folder);
});

after(async () => {
  await Promise.all(started.map((peer) => peer.stop()));
  for (const child of processes) child.stdin!.end();
});

export function pick<T, K extends keyof T>(values: T[], ...names: K[]): Array<T[K] | Array<T[K]>> {
  return values.map((value) => names.length === 1 ? value[names[0]!] : names.map((name) => value[name]));
}
