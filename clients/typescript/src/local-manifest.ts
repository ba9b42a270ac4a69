import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { GatewayNotFoundError } from './errors.js';

export const START = 'start it with `npx agentcore-gateway dev`';
const MANIFEST = '.agentcore/local-gateways.json';
const MANIFEST_VARIABLE = 'AGENTCORE_LOCAL_GATEWAYS';
const VERSION = 1;

interface Manifest {
  readonly version: number;
  readonly pid: number;
  readonly gateways: Record<string, { readonly url: string }>;
}

export function isLocalDev(): boolean {
  return ['1', 'true'].includes(process.env.LOCAL_DEV?.toLowerCase() ?? '');
}

/** Reads the manifest of the nearest folder upward: where it is and the URLs in it, or, with no URLs, why it is of no use. */
export function localGateways(): { place: string; urls: Record<string, string> } {
  const given = process.env[MANIFEST_VARIABLE];
  const path = given ? [given].find(existsSync) : findUpward(process.cwd());
  if (path === undefined) {
    return { place: given ? `${given} does not exist` : `no ${MANIFEST} in ${process.cwd()} or a folder above it`, urls: {} };
  }
  let manifest: Manifest;
  let urls: Record<string, string>;
  try {
    manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
    if (typeof manifest.pid !== 'number' || Array.isArray(manifest.gateways)) throw new Error('not a manifest');
    urls = Object.fromEntries(Object.entries(manifest.gateways).map(([name, { url }]) => [name, url]));
  } catch (error) {
    throw new GatewayNotFoundError(`cannot read ${path} (${(error as Error).message}): ${START} again`, { cause: error });
  }
  if (manifest.version !== VERSION) {
    throw new GatewayNotFoundError(`${path} has version ${manifest.version}, and this package reads version ${VERSION}: update agentcore-gateways`);
  }
  return runs(manifest.pid) ? { place: path, urls } : { place: `${path} was left by process ${manifest.pid}, which has ended`, urls: {} };
}

function findUpward(folder: string): string | undefined {
  const path = join(folder, MANIFEST);
  if (existsSync(path)) return path;
  return dirname(folder) === folder ? undefined : findUpward(dirname(folder));
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
