import { LoadContext } from './load-context';
import type { Asset, StackId } from './source';
import { textOf } from './value';

/** The CDK names an asset by the digest of its content. */
const DIGEST = /[0-9a-f]{64}/;

/** The asset that an `s3://bucket/key` of a stack means. */
export function findAsset(context: LoadContext, stack: StackId, uri: string): Asset | undefined {
  return context.source.stacks.flatMap(({ id, assets = [] }) => assets.map((asset) => ({ id, asset }))).find(({ id, asset }) => {
    if (asset.kind !== 'file' || !uri.endsWith(`/${asset.key}`)) return false;
    const bucket = asset.container === undefined ? undefined : textOf(context.evaluator.resolve(id, { 'Fn::Sub': asset.container }))?.text;
    // One content has one digest, whichever bucket it goes to.
    return DIGEST.test(asset.key) || uri === `s3://${bucket}/${asset.key}` && stack === id;
  })?.asset;
}
