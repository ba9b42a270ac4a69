import { existsSync, realpathSync } from 'fs';
import { dirname, join, resolve } from 'path';
import { ANYWHERE, MayRead } from './confinement';
import type { GatewayModel } from './gateway-model';
import { load } from './load';
import { readAssets } from './read-assets';
import { readConstructs } from './read-constructs';
import { asText, readJson, readJsonIfThere } from './read-json';
import { readFile, ReadOptions, readTemplateFile, StackIds, withNestedStacks } from './read-template';
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
 * @throws Error that names the file, if the folder is not a cloud assembly, a file is invalid, or the assembly leads to a file that it may not.
 */
export function readAssembly(directory: string, { mayRead = ANYWHERE, ids = new StackIds() }: ReadOptions = {}): Source {
  const root = resolve(directory);
  if (!mayRead(join(root, MANIFEST))) throw new Error(`${join(root, MANIFEST)} leads to a file outside the folder of the assembly; it is not read`);
  return { stacks: readStacks(root, '', { ids, mayRead, directories: new Set() }), readFile };
}

/** What the folders of an app and its stages share. */
interface Reading {
  readonly ids: StackIds;
  readonly mayRead: MayRead;
  /** Every folder once: a stage may name the folder that it is in. */
  readonly directories: Set<string>;
}

/** The assembly folder of the app or of a stage. */
interface Folder extends Reading {
  readonly directory: string;
  readonly artifacts: ReadonlyMap<string, unknown>;
  /** Stack ids by artifact. */
  readonly stackIds: ReadonlyMap<string, StackId>;
}

function readStacks(directory: string, above: string, reading: Reading): StackSource[] {
  reading.directories.add(realpathSync(directory));
  const artifacts = new Map(entriesOf(own(readJson(join(directory, MANIFEST)), 'artifacts')));
  const stackIds = new Map([...artifacts].flatMap(([name, artifact]): [string, StackId][] => {
    return own(artifact, 'type') === 'aws:cloudformation:stack' ? [[name, reading.ids.take(displayName(artifact) ?? above + name)]] : [];
  }));
  const folder: Folder = { ...reading, directory, artifacts, stackIds };
  return [...artifacts].flatMap(([name, artifact]) => {
    const id = stackIds.get(name);
    if (id !== undefined) return readStack(folder, id, name, artifact);
    const stage = own(artifact, 'type') === 'cdk:cloud-assembly' ? asText(own(own(artifact, 'properties'), 'directoryName')) : undefined;
    if (stage === undefined) return [];
    const nested = fileIn(folder, stage);
    if (!isAssembly(nested) || reading.directories.has(realpathSync(nested))) return [];
    return readStacks(dirname(fileIn(folder, join(stage, MANIFEST))), `${displayName(artifact) ?? name}/`, reading);
  });
}

/** A file that the manifest names. */
function fileIn({ directory, mayRead }: Folder, name: string): string {
  const file = join(directory, name);
  if (!mayRead(file)) throw new Error(`${join(directory, MANIFEST)} names \`${name}\`, which is outside the folder of the assembly; it is not read`);
  return file;
}

function readStack(folder: Folder, id: StackId, name: string, artifact: unknown): StackSource[] {
  const { directory, artifacts, stackIds, ids, mayRead } = folder;
  const properties = own(artifact, 'properties');
  const templateName = asText(own(properties, 'templateFile'));
  if (templateName === undefined) throw new Error(`${join(directory, MANIFEST)} names no template for stack ${id}`);
  const dependencies = [own(artifact, 'dependencies') ?? []].flat().filter((dependency) => typeof dependency === 'string');
  const assets = dependencies.flatMap((dependency) => {
    const manifest = artifacts.get(dependency);
    const file = own(manifest, 'type') === 'cdk:asset-manifest' ? asText(own(own(manifest, 'properties'), 'file')) : undefined;
    return file === undefined ? [] : readAssets(directory, readJsonIfThere(fileIn(folder, file)), mayRead);
  });
  // Newer assemblies have construct metadata in a separate file.
  const metadataFile = asText(own(artifact, 'additionalMetadataFile'));
  const metadata = [own(artifact, 'metadata'), ...metadataFile === undefined ? [] : [readJsonIfThere(fileIn(folder, metadataFile))]];
  const templateFile = fileIn(folder, templateName);
  const { bytes, ...read } = readTemplateFile(templateFile);
  return withNestedStacks({
    id,
    ...read,
    templateBytes: bytes,
    templateFile,
    stackName: asText(own(properties, 'stackName')) ?? name,
    ...environmentOf(artifact),
    dependencies: dependencies.flatMap((dependency) => stackIds.get(dependency) ?? []),
  }, { constructs: readConstructs(metadata), assets, ids, mayRead });
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
