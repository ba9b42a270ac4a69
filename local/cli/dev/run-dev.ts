import { spawn } from 'child_process';
import { once } from 'events';
import { constants } from 'os';
import { setFlagsFromString } from 'v8';
import { LineWriter } from './lines';
import { Calls, printCall, printGateway, printPayloads } from './print';
import { progressIn, progressLines } from './progress';
import { ProgressList } from './progress-list';
import { StartedApp, StartOptions } from './start';
import { appToRun } from './synthesize';
import type { Paint } from '../../../src/findings/format';
import { DIFFERENCES } from '../../differences';
import { LocalAppConfig } from '../../discovery/appconfig';
import { checkNotRunning, MANIFEST_VERSION, writeManifest } from '../../discovery/manifest';
import { agentEnvironment, Listening, localConfiguration } from '../../discovery/runtime-configuration';
import { McpHttpTarget } from '../../targets/mcp-http';
import type { Host } from '../host';
import { paintFor } from '../paint';

/** So long the tools of a gateway are waited for at the start. */
const LIST_LIMIT_MS = 30_000;

export interface DevRequest {
  readonly assembly?: string;
  readonly appFolder?: string;
  readonly trust: boolean;
  readonly as?: string;
  readonly ports: readonly string[];
  readonly targets: readonly string[];
  readonly envFiles: readonly string[];
  readonly awsCredentials: boolean;
  readonly apis: readonly string[];
  readonly asJson: boolean;
  /** Whether each call is printed with its messages. */
  readonly verbose: boolean;
  readonly color: boolean;
  /** A program to run beside the gateways; they end when it ends. */
  readonly command: readonly string[];
}

/** Runs the gateways until the process is told to stop, or until the program beside them ends; returns the exit code. */
export async function runDev(request: DevRequest, host: Host): Promise<number> {
  // Otherwise garbage grows to more than 100 MB, and calls become no faster by it.
  setFlagsFromString('--semi-space-growth-factor=1');
  // The program beside the gateways owns the standard output.
  const output = request.command.length > 0 ? host.stderr : host.stdout;
  const list = output.isTTY && !request.asJson && host.environment.TERM !== 'dumb' ? new ProgressList(output) : undefined;
  const lines = new LineWriter(list ?? output);
  try {
    return await run(request, host, { lines, list, paint: paintFor(output, host.environment, request.color) });
  } finally {
    lines.flush();
  }
}

interface Console {
  readonly lines: LineWriter;
  /** Of a terminal. */
  readonly list: ProgressList | undefined;
  readonly paint: Paint;
}

async function run(request: DevRequest, host: Host, { lines, list, paint }: Console): Promise<number> {
  const say = (event: object, line: () => string) => lines.write(request.asJson ? JSON.stringify(event) : line());
  const progress = list ? progressIn(list, (line) => lines.write(line), paint) : progressLines((line) => say({ event: 'progress', line }, () => paint.faint(line)));
  const calls = new Calls((hops) => {
    const event = { event: 'call', hops: request.verbose ? hops.map((hop) => ({ ...hop, payloads: hop.payloads() })) : hops };
    say(event, () => request.verbose ? `${printCall(hops, paint)}\n${printPayloads(hops, paint)}` : printCall(hops, paint));
  });
  const toRun = await appToRun({ ...request, directory: host.directory, progress });
  checkNotRunning(toRun.appFolder);

  const stopped = stopSignal();
  // What lists the tools for the start is no call of anybody.
  let isReady = false;
  const options: StartOptions = { ...request, directory: host.directory, environment: host.environment, progress, trace: (event) => { if (isReady) calls.add(event); } };
  const app = await StartedApp.start(toRun, options);
  const removeManifest = writeManifest(toRun.appFolder, {
    version: MANIFEST_VERSION, pid: process.pid, gateways: Object.fromEntries(app.gateways.map(({ gateway, url }) => [gateway.key, { url }])),
  });
  const appConfig = await LocalAppConfig.start(localConfiguration(app.gateways));
  try {
    for (const listening of app.gateways) {
      const tools = await progress.step(`listing the tools of ${listening.gateway.key}`, async () => toolNames(listening));
      say({ event: 'gateway', key: listening.gateway.key, url: listening.url, tools }, () => printGateway(listening.gateway, listening.url, tools, paint));
    }
    isReady = true;
    const environment = agentEnvironment(app.gateways, appConfig.url);
    say({ event: 'ready', environment }, () => `${DIFFERENCES.length} known differences from the service: agentcore-gateway dev --differences. This is no security boundary: any program on this machine can call as anybody.`);
    if (request.command.length > 0) return await runBeside(request.command, host, environment, stopped);
    await stopped;
    return 0;
  } finally {
    removeManifest();
    await appConfig.stop();
    await app.stop();
  }
}

async function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve(signal));
  });
}

async function runBeside(
  [program, ...args]: readonly string[], { directory, environment }: Host, added: Record<string, string>, stopped: Promise<NodeJS.Signals>,
): Promise<number> {
  const child = spawn(program, args, { cwd: directory, env: { ...environment, ...added }, stdio: 'inherit' });
  void stopped.then((signal) => child.kill(signal));
  const failed = new Promise<never>((_, reject) => { child.once('error', reject); });
  const [code, signal] = await Promise.race([once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>, failed]);
  return code ?? 128 + constants.signals[signal!];
}

async function toolNames({ url, gateway }: Listening): Promise<readonly string[]> {
  // Not by `fetch`, which takes longer to load than everything else.
  const client = new McpHttpTarget(() => url);
  try {
    const listed = await client.list('tools', { headers: {}, query: {}, hop: {}, signal: AbortSignal.timeout(LIST_LIMIT_MS) });
    return listed.map(({ value }) => String(value.name));
  } catch (error) {
    return [`(${gateway.key} lists no tools: ${(error as Error).message})`];
  } finally {
    await client.stop();
  }
}
