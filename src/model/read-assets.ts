import { resolve } from 'path';
import type { MayRead } from './confinement';
import { asText } from './read-json';
import type { Asset } from './source';
import { entriesOf, own } from '../json';

/** The assets of a manifest, `*.assets.json`, once for each destination. */
export function readAssets(directory: string, manifest: unknown, mayRead: MayRead): Asset[] {
  const files = entriesOf(own(manifest, 'files')).flatMap(([, asset]) => {
    const kind = own(own(asset, 'source'), 'packaging') === 'zip' ? 'zip' : 'file';
    return uploads({ directory, mayRead }, asset, { kind, path: 'path', key: 'objectKey', container: 'bucketName' });
  });
  const images = entriesOf(own(manifest, 'dockerImages')).flatMap(([, asset]) => {
    const buildArguments = buildArgumentsOf(own(asset, 'source'));
    return uploads({ directory, mayRead }, asset, { kind: 'dockerImage', path: 'directory', key: 'imageTag', container: 'repositoryName' })
      .map((image) => buildArguments.length === 0 ? image : { ...image, buildArguments });
  });
  return [...files, ...images];
}

function buildArgumentsOf(source: unknown): string[] {
  const option = (name: string, property: string) => typeof own(source, property) === 'string' ? [name, own(source, property) as string] : [];
  return [
    ...option('--file', 'dockerFile'),
    ...option('--target', 'dockerBuildTarget'),
    ...entriesOf(own(source, 'dockerBuildArgs')).flatMap(([name, value]) => ['--build-arg', `${name}=${String(value)}`]),
  ];
}

/** The property names of files and images. */
interface Names {
  readonly kind: Asset['kind'];
  readonly path: string;
  readonly key: string;
  readonly container: string;
}

function uploads({ directory, mayRead }: { readonly directory: string; readonly mayRead: MayRead }, asset: unknown, names: Names): Asset[] {
  const path = asText(own(own(asset, 'source'), names.path));
  return entriesOf(own(asset, 'destinations')).flatMap(([, destination]): Asset[] => {
    const key = asText(own(destination, names.key));
    const container = asText(own(destination, names.container));
    if (path === undefined || key === undefined) return [];
    const file = resolve(directory, path);
    return [{ kind: names.kind, key, path: file, ...container === undefined ? {} : { container }, ...mayRead(file) ? {} : { isOutside: true } }];
  });
}
