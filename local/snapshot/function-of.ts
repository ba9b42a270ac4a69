import { knownTexts } from './known-texts';
import type { FunctionSnapshot } from './snapshot';
import type { GatewayModel } from '../../src/model/gateway-model';
import { isList, property, textOf } from '../../src/model/value';

/** A Lambda function of the app, or why it cannot run here. */
export function functionOf({ resources, stacks }: GatewayModel, address: string): FunctionSnapshot | string {
  const resource = resources[address];
  const of = (...path: string[]) => textOf(property(resource.properties, ...path))?.text;
  if (of('PackageType') === 'Image') return 'it is a container image';
  const assets = stacks.find(({ id }) => id === resource.stack)?.assets ?? [];
  const key = of('Code', 'S3Key');
  const asset = assets.find((one) => one.kind !== 'dockerImage' && one.key === key);
  if (!asset) return of('Code', 'ZipFile') === undefined ? 'its code is not an asset of the app' : 'its code is written into the template';
  const layers = property(resource.properties, 'Layers');
  const { known, missing } = knownTexts(property(resource.properties, 'Environment', 'Variables'));
  const name = resource.path.split('/').at(-1)!;
  return {
    address,
    path: resource.path,
    name: of('FunctionName')?.includes('⟨') === false ? of('FunctionName')! : name,
    codeFolder: asset.path,
    handler: of('Handler') ?? 'index.handler',
    runtime: of('Runtime') ?? '',
    timeoutSeconds: Number(of('Timeout') ?? 3),
    memoryMb: Number(of('MemorySize') ?? 128),
    environment: known,
    missing,
    layers: isList(layers) ? layers.flatMap((layer) => layerFolder(textOf(layer)?.text, resources, stacks) ?? []) : [],
    architecture: architectureIn(property(resource.properties, 'Architectures')),
  };
}

function architectureIn(value: ReturnType<typeof property>): string {
  return isList(value) ? textOf(value[0])?.text ?? 'x86_64' : 'x86_64';
}

/** The folder of a layer of the app. */
function layerFolder(arn: string | undefined, resources: GatewayModel['resources'], stacks: GatewayModel['stacks']): string | undefined {
  const layer = Object.values(resources).find(({ address, type }) => type === 'AWS::Lambda::LayerVersion' && arn?.includes(address));
  const key = layer && textOf(property(layer.properties, 'Content', 'S3Key'))?.text;
  return stacks.flatMap(({ assets }) => assets).find((asset) => asset.key === key)?.path;
}
