import { resolve } from 'path';
import { functionOf } from './function-of';
import { localEnvironment, Place } from './local-environment';
import { localId } from './local-ids';
import { restApiOf } from './rest-api-of';
import { pathOfUrl, serverBehindUrl, StartableServer } from './server-behind-url';
import type { ApiKeySnapshot, FunctionUrlSnapshot, Runs, ServerSnapshot } from './snapshot';
import type { FunctionUrl, GatewayModel, RuntimeArtifact, Target } from '../../src/model/gateway-model';
import type { LocalValues } from '../values/local-values';

export interface SnapshotOptions {
  /** The folder of the app, which folders in the app are relative to. */
  readonly appFolder: string;
  /** Ports by the key of the gateway. */
  readonly ports?: ReadonlyMap<string, number>;
  /** What to call instead, by the name of the target. */
  readonly replaced?: ReadonlyMap<string, Runs>;
  /** What the user gives in place of values that are unresolved until deployment. */
  readonly values?: LocalValues;
  /** The URLs of APIs, by the name of the target. */
  readonly apis?: ReadonlyMap<string, string>;
}

/** The name of a target; one that the service generates is the last part of its construct path here. */
export function nameOf({ name, path }: Pick<Target, 'name' | 'path'>): string {
  return name?.known ? name.text : path.slice(path.lastIndexOf('/') + 1).toLowerCase();
}

/** The account is that of no one. */
const PLACE: Place = { region: process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION ?? 'us-east-1', account: '000000000000' };

/** What a target calls on this machine. */
export function runsOf(model: GatewayModel, target: Target, options: SnapshotOptions): Runs {
  const { kind, pointsTo } = target;
  switch (kind) {
    case 'lambda': {
      if (pointsTo.address === undefined) return nowhere('its function is not in the app');
      const found = functionOf(model, pointsTo.address, PLACE, options.values);
      return typeof found === 'string' ? nowhere(`the function ${model.resources[pointsTo.address]?.path} cannot run here: ${found}`) : { kind: 'function', function: found };
    }
    case 'mcpServer': return mcpServer(model, target, options);
    case 'openApi':
    case 'smithy': return httpApi(model, target, options);
    case 'apiGateway': return options.apis?.has(nameOf(target)) ? httpApi(model, target, options) : restApi(model, target, options);
    case 'connector': return nowhere('connectors are part of the service');
    default: return nowhere('its configuration is unknown');
  }
}

function mcpServer(model: GatewayModel, { pointsTo }: Target, options: SnapshotOptions): Runs {
  if (pointsTo.kind === 'gateway' && pointsTo.address !== undefined) return { kind: 'gateway', gateway: pointsTo.address };
  if (pointsTo.kind === 'runtime' && pointsTo.address !== undefined) {
    const runtime = model.runtimes.find(({ address }) => address === pointsTo.address)!;
    return serverOf(runtime, options) ? { kind: 'server', server: runtime.address } : nowhere(`nothing says how to start ${runtime.path}: set \`local\` in the app`);
  }
  const functionUrl = pointsTo.kind === 'url' && model.functionUrls.find(({ address }) => address === pointsTo.address);
  if (functionUrl) return behindFunctionUrl(model, functionUrl, pathOfUrl(pointsTo.url), options);
  if (pointsTo.kind === 'url' && pointsTo.url.known) return { kind: 'url', url: pointsTo.url.text };
  return nowhere('its endpoint is known at deployment only');
}

/** A server behind a function URL: its `local` process, else the function itself. */
function behindFunctionUrl(model: GatewayModel, { address, function: behind, local, path: name }: FunctionUrl, path: string, options: SnapshotOptions): Runs {
  if (local?.command) return { kind: 'server', server: address, path };
  if (behind === undefined) return nowhere(`the function of ${name} is not in the app`);
  const found = functionOf(model, behind, PLACE, options.values);
  return typeof found === 'string' ? nowhere(`the function ${model.resources[behind].path} cannot run here: ${found}`) : { kind: 'server', server: address, path };
}

/** Everything that a process of its own serves. */
export function serversOf(model: GatewayModel, options: SnapshotOptions): ServerSnapshot[] {
  const urls = model.functionUrls.filter(({ local }) => local?.command !== undefined).map((url) => serverBehindUrl(model, url));
  return [...model.runtimes, ...urls].flatMap((server) => serverOf(server, options) ?? []);
}

/** The function URLs without a `local` process. */
export function functionUrlsOf(model: GatewayModel, { values }: SnapshotOptions): FunctionUrlSnapshot[] {
  return model.functionUrls.filter(({ local }) => local?.command === undefined).flatMap(({ address, function: behind }) => {
    const found = behind === undefined ? undefined : functionOf(model, behind, PLACE, values);
    return found === undefined || typeof found === 'string' ? [] : [{ address, id: localId(address), function: found }];
  });
}

/** How to start a server: its `local` process, else the entry point of the code of a runtime. */
function serverOf(runtime: StartableServer & { readonly artifact?: RuntimeArtifact }, { appFolder, values }: SnapshotOptions): ServerSnapshot | undefined {
  const { address, local, path } = runtime;
  const { environment, missing } = localEnvironment(path, { ...runtime.environment, ...local?.environment }, PLACE, values);
  if (!local?.command) {
    const start = entryPointOf(runtime.artifact);
    return start && { address, path, ...start, environment, missing };
  }
  return {
    address,
    path,
    command: local.command.text,
    args: local.args.items.map(({ text }) => text),
    workingDirectory: resolve(appFolder, local.workingDirectory?.text ?? '.'),
    environment,
    missing,
    ...local.port === undefined ? {} : { port: local.port },
  };
}

function entryPointOf(artifact: RuntimeArtifact | undefined): Pick<ServerSnapshot, 'command' | 'args' | 'workingDirectory'> | undefined {
  if (artifact?.in !== 'code' || artifact.path === undefined || artifact.entryPoint.items.length === 0) return undefined;
  const command = artifact.runtime?.text.startsWith('NODE') ? process.execPath : 'python3';
  return { command, args: artifact.entryPoint.items.map(({ text }) => text), workingDirectory: artifact.path };
}

/** An API that is described by a document, at its own server or at the one that the user names. */
function httpApi(model: GatewayModel, target: Target, { apis }: SnapshotOptions): Runs {
  const { credentials, kind, tools } = target;
  const operations = tools.is === 'known' ? tools.operations : undefined;
  if (!operations) return nowhere(tools.is === 'unknown' ? tools.reason : 'its operations are unknown');
  const server = apis?.get(nameOf(target));
  const type = credentials.items[0]?.type?.text;
  if (server === undefined && kind === 'smithy') return notAnApiHere('it is called with the role of the gateway, which is in AWS only');
  if (server === undefined && type !== undefined && type !== 'API_KEY') return notAnApiHere(`its credentials (${type}) are in AWS only`);
  const credential = apiKeyOf(model, target);
  return { kind: 'httpApi', api: { operations, ...server === undefined ? {} : { server }, ...credential ? { credential } : {} } };
}

function restApi(model: GatewayModel, target: Target, { values }: SnapshotOptions): Runs {
  const api = restApiOf(model, target, (address) => functionOf(model, address, PLACE, values));
  return typeof api === 'string' ? notAnApiHere(api) : { kind: 'restApi', api };
}

function apiKeyOf(model: GatewayModel, { credentials }: Target): ApiKeySnapshot | undefined {
  const [credential] = credentials.items;
  if (credential?.type?.text !== 'API_KEY') return undefined;
  const isQuery = credential.location?.text === 'QUERY_PARAMETER';
  const provider = model.credentialProviders.find(({ address }) => address === credential.provider?.address);
  return {
    in: isQuery ? 'query' : 'header',
    // The names are the defaults of aws-cdk-lib; those of the service are not documented.
    name: credential.parameterName?.text ?? (isQuery ? 'api_key' : 'Authorization'),
    prefix: credential.prefix?.text ?? '',
    // Of a provider that is not in the app, the name at the end of its ARN.
    provider: provider?.path ?? credential.provider?.text.split('/').at(-1) ?? '',
  };
}

function nowhere(reason: string): Runs {
  return { kind: 'nowhere', reason };
}

/** An API that the user can name in another place. */
function notAnApiHere(reason: string): Runs {
  return { kind: 'nowhere', reason, isApi: true };
}
