import { LoadContext } from './load-context';
import type { Asset, StackId } from './source';
import { textOf } from './value';

/** The CDK names an asset after the digest of its content. */
const DIGEST = /[0-9a-f]{64}/;

/** The asset at an `s3://bucket/key` of a stack, of one of these kinds. */
export function findAsset(context: LoadContext, stack: StackId, uri: string, ...kinds: Asset['kind'][]): Asset | undefined {
  return context.source.stacks.flatMap(({ id, assets = [] }) => assets.map((asset) => ({ id, asset }))).find(({ id, asset }) => {
    if (!kinds.includes(asset.kind) || !uri.endsWith(`/${asset.key}`)) return false;
    const bucket = asset.container === undefined ? undefined : textOf(context.evaluator.resolve(id, { 'Fn::Sub': asset.container }))?.text;
    // The digest identifies the content in every bucket.
    return DIGEST.test(asset.key) || uri === `s3://${bucket}/${asset.key}` && stack === id;
  })?.asset;
}

/** The asset of a container image, by the tag at the end of its URI. */
export function findImage(context: LoadContext, uri: string): Asset | undefined {
  const images = context.source.stacks.flatMap(({ assets = [] }) => assets).filter(({ kind }) => kind === 'dockerImage');
  return images.find(({ key }) => DIGEST.test(key) && uri.endsWith(`:${key}`));
}
