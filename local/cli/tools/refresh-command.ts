import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'fs';
import { dirname, resolve } from 'path';
import { setTimeout as sleep } from 'timers/promises';
import { localCommandOf, LocalServer, printedCommand } from './local-server';
import { counted } from '../../../src/findings/format';
import { McpClient } from '../../../src/mcp-client/client';
import { excerpt } from '../../../src/mcp-client/excerpt';
import { McpError } from '../../../src/mcp-client/failure';
import type { ListedTool } from '../../../src/mcp-client/list-tools';
import { within } from '../../../src/model/confinement';
import type { GatewayModel } from '../../../src/model/gateway-model';
import { TOOLS_METADATA_KEY } from '../../../src/model/metadata-keys';
import { property, textOf } from '../../../src/model/value';
import { pathOfUrl, serverBehindUrl, StartableServer } from '../../snapshot/server-behind-url';
import { asUserError, messageOf, UserError } from '../../user-error';
import { progressLines } from '../dev/progress';
import { AppToRun, appToRun } from '../dev/synthesize';
import { loadInput } from '../input/load-input';

/** Enough to recognize an error page. */
const MAX_REASON_BYTES = 600;
const REQUEST_LIMIT_MS = 30_000;
const POLL_MS = 200;

interface RefreshRequest {
  /** Assemblies or templates to take as they are; without any, the app of the folder is synthesized. */
  readonly inputs: readonly string[];
  /** Whether to start the commands of an input that this command did not synthesize. */
  readonly trust: boolean;
  /** The time limit for a server to list its tools. */
  readonly timeoutSeconds: number;
}

/** The result for each tools file, as data. */
interface RefreshReport {
  readonly servers: readonly RefreshedServer[];
}

interface RefreshedServer {
  readonly path: string;
  readonly outcome: 'written' | 'unchanged' | 'failed' | 'skipped';
  readonly file?: string;
  readonly tools?: readonly string[];
  /** Why it failed or was skipped. */
  readonly reason?: string;
}

/** Starts the MCP servers of the app on this machine, one after another, and writes the tools that each lists to its tools file. */
export async function refreshCommand(request: RefreshRequest, directory: string, progress: (line: string) => void): Promise<RefreshReport> {
  const { inputs, appFolder, isOwn } = await appOf(request, directory, progress);
  const model = loadInput(inputs);
  const servers = serversIn(model);
  if (!isOwn) refuseCommands(servers.filter(({ file, local }) => file !== undefined && local !== undefined), appFolder);
  const refreshed: RefreshedServer[] = [];
  for (const server of servers) refreshed.push(await refresh(server, { ...request, directory: appFolder, progress }));
  return { servers: refreshed };
}

/** Without an input, the app is synthesized, so that the commands are the user's own. The rules may fail for tools that are yet to be listed. */
async function appOf({ inputs, trust }: RefreshRequest, directory: string, progress: (line: string) => void): Promise<AppToRun> {
  return inputs.length > 0 ? { inputs, appFolder: directory, isOwn: trust } : appToRun({ directory, trust, progress: progressLines(progress), rules: false });
}

/** @throws UserError with the commands, if there are any */
function refuseCommands(servers: readonly McpServer[], appFolder: string): void {
  if (servers.length === 0) return;
  const commands = servers.map((server) => `- ${server.path}: ${printedCommand(localCommandOf(server, appFolder))}`);
  throw new UserError(`the input starts processes on this machine, and was not written by the synthesis of the app in this folder:\n${commands.join('\n')}\n`
    + 'run the command without an input in the folder of cdk.json, or read the commands and start them with --trust');
}

/** An MCP server of the app. */
interface McpServer extends StartableServer {
  /** The path of its URL. */
  readonly urlPath: string;
  /** Its tools file. */
  readonly file?: string;
}

/** The MCP servers on runtimes, and those behind function URLs. */
function serversIn(model: GatewayModel): McpServer[] {
  const runtimes = model.runtimes.filter(({ protocol }) => protocol?.text === 'MCP').map((runtime) => ({ ...runtime, urlPath: '/mcp' }));
  const behindUrls = model.functionUrls.flatMap((url) => {
    const called = model.targets.flatMap(({ kind, pointsTo }) => kind === 'mcpServer' && pointsTo.kind === 'url' && pointsTo.address === url.address ? [pathOfUrl(pointsTo.url)] : []);
    return called.slice(0, 1).map((urlPath) => ({ ...serverBehindUrl(model, url), urlPath }));
  });
  return [...runtimes, ...behindUrls].map((server) => {
    const file = textOf(property(model.resources[server.address].metadata, TOOLS_METADATA_KEY, 'file'))?.text;
    return { ...server, ...file === undefined ? {} : { file } };
  });
}

interface RefreshContext extends RefreshRequest {
  readonly directory: string;
  readonly progress: (line: string) => void;
}

async function refresh(mcpServer: McpServer, context: RefreshContext): Promise<RefreshedServer> {
  const { directory, timeoutSeconds, progress } = context;
  const { file, local, path, urlPath } = mcpServer;
  if (file === undefined) return { path, outcome: 'skipped', reason: 'the app sets no `toolsFile` for the server' };
  if (local === undefined) return { path, outcome: 'skipped', file, reason: 'the app sets no `local` process, so the server cannot be started' };
  if (!within([directory])(resolve(directory, file))) {
    return { path, outcome: 'failed', file, reason: `the tools file is outside the folder of the app, ${directory}; set \`toolsFile\` to a file in that folder` };
  }
  const command = localCommandOf(mcpServer, directory);
  if (!existsSync(command.workingDirectory)) {
    return { path, outcome: 'failed', file, reason: `working directory \`${command.workingDirectory}\` does not exist; run this command in the folder of cdk.json` };
  }
  progress(`${path}: starting ${printedCommand(command)}`);
  const server = await LocalServer.start(command, urlPath);
  const interrupted = () => void server.stop();
  process.once('SIGINT', interrupted);
  try {
    const tools = await waitForTools(server, timeoutSeconds);
    const outcome = asUserError(() => writeTools(resolve(directory, file), tools));
    progress(`${path}: ${counted(tools.length, 'tool')}, ${file} ${outcome}`);
    return { path, outcome, file, tools: tools.map(({ name }) => name) };
  } catch (error) {
    if (error instanceof UserError) throw error;
    const output = server.output.trim();
    return { path, outcome: 'failed', file, reason: messageOf(error) + (output === '' ? '' : `; its output:\n${output}`) };
  } finally {
    process.off('SIGINT', interrupted);
    await server.stop();
  }
}

/** Lists the tools as soon as the server listens. The first response is final. */
async function waitForTools(server: LocalServer, timeoutSeconds: number): Promise<readonly ListedTool[]> {
  const end = Date.now() + timeoutSeconds * 1_000;
  const client = new McpClient({
    url: new URL(server.url),
    clientInfo: { name: 'agentcore-gateway', version: '1' },
    timeLimit: () => Math.min(REQUEST_LIMIT_MS, end - Date.now()),
  });
  for (;;) {
    if (server.failure !== undefined) throw new Error(server.failure);
    try {
      return await client.listTools();
    } catch (error) {
      const message = excerpt(messageOf(error), MAX_REASON_BYTES);
      if (!isUnreachable(error)) throw new Error(message);
      if (Date.now() + POLL_MS > end) throw new Error(`${server.url} listed no tools within ${timeoutSeconds} seconds: ${message}`);
      await sleep(POLL_MS);
    }
  }
}

/** Whether the server returned no response yet: it may still be starting. */
function isUnreachable(error: unknown): boolean {
  return error instanceof McpError && (error.failure.kind === 'unreachable' || error.failure.kind === 'timeout');
}

function writeTools(file: string, tools: readonly ListedTool[]): 'written' | 'unchanged' {
  const text = `${JSON.stringify(tools, null, 2)}\n`;
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return 'unchanged';
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return 'written';
}

export function formatRefreshText({ servers }: RefreshReport): string {
  if (servers.length === 0) return 'The app has no MCP servers.\n';
  const lines = servers.map(({ path, outcome, file, tools, reason }) => {
    const details = [...file === undefined ? [] : [file], ...tools ? [counted(tools.length, 'tool')] : [], ...reason === undefined ? [] : [reason]];
    return `${outcome.padEnd(9)} ${path}: ${details.join(', ')}`;
  });
  const hint = servers.some(({ outcome }) => outcome === 'written') ? ['', 'Synthesize the app again to use the new tools.'] : [];
  return `${[...lines, ...hint].join('\n')}\n`;
}
