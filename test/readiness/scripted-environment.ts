import { check, Outcome } from '../../src/readiness/check/check.lambda';
import { Environment } from '../../src/readiness/check/environment.lambda';
import { Properties } from '../../src/readiness/check/properties.lambda';


export const RUNTIME_URL = new URL(
  'https://bedrock-agentcore.eu-west-1.amazonaws.com/runtimes/arn%3Aaws%3Abedrock-agentcore%3Aeu-west-1%3A111122223333%3Aruntime%2Fdocs-AbCdEfGhIj/invocations?qualifier=DEFAULT',
);
export const GATEWAY_URL = new URL('https://tools-abcdefghij.gateway.bedrock-agentcore.eu-west-1.amazonaws.com/mcp');

export const CREDENTIALS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'very/secret', sessionToken: 'token+of/session==' };

export const PROPERTIES: Properties = {
  url: RUNTIME_URL,
  region: 'eu-west-1',
  service: 'bedrock-agentcore',
  kind: 'runtime',
  name: 'App/Docs/Readiness',
  expectTools: [],
  timeoutMs: 300_000,
};

/** An HTTP request that the server received. */
export interface Received {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly rpc?: { readonly id?: number; readonly method: string; readonly params?: Record<string, any> };
}

export type Reply = (request: Received, clock: Clock) => Response | Promise<Response>;

/** The replies of a server of 2025-11-25 in one attempt. Defaults to successful replies. */
export interface Attempt {
  /** The reply to every request, from the infrastructure in front of the server. */
  readonly all?: Reply;
  readonly initialize?: Reply;
  readonly initialized?: Reply;
  readonly list?: Reply;
  readonly end?: Reply;
}

export interface Clock {
  now: number;
  /** The time limit of the current request. */
  limitMs: number;
}

/** An environment with a scripted server (the last attempt repeats) and a clock that advances only on waits. */
export class ScriptedEnvironment implements Environment {
  readonly clock: Clock = { now: Date.UTC(2026, 0, 1), limitMs: 0 };
  readonly received: Received[] = [];
  readonly lines: Record<string, any>[] = [];
  readonly waits: number[] = [];

  constructor(private readonly attempts: Attempt[]) {}

  readonly now = () => this.clock.now;
  readonly random = () => 0.5;
  readonly credentials = () => CREDENTIALS;
  readonly log = (line: Record<string, unknown>) => { this.lines.push(line); };
  readonly sleep = async (ms: number) => {
    this.waits.push(ms);
    this.clock.now += ms;
  };

  readonly abortAfter = (ms: number) => {
    this.clock.limitMs = ms;
    return new AbortController().signal;
  };

  readonly fetch = async (_url: URL | string, init: RequestInit): Promise<Response> => {
    const request: Received = {
      method: init.method!,
      headers: Object.fromEntries(Object.entries(init.headers as Record<string, string>).map(([name, value]) => [name.toLowerCase(), value])),
      rpc: init.body ? JSON.parse(init.body as string) : undefined,
    };
    this.received.push(request);
    // Each attempt ends with a line in the log.
    const script = this.attempts[Math.min(this.lines.length, this.attempts.length - 1)];
    if (script.all) return script.all(request, this.clock);
    if (request.method === 'DELETE') return (script.end ?? http(200))(request, this.clock);
    switch (request.rpc!.method) {
      case 'server/discover': return http(400, 'Bad Request: Server not initialized')(request, this.clock);
      case 'initialize': return (script.initialize ?? welcome())(request, this.clock);
      case 'notifications/initialized': return (script.initialized ?? http(202))(request, this.clock);
      default: return (script.list ?? tools('echo'))(request, this.clock);
    }
  };

  /** The number of attempts in the log. */
  get attemptsLogged(): number {
    return this.lines.length;
  }

  of(method: string): Received[] {
    return this.received.filter(({ rpc }) => rpc?.method === method);
  }
}

export interface Run {
  readonly outcome: Outcome;
  readonly environment: ScriptedEnvironment;
  readonly elapsedMs: number;
  /** The reason of a failure. */
  readonly reason: string;
}

export async function run(attempts: Attempt[], properties: Partial<Properties> = {}): Promise<Run> {
  const environment = new ScriptedEnvironment(attempts);
  const all = { ...PROPERTIES, ...properties };
  const started = environment.now();
  const outcome = await check(all, environment, started + all.timeoutMs);
  return { outcome, environment, elapsedMs: environment.now() - started, reason: outcome.ready ? '' : outcome.reason };
}

export function http(status: number, body?: unknown, headers: Record<string, string> = {}): Reply {
  return () => new Response(body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body), { status, headers });
}

export function result(value: unknown, headers: Record<string, string> = {}): Reply {
  return ({ rpc }) => json({ jsonrpc: '2.0', id: rpc?.id, result: value }, headers);
}

export function welcome(protocolVersion = '2025-11-25', headers: Record<string, string> = {}): Reply {
  return result({ protocolVersion, capabilities: { tools: {} }, serverInfo: { name: 'scripted', version: '1' } }, headers);
}

export function tools(...names: string[]): Reply {
  return result({ tools: names.map((name) => ({ name, inputSchema: { type: 'object' } })) });
}

export function rpcError(code: number, message: string, data?: unknown): Reply {
  return ({ rpc }) => json({ jsonrpc: '2.0', id: rpc?.id, error: { code, message, data } });
}

/** An event stream in the given chunks. */
export function stream(...parts: string[]): Reply {
  return () => {
    const body = new ReadableStream({
      start(controller) {
        for (const part of parts) controller.enqueue(new TextEncoder().encode(part));
        controller.close();
      },
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  };
}

export function refused(): Reply {
  return () => {
    const cause = Object.assign(new Error('connect ECONNREFUSED 10.0.0.1:443'), { code: 'ECONNREFUSED' });
    throw new TypeError('fetch failed', { cause });
  };
}

/** Does not respond within the time limit. */
export function silence(): Reply {
  return (_, clock) => {
    clock.now += clock.limitMs;
    throw new DOMException('The operation was aborted due to timeout', 'TimeoutError');
  };
}

function json(message: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(message), { headers: { 'content-type': 'application/json', ...headers } });
}
