import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { isObject, parseJson } from '../../src/json';
import { UserError } from '../user-error';

/**
 * What other programs read to find the gateways that run: `.agentcore/local-gateways.json`.
 *
 * The packages in clients/ read it, in other versions than this one: another form has another version.
 */
export interface Manifest {
  readonly version: typeof MANIFEST_VERSION;
  readonly pid: number;
  /** By the key of the gateway. */
  readonly gateways: Readonly<Record<string, { readonly url: string }>>;
}

export const MANIFEST_VERSION = 1;

/** Where everything local goes; git ignores it. */
export const LOCAL_FOLDER = '.agentcore';

function fileIn(appFolder: string): string {
  return join(appFolder, LOCAL_FOLDER, 'local-gateways.json');
}

/** The gateways of the app that run now. */
export function runningGateways(appFolder: string): Manifest | undefined {
  const file = fileIn(appFolder);
  if (!existsSync(file)) return undefined;
  const manifest = parseJson(readFileSync(file, 'utf8'));
  if (!isObject(manifest) || manifest.version !== MANIFEST_VERSION || typeof manifest.pid !== 'number' || !isObject(manifest.gateways) || !isAlive(manifest.pid)) return undefined;
  return manifest as unknown as Manifest;
}

/** @throws UserError when the gateways of the app run already */
export function checkNotRunning(appFolder: string): void {
  const running = runningGateways(appFolder);
  if (running) throw new UserError(`the gateways of this app run already, in process ${running.pid}: ${Object.entries(running.gateways).map(([key, { url }]) => `${key} at ${url}`).join(', ')}`);
}

/** Writes the manifest; the function that it returns removes it. */
export function writeManifest(appFolder: string, manifest: Manifest): () => void {
  makeLocalFolder(appFolder);
  const file = fileIn(appFolder);
  writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
  return () => {
    const written = existsSync(file) ? parseJson(readFileSync(file, 'utf8')) : undefined;
    if (isObject(written) && written.pid === manifest.pid) rmSync(file);
  };
}

export function makeLocalFolder(appFolder: string): string {
  const folder = join(appFolder, LOCAL_FOLDER);
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, '.gitignore'))) writeFileSync(join(folder, '.gitignore'), '*\n');
  return folder;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
