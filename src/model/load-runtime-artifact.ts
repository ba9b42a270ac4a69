import { findAsset, findImage } from './assets';
import type { LocalStart, Resource, RuntimeArtifact } from './gateway-model';
import { LoadContext, present } from './load-context';
import { isRecord, property, Resolved, textOf, textsByName, textsOf } from './value';

/** The code or the container image of a runtime. */
export function artifactOf(context: LoadContext, { properties, stack }: Resource): RuntimeArtifact {
  const of = (...path: string[]) => property(properties, 'AgentRuntimeArtifact', ...path);
  const image = textOf(of('ContainerConfiguration', 'ContainerUri'));
  if (image) return present<RuntimeArtifact>({ in: 'image', uri: image, asset: findImage(context, image.text) });
  const code = of('CodeConfiguration');
  if (!isRecord(code)) return { in: 'unknown' };
  const [bucket, key] = ['Bucket', 'Prefix'].map((part) => textOf(property(code, 'Code', 'S3', part))?.text);
  const asset = key === undefined ? undefined : findAsset(context, stack, `s3://${bucket}/${key}`, 'zip', 'file');
  return present<RuntimeArtifact>({ in: 'code', path: asset?.path, entryPoint: textsOf(property(code, 'EntryPoint')), runtime: textOf(property(code, 'Runtime')) });
}

/** The process that `LocalProcess` writes into the metadata of a runtime. */
export function localStartOf(local: Resolved | undefined): LocalStart | undefined {
  if (!isRecord(local)) return undefined;
  const port = property(local, 'port');
  return present<LocalStart>({
    command: textOf(property(local, 'command')),
    args: textsOf(property(local, 'args')),
    workingDirectory: textOf(property(local, 'workingDirectory')),
    environment: textsByName(property(local, 'environment')),
    port: typeof port === 'number' ? port : undefined,
  });
}
