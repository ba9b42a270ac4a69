import { readFileSync } from 'fs';
import { join } from 'path';
import { Calls, printCall } from './print';
import { progressLines } from './progress';
import { StartedApp } from './start';
import { appToRun } from './synthesize';
import { isObject, JsonObject } from '../../../src/json';
import { McpClient } from '../../../src/mcp-client/client';
import { McpError } from '../../../src/mcp-client/failure';
import { runningGateways } from '../../discovery/manifest';
import { asUserError, UserError } from '../../user-error';
import type { Host } from '../host';
import { paintFor } from '../paint';

export interface CallRequest {
  readonly tool: string;
  /** JSON, or `@file`. */
  readonly args: string;
  readonly gateway?: string;
  readonly as?: string;
  readonly assembly?: string;
  readonly appFolder?: string;
  readonly trust: boolean;
  readonly color: boolean;
  readonly targets: readonly string[];
  readonly envFiles: readonly string[];
  readonly awsCredentials: boolean;
  readonly apis: readonly string[];
}

export interface CallReport {
  readonly isError: boolean;
  /** The result of the tool, or the error of the gateway. */
  readonly result: JsonObject;
}

/** Calls one tool: at the gateways that run, else at gateways that run for this call. */
export async function runCall(request: CallRequest, host: Host): Promise<CallReport> {
  const args = readArguments(request.args, host.directory);
  const running = request.assembly === undefined ? runningGateways(join(host.directory, request.appFolder ?? '.')) : undefined;
  if (running) {
    const [first, ...others] = Object.entries(running.gateways);
    const url = (request.gateway === undefined ? first?.[1] : running.gateways[request.gateway])?.url;
    if (url === undefined) throw new UserError(`no gateway \`${request.gateway}\` runs; there are ${[first, ...others].map(([key]) => key).join(', ')}`);
    return call(url, request, args);
  }
  const progress = progressLines((line) => host.stderr.write(`${line}\n`));
  const paint = paintFor(host.stderr, host.environment, request.color);
  const calls = new Calls((hops) => { if (hops[0].method === 'tools/call') progress.line(printCall(hops, paint)); });
  const toRun = await appToRun({ ...request, directory: host.directory, progress });
  const app = await StartedApp.start(toRun, { ...request, directory: host.directory, environment: host.environment, ports: [], progress, trace: (event) => calls.add(event) });
  try {
    return await call(app.gatewayOf(request.tool, request.gateway).url, request, args);
  } finally {
    await app.stop();
  }
}

async function call(url: string, { tool, as }: CallRequest, args: JsonObject): Promise<CallReport> {
  const client = new McpClient({
    url: new URL(url),
    clientInfo: { name: 'agentcore-gateway', version: '1' },
    timeLimit: () => 15 * 60_000,
    ...as === undefined ? {} : { headers: { 'x-local-principal': as } },
  });
  try {
    const result = await client.withSession(async (session) => session.request('tools/call', { name: tool, arguments: args }));
    return { isError: result.isError === true, result };
  } catch (error) {
    if (!(error instanceof McpError)) throw error;
    return { isError: true, result: { code: error.failure.code, message: error.failure.words } };
  }
}

function readArguments(text: string, directory: string): JsonObject {
  const json = text.startsWith('@') ? asUserError(() => readFileSync(join(directory, text.slice(1)), 'utf8')) : text;
  const value = asUserError(() => JSON.parse(json) as unknown);
  if (!isObject(value)) throw new UserError('the arguments are no JSON object');
  return value;
}
