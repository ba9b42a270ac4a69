import type { AppToRun } from './synthesize';
import { unauthenticatedPrincipal } from '../../../src/cedar';
import type { GatewayModel } from '../../../src/model/gateway-model';
import { NamedPrincipal, readPrincipal } from '../../access/principals';
import { LocalApp } from '../../app/local-app';
import { Servers } from '../../app/servers';
import type { Listening } from '../../discovery/runtime-configuration';
import { snapshotOf } from '../../snapshot/of-model';
import type { Runs, Snapshot } from '../../snapshot/snapshot';
import type { CallEvent } from '../../trace/call-event';
import { UserError } from '../../user-error';
import { loadInput } from '../input/load-input';

export interface StartOptions {
  readonly as?: string;
  /** `key=port` */
  readonly ports: readonly string[];
  /** `target=url or command` */
  readonly targets: readonly string[];
  readonly progress: (line: string) => void;
  readonly trace?: (event: CallEvent) => void;
}

const ANYONE: NamedPrincipal = { name: 'anyone', forms: [unauthenticatedPrincipal()] };

/** The gateways of an app with everything that they call. */
export class StartedApp {
  public static async start(toRun: AppToRun, options: StartOptions): Promise<StartedApp> {
    const { progress } = options;
    const model = loadInput(toRun.inputs, { isOwn: toRun.isOwn });
    if (model.gateways.length === 0) throw new UserError('the app has no gateways');
    const snapshot = snapshotOf(model, { appFolder: toRun.appFolder, ports: portsIn(options.ports), replaced: replacementsIn(options.targets, model) });
    const named = options.as === undefined ? undefined : readPrincipal(options.as, model);
    const started = await startServers(snapshot, toRun, progress);
    try {
      const app = await LocalApp.start(snapshot, {
        usualCaller: ({ callers }) => named ?? (callers.length === 1 ? callers[0] : ANYONE),
        readPrincipal: principalReader(model),
        urlOfServer: (address) => started.urlOf(address),
        onListFailure: ({ key }, { snapshot: { name } }, failure) => progress(`${key}: target ${name} ${failure === undefined ? 'lists its tools again' : `lists no tools: ${failure}`}`),
        ...options.trace ? { trace: options.trace } : {},
      });
      return new StartedApp(snapshot, app, started);
    } catch (error) {
      await started.stop();
      throw error;
    }
  }

  private constructor(private readonly snapshot: Snapshot, private readonly app: LocalApp, private readonly servers: Servers) {}

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
    await this.servers.stop();
  }
}

async function startServers({ servers }: Snapshot, { isOwn }: AppToRun, progress: (line: string) => void): Promise<Servers> {
  const commands = servers.map(({ args, command, missing, path, workingDirectory }) => `${path}: ${[command, ...args].join(' ')} in ${workingDirectory}`
    + (missing.length > 0 ? `; without ${missing.join(', ')}, which only the deployment knows` : ''));
  if (!isOwn && servers.length > 0) throw new UserError(`the assembly starts processes on this machine, and was not written by this app's own synthesis:\n${commands.map((line) => `- ${line}`).join('\n')}\nread them, and start them with --trust`);
  for (const line of commands) progress(`starting ${line}`);
  return Servers.start(servers, { log: (path, line) => progress(`${path}: ${line}`) });
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

/** The same text means the same principal in every request. */
function principalReader(model: GatewayModel): (text: string) => NamedPrincipal {
  const known = new Map<string, NamedPrincipal>();
  return (text) => {
    const principal = known.get(text) ?? readPrincipal(text, model);
    known.set(text, principal);
    return principal;
  };
}

