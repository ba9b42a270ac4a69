import type { Progress } from './progress';
import type { AppToRun } from './synthesize';
import { unauthenticatedPrincipal } from '../../../src/cedar';
import type { GatewayModel } from '../../../src/model/gateway-model';
import { NamedPrincipal, readPrincipal } from '../../access/principals';
import { FunctionUrls } from '../../app/function-urls';
import { Functions } from '../../app/functions';
import { LocalApp } from '../../app/local-app';
import { Servers } from '../../app/servers';
import type { Listening } from '../../discovery/runtime-configuration';
import { snapshotOf } from '../../snapshot/of-model';
import type { FunctionSnapshot, Runs, ServerSnapshot, Snapshot } from '../../snapshot/snapshot';
import { nameOf } from '../../snapshot/target-of';
import type { CallEvent } from '../../trace/call-event';
import { UserError } from '../../user-error';
import { ApiKeys, missingKey } from '../../values/api-keys';
import { LocalValues, readLocalValues, VALUES_FILE } from '../../values/local-values';
import { loadInput } from '../input/load-input';

export interface StartOptions {
  readonly as?: string;
  /** `key=port` */
  readonly ports: readonly string[];
  /** `target=url or command` */
  readonly targets: readonly string[];
  /** Files with environment variables. */
  readonly envFiles: readonly string[];
  /** Where relative paths of files start. */
  readonly directory: string;
  readonly awsCredentials: boolean;
  /** `target=url` of an HTTP API */
  readonly apis: readonly string[];
  /** Where API keys are, besides the local file. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly progress: Progress;
  readonly trace?: (event: CallEvent) => void;
}

const ANYONE: NamedPrincipal = { name: 'anyone', forms: [unauthenticatedPrincipal()] };

/** The gateways of an app with everything that they call. */
export class StartedApp {
  public static async start(toRun: AppToRun, options: StartOptions): Promise<StartedApp> {
    const { line, step } = options.progress;
    const model = loadInput(toRun.inputs, { isOwn: toRun.isOwn });
    if (model.gateways.length === 0) throw new UserError('the app has no gateways');
    const { appFolder } = toRun;
    const values = readLocalValues({ appFolder, directory: options.directory, envFiles: options.envFiles, warn: line });
    checkPaths(values, model);
    const keys = ApiKeys.read(appFolder, options.environment);
    const replaced = replacementsIn(options.targets, model);
    const snapshot = snapshotOf(model, { appFolder, values, replaced, ports: portsIn(options.ports), apis: apisIn(options.apis, model) });
    for (const provider of providersIn(snapshot)) if (!keys.has(provider)) line(missingKey(provider));
    const named = options.as === undefined ? undefined : readPrincipal(options.as, model);
    announce(snapshot, toRun, options);
    const functions = new Functions({ appFolder, awsCredentials: options.awsCredentials, warn: line, log: (path, text) => line(`${path}: ${text}`) });
    const servers = await Servers.start(snapshot.servers, {
      log: (path, text) => line(`${path}: ${text}`),
      waitFor: async (server, ready) => step(`starting ${serverLine(server)}`, ready),
    });
    const functionUrls = await FunctionUrls.start(snapshot.functionUrls, {
      functionOf: (description) => functions.start(description),
      log: (path, text) => line(`${path}: ${text}`),
    });
    try {
      const app = await LocalApp.start(snapshot, {
        usualCaller: ({ callers }) => named ?? (callers.length === 1 ? callers[0] : ANYONE),
        readPrincipal: principalReader(model),
        urlOfServer: (address) => functionUrls.urlOf(address) ?? servers.urlOf(address),
        functionOf: (description) => functions.start(description),
        apiKeyOf: (provider) => keys.keyOf(provider),
        onListFailure: ({ key }, { snapshot: { name } }, failure) => line(`${key}: target ${name} ${failure === undefined ? 'lists its tools again' : `lists no tools: ${failure}`}`),
        ...options.trace ? { trace: options.trace } : {},
      });
      return new StartedApp(snapshot, app, [servers, functionUrls, functions]);
    } catch (error) {
      functionUrls.stop();
      await servers.stop();
      throw error;
    }
  }

  private constructor(private readonly snapshot: Snapshot, private readonly app: LocalApp, private readonly behind: readonly { stop(): unknown }[]) {}

  /** Outer gateways first. */
  public get gateways(): readonly Listening[] {
    return this.snapshot.gateways.map((gateway) => ({ gateway, url: this.app.urlOf(gateway.address) }));
  }

  public gatewayOf(tool: string, wanted: string | undefined): Listening {
    const all = this.gateways;
    const found = wanted === undefined ? all[0] : all.find(({ gateway: { key, path } }) => key === wanted || path === wanted || path.endsWith(`/${wanted}`));
    if (!found) throw new UserError(`there is no gateway \`${wanted}\` to call \`${tool}\` at; there are ${all.map(({ gateway }) => gateway.key).join(', ')}`);
    return found;
  }

  public async stop(): Promise<void> {
    await this.app.stop();
    await Promise.all(this.behind.map((one) => one.stop()));
  }
}

/** Says what will run on this machine, but for the servers, which say so as they start. */
function announce({ functionUrls, gateways, servers }: Snapshot, { isOwn }: AppToRun, { awsCredentials, progress: { line } }: StartOptions): void {
  const called = [...gateways.flatMap(({ targets }) => targets.flatMap(({ runs }) => functionsIn(runs))), ...functionUrls.map((url) => url.function)];
  const functions = [...new Map(called.map((one) => [one.path, one])).values()];
  const processes = [...servers.map(serverLine), ...functions.map(functionLine)];
  if (!isOwn && processes.length > 0) throw new UserError(`the assembly starts processes on this machine, and was not written by this app's own synthesis:\n${processes.map((one) => `- ${one}`).join('\n')}\nread them, and start them with --trust`);
  for (const one of functions) line(`running at the first call ${functionLine(one)}`);
  if (functions.length > 0 && awsCredentials) line('functions have the AWS credentials of this shell, and what they call in AWS is real; --no-aws-credentials keeps the credentials from them');
}

function functionsIn(runs: Runs): readonly FunctionSnapshot[] {
  switch (runs.kind) {
    case 'function': return [runs.function];
    case 'restApi': return Object.values(runs.api.routes).flatMap((route) => functionsIn(route.runs));
    default: return [];
  }
}

function serverLine({ args, command, missing, path, workingDirectory }: ServerSnapshot): string {
  return `${path}: ${[command, ...args].join(' ')} in ${workingDirectory}${without(missing)}`;
}

function functionLine({ code, handler, missing, path, runtime }: FunctionSnapshot): string {
  const where = code.in === 'files' ? ` in ${code.path}` : code.in === 'template' ? ' in the template' : ` ${code.uri}`;
  return `${path}: ${code.in === 'image' ? 'the container image' : `${runtime} ${handler}`}${where}${without(missing)}`;
}

function without(missing: readonly string[]): string {
  return missing.length > 0 ? `; without ${missing.join(', ')}, unresolved until deployment` : '';
}

/** A path that names nothing would be ignored. */
function checkPaths({ byPath }: LocalValues, { functions, runtimes }: GatewayModel): void {
  const known = [...functions, ...runtimes].map(({ path }) => path);
  const unknown = [...byPath.keys()].filter((path) => !known.includes(path));
  if (unknown.length > 0) throw new UserError(`${VALUES_FILE} names ${unknown.join(', ')}, which is no function or runtime of the app; there are ${known.join(', ')}`);
}

function portsIn(texts: readonly string[]): ReadonlyMap<string, number> {
  return new Map(texts.map((text) => {
    const [, key, port] = /^(.+)=(\d{1,5})$/.exec(text) ?? [];
    if (key === undefined || Number(port) > 65_535) throw new UserError(`\`--port ${text}\`: write the key of a gateway and a port, such as TeamGateway=8080`);
    return [key, Number(port)];
  }));
}

function replacementsIn(texts: readonly string[], { targets }: GatewayModel): ReadonlyMap<string, Runs> {
  return new Map(texts.map((text): [string, Runs] => {
    const at = text.indexOf('=');
    const name = text.slice(0, at);
    const instead = text.slice(at + 1);
    if (at < 1 || instead === '') throw new UserError(`\`--target ${text}\`: write the name of a target and what to call instead, such as docs=http://127.0.0.1:8000/mcp or docs='npx my-server'`);
    if (!targets.some((target) => target.name?.text === name)) throw new UserError(`\`--target ${text}\`: there is no target \`${name}\`; there are ${targets.map((target) => target.name?.text).join(', ')}`);
    return [name, /^https?:\/\//.test(instead) ? { kind: 'url', url: instead } : { kind: 'stdio', command: instead }];
  }));
}

function apisIn(texts: readonly string[], { targets }: GatewayModel): ReadonlyMap<string, string> {
  return new Map(texts.map((text): [string, string] => {
    const [, name, url] = /^([^=]+)=(https?:\/\/.+)$/.exec(text) ?? [];
    if (name === undefined || !URL.canParse(url)) throw new UserError(`\`--api ${text}\`: write the name of a target and the URL of its API, such as pet-store=http://127.0.0.1:8080/api/v3`);
    const described = targets.filter(({ kind }) => kind === 'openApi' || kind === 'smithy' || kind === 'apiGateway').map(nameOf);
    if (!described.includes(name)) throw new UserError(`\`--api ${text}\`: there is no API target \`${name}\`; there are ${described.join(', ') || 'none'}`);
    return [name, url];
  }));
}

/** The providers of the API keys that calls need. */
function providersIn({ gateways }: Snapshot): ReadonlySet<string> {
  return new Set(gateways.flatMap(({ targets }) => targets.flatMap(({ runs }) => runs.kind === 'httpApi' && runs.api.credential ? [runs.api.credential.provider] : [])));
}

/** The same text means the same principal in every request. */
function principalReader(model: GatewayModel): (text: string) => NamedPrincipal {
  const known = new Map<string, NamedPrincipal>();
  return (text) => {
    const principal = known.get(text) ?? readPrincipal(text, model);
    known.set(text, principal);
    return principal;
  };
}

