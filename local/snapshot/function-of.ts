import { localEnvironment, Place } from './local-environment';
import type { FunctionSnapshot } from './snapshot';
import type { GatewayModel, LambdaFunction } from '../../src/model/gateway-model';
import type { Text } from '../../src/model/value';
import type { CodeSource } from '../lambda/function-description';
import type { LocalValues } from '../values/local-values';

/** Defaults of Lambda. */
const TIMEOUT_SECONDS = 3;
const MEMORY_MB = 128;

/** A Lambda function of the app, or why it cannot run here. */
export function functionOf({ functions, resources, stacks }: GatewayModel, address: string, place: Place, values?: LocalValues): FunctionSnapshot | string {
  const found = functions.find((one) => one.address === address);
  if (!found) return 'its function is not in the app';
  const { architecture, environment, handler, layers, memoryInMegabytes, name, path, timeoutInSeconds } = found;
  const code = codeOf(found);
  if (typeof code === 'string') return code;
  const runtime = runtimeOf(found);
  if (runtime === undefined) return 'its runtime is unresolved until deployment';
  const { account, region } = stacks.find(({ id }) => id === resources[address].stack)!;
  return {
    address,
    path,
    name: name?.known ? name.text : path.slice(path.lastIndexOf('/') + 1),
    code,
    handler: handler?.text ?? '',
    runtime,
    timeoutSeconds: numberIn(timeoutInSeconds, TIMEOUT_SECONDS),
    memoryMb: numberIn(memoryInMegabytes, MEMORY_MB),
    ...localEnvironment(path, environment, { ...place, ...region === undefined ? {} : { region } }, values),
    layers: layers.items.flatMap((layer) => layer.path ?? []),
    missingLayers: layers.items.flatMap((layer) => layer.path === undefined ? [layer.text] : []),
    architecture: architecture?.text ?? 'x86_64',
    region: region ?? place.region,
    account: account ?? place.account,
  };
}

function codeOf({ code }: LambdaFunction): CodeSource | string {
  switch (code.in) {
    case 'asset': return { in: 'files', path: code.path };
    case 'template': return code.text.known ? { in: 'template', text: code.text.text } : 'its code in the template is unresolved until deployment';
    case 'image': return { in: 'image', uri: code.uri.text, ...code.asset ? { build: { folder: code.asset.path, arguments: code.asset.buildArguments ?? [] } } : {} };
    case 'unknown': return 'its code is not an asset of the app';
  }
}

/** Of the runtimes that depend on the region, the newest. */
function runtimeOf({ code, possibleRuntimes = [], runtime }: LambdaFunction): string | undefined {
  if (code.in === 'image') return '';
  if (runtime?.known) return runtime.text;
  return [...possibleRuntimes].sort((one, other) => one.localeCompare(other, 'en', { numeric: true })).at(-1);
}

function numberIn(text: Text | undefined, otherwise: number): number {
  const value = Number(text?.text);
  return Number.isFinite(value) && value > 0 ? value : otherwise;
}
