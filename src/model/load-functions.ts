import { findAsset, findImage } from './assets';
import type { FunctionCode, FunctionLayer, LambdaFunction, Resource } from './gateway-model';
import { LoadContext, located, present } from './load-context';
import { isList, listOf, property, Resolved, textOf, textsByName } from './value';
import { entriesOf, own } from '../json';
import { FUNCTION, FUNCTION_LAYER } from '../service/resource-types';

export function loadFunctions(context: LoadContext): LambdaFunction[] {
  return context.ofType(FUNCTION).map((resource) => {
    const of = (...path: string[]) => property(resource.properties, ...path);
    const architectures = of('Architectures');
    const runtime = textOf(of('Runtime'));
    return present<LambdaFunction>({
      ...located(resource),
      name: textOf(of('FunctionName')),
      code: codeOf(context, resource),
      handler: textOf(of('Handler')),
      runtime,
      possibleRuntimes: runtime?.known === false ? runtimesInMapping(context, resource) : undefined,
      timeoutInSeconds: textOf(of('Timeout')),
      memoryInMegabytes: textOf(of('MemorySize')),
      architecture: isList(architectures) ? textOf(architectures[0]) : undefined,
      environment: textsByName(of('Environment', 'Variables')),
      layers: listOf(of('Layers'), (layer) => layerOf(context, layer)),
      properties: resource.properties,
    });
  });
}

function codeOf(context: LoadContext, resource: Resource): FunctionCode {
  const of = (key: string) => textOf(property(resource.properties, 'Code', key));
  const [text, image] = [of('ZipFile'), of('ImageUri')];
  if (text) return { in: 'template', text };
  if (image) return present<FunctionCode>({ in: 'image', uri: image, asset: findImage(context, image.text) });
  const asset = codeAsset(context, resource, 'Code');
  return asset ? { in: 'asset', path: asset.path } : { in: 'unknown' };
}

function layerOf(context: LoadContext, value: Resolved): FunctionLayer | undefined {
  const link = context.link(value, FUNCTION_LAYER);
  const asset = link?.address === undefined ? undefined : codeAsset(context, context.resources[link.address], 'Content');
  return link && present<FunctionLayer>({ ...link, path: asset?.path });
}

/** The asset of an object in S3 that a property describes. */
function codeAsset(context: LoadContext, { properties, stack }: Resource, name: string) {
  const [bucket, key] = ['S3Bucket', 'S3Key'].map((part) => textOf(property(properties, name, part))?.text);
  return key === undefined ? undefined : findAsset(context, stack, `s3://${bucket}/${key}`, 'zip', 'file');
}

/**
 * What `Fn::FindInMap` can return.
 *
 * The CDK writes such a mapping for the latest Node.js that each region has, in stacks without a region.
 */
function runtimesInMapping(context: LoadContext, { stack, logicalId }: Resource): string[] | undefined {
  const { template } = context.evaluator.stacks.get(stack)!.source;
  const call: unknown = own(own(own(own(own(template, 'Resources'), logicalId), 'Properties'), 'Runtime'), 'Fn::FindInMap');
  if (!Array.isArray(call) || typeof call[0] !== 'string' || typeof call[2] !== 'string') return undefined;
  const key = call[2];
  const values = entriesOf(own(template.Mappings, call[0])).map(([, byKey]) => own(byKey, key));
  return [...new Set(values.filter((value) => typeof value === 'string'))];
}
