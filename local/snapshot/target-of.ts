import { existsSync, readFileSync } from 'fs';
import { resolve } from 'path';
import { functionOf } from './function-of';
import { localEnvironment, Place } from './local-environment';
import type { ApiKeySnapshot, Runs, ServerSnapshot } from './snapshot';
import type { GatewayModel, Runtime, Target } from '../../src/model/gateway-model';
import { isList, property, textOf, textsByName } from '../../src/model/value';
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
    case 'openApi': return openApi(model, target);
    case 'smithy': return nowhere('Smithy models are listed only');
    case 'apiGateway': return nowhere('stages of API Gateway are listed only');
    case 'connector': return nowhere('connectors are part of the service');
    default: return nowhere(`targets of kind ${kind} have no tools`);
  }
}

function mcpServer(model: GatewayModel, { pointsTo }: Target, options: SnapshotOptions): Runs {
  if (pointsTo.kind === 'gateway' && pointsTo.address !== undefined) return { kind: 'gateway', gateway: pointsTo.address };
  if (pointsTo.kind === 'runtime' && pointsTo.address !== undefined) {
    const runtime = model.runtimes.find(({ address }) => address === pointsTo.address)!;
    return serverOf(model, runtime, options) ? { kind: 'server', server: runtime.address } : nowhere(`nothing says how to start ${runtime.path}: set \`local\` in the app`);
  }
  if (pointsTo.kind === 'url' && pointsTo.url.known) return { kind: 'url', url: pointsTo.url.text };
  return nowhere('its endpoint is known at deployment only');
}

/** How to start the server of a runtime: its `local` process, else the entry point of its code. */
export function serverOf(model: GatewayModel, runtime: Runtime, { appFolder, values }: SnapshotOptions): ServerSnapshot | undefined {
  const { address, local, path } = runtime;
  const { environment, missing } = localEnvironment(path, { ...runtime.environment, ...textsByName(property(local, 'environment')) }, PLACE, values);
  const command = textOf(property(local, 'command'))?.text;
  if (command === undefined) {
    const start = entryPointOf(model, runtime);
    return start && { address, path, ...start, environment, missing };
  }
  const args = property(local, 'args');
  const port = property(local, 'port');
  return {
    address,
    path,
    command,
    args: isList(args) ? args.flatMap((arg) => textOf(arg)?.text ?? []) : [],
    workingDirectory: resolve(appFolder, textOf(property(local, 'workingDirectory'))?.text ?? '.'),
    environment,
    missing,
    ...typeof port === 'number' ? { port } : {},
  };
}

function entryPointOf({ resources, stacks }: GatewayModel, { address, properties }: Runtime): Pick<ServerSnapshot, 'command' | 'args' | 'workingDirectory'> | undefined {
  const code = property(properties, 'AgentRuntimeArtifact', 'CodeConfiguration');
  const key = textOf(property(code, 'Code', 'S3', 'Prefix'))?.text;
  const entry = property(code, 'EntryPoint');
  const assets = stacks.find(({ id }) => id === resources[address]?.stack)?.assets ?? [];
  const folder = assets.find((asset) => asset.key === key)?.path;
  if (folder === undefined || !isList(entry)) return undefined;
  const command = textOf(property(code, 'Runtime'))?.text.startsWith('NODE') ? process.execPath : 'python3';
  return { command, args: entry.flatMap((part) => textOf(part)?.text ?? []), workingDirectory: folder };
}

function openApi(model: GatewayModel, { configuration, credentials, schema }: Target): Runs {
  const inline = property(configuration, 'InlinePayload');
  const document = typeof inline === 'string' ? inline : schema?.in === 's3' && schema.file !== undefined && existsSync(schema.file) ? readFileSync(schema.file, 'utf8') : undefined;
  if (document === undefined) return nowhere('its OpenAPI document is not in the app');
  const [credential] = credentials.items;
  if (credential?.type?.text === 'OAUTH' || credential?.type?.text === 'GATEWAY_IAM_ROLE') return nowhere(`its credentials (${credential.type.text}) exist only in AWS`);
  if (credential?.type?.text !== 'API_KEY') return { kind: 'openApi', api: { document } };
  const isQuery = credential.location?.text === 'QUERY_PARAMETER';
  const provider = model.credentialProviders.find(({ address }) => address === credential.provider?.address);
  const apiKey: ApiKeySnapshot = {
    in: isQuery ? 'query' : 'header',
    name: credential.parameterName?.text ?? (isQuery ? 'api_key' : 'Authorization'),
    prefix: credential.prefix?.text ?? '',
    provider: provider?.path ?? credential.provider?.text ?? '',
  };
  return { kind: 'openApi', api: { document, credential: apiKey } };
}

function nowhere(reason: string): Runs {
  return { kind: 'nowhere', reason };
}
