import { existsSync } from 'fs';
import { join, resolve } from 'path';
import type { GatewayModel } from './gateway-model';
import { load } from './load';
import { readAssets } from './read-assets';
import { readConstructs } from './read-constructs';
import { asText, readJson, readJsonIfThere } from './read-json';
import { readFile, readTemplateFile, StackIds, withNestedStacks } from './read-template';
import type { Source, StackId, StackSource } from './source';
import { entriesOf, own } from '../json';

const MANIFEST = 'manifest.json';

/** Whether a folder is a cloud assembly: `cdk.out`. */
export function isAssembly(directory: string): boolean {
  return existsSync(join(directory, MANIFEST));
}

/** Loads the cloud assembly in a folder. */
export function loadAssembly(directory: string): GatewayModel {
  return load(readAssembly(directory));
}

/**
 * Reads a cloud assembly with the assemblies of its stages and all nested stacks.
 *
 * @throws Error that names the file, if the folder is not a cloud assembly or a file is invalid.
 */
export function readAssembly(directory: string): Source {
  return { stacks: readStacks(resolve(directory), '', new StackIds()), readFile };
}

/** The assembly folder of the app or of a stage. */
interface Folder {
  readonly directory: string;
  readonly artifacts: ReadonlyMap<string, unknown>;
  /** Stack ids by artifact. */
  readonly stackIds: ReadonlyMap<string, StackId>;
  readonly ids: StackIds;
}

function readStacks(directory: string, above: string, ids: StackIds): StackSource[] {
  const artifacts = new Map(entriesOf(own(readJson(join(directory, MANIFEST)), 'artifacts')));
  const stackIds = new Map([...artifacts].flatMap(([name, artifact]): [string, StackId][] => {
    return own(artifact, 'type') === 'aws:cloudformation:stack' ? [[name, ids.take(displayName(artifact) ?? above + name)]] : [];
  }));
  const folder: Folder = { directory, artifacts, stackIds, ids };
  return [...artifacts].flatMap(([name, artifact]) => {
    const id = stackIds.get(name);
    if (id !== undefined) return readStack(folder, id, name, artifact);
    const stage = own(artifact, 'type') === 'cdk:cloud-assembly' ? asText(own(own(artifact, 'properties'), 'directoryName')) : undefined;
    if (stage === undefined || !isAssembly(join(directory, stage))) return [];
    return readStacks(join(directory, stage), `${displayName(artifact) ?? name}/`, ids);
  });
}

function readStack({ directory, artifacts, stackIds, ids }: Folder, id: StackId, name: string, artifact: unknown): StackSource[] {
  const properties = own(artifact, 'properties');
  const templateName = asText(own(properties, 'templateFile'));
  if (templateName === undefined) throw new Error(`${join(directory, MANIFEST)} names no template for stack ${id}`);
  const dependencies = [own(artifact, 'dependencies') ?? []].flat().filter((dependency) => typeof dependency === 'string');
  const assets = dependencies.flatMap((dependency) => {
    const manifest = artifacts.get(dependency);
    const file = own(manifest, 'type') === 'cdk:asset-manifest' ? asText(own(own(manifest, 'properties'), 'file')) : undefined;
    return file === undefined ? [] : readAssets(directory, readJsonIfThere(join(directory, file)));
  });
  // Newer assemblies have construct metadata in a separate file.
  const metadataFile = asText(own(artifact, 'additionalMetadataFile'));
  const metadata = [own(artifact, 'metadata'), ...metadataFile === undefined ? [] : [readJsonIfThere(join(directory, metadataFile))]];
  const templateFile = join(directory, templateName);
  return withNestedStacks({
    id,
    template: readTemplateFile(templateFile),
    templateFile,
    stackName: asText(own(properties, 'stackName')) ?? name,
    ...environmentOf(artifact),
    dependencies: dependencies.flatMap((dependency) => stackIds.get(dependency) ?? []),
  }, { constructs: readConstructs(metadata), assets, ids });
}

/** Parses `aws://111122223333/eu-west-1`; each part may be unknown. */
function environmentOf(artifact: unknown): Pick<StackSource, 'account' | 'region'> {
  const [, account, region] = /^aws:\/\/([^/]*)\/(.*)$/.exec(asText(own(artifact, 'environment')) ?? '') ?? [];
  return {
    ...account && account !== 'unknown-account' ? { account } : {},
    ...region && region !== 'unknown-region' ? { region } : {},
  };
}

function displayName(artifact: unknown): string | undefined {
  return asText(own(artifact, 'displayName')) ?? asText(own(own(artifact, 'properties'), 'displayName'));
}
