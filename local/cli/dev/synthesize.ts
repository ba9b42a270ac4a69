import { spawn } from 'child_process';
import { once } from 'events';
import { existsSync } from 'fs';
import { dirname, join, resolve } from 'path';
import type { Progress } from './progress';
import { makeLocalFolder } from '../../discovery/manifest';
import { UserError } from '../../user-error';
import { appFolderAbove } from '../input/app-folder';
import { DEFAULT_INPUT } from '../input/load-input';

export interface AppToRun {
  /** What was synthesized. */
  readonly inputs: readonly string[];
  readonly appFolder: string;
  /** Whether this app's own synthesis wrote it, so that its commands are the user's own. */
  readonly isOwn: boolean;
}

export interface AppRequest {
  readonly directory: string;
  /** An assembly, or templates, to take as they are. */
  readonly assembly?: string;
  readonly appFolder?: string;
  readonly trust: boolean;
  readonly progress: Progress;
  /**
   * Whether the synthesis evaluates the rules, and fails for errors.
   *
   * @default true
   */
  readonly rules?: boolean;
}

/** The app of a folder: synthesized where there is a `cdk.json`, else what `cdk synth` wrote there. */
export async function appToRun({ assembly, appFolder, directory, progress, rules = true, trust }: AppRequest): Promise<AppToRun> {
  if (assembly !== undefined) return { inputs: [resolve(directory, assembly)], appFolder: resolve(directory, appFolder ?? appFolderAbove(resolve(directory, assembly)) ?? '.'), isOwn: trust };
  const folder = resolve(directory, appFolder ?? '.');
  if (!existsSync(join(folder, 'cdk.json'))) return { inputs: [join(folder, DEFAULT_INPUT)], appFolder: folder, isOwn: trust };
  const output = join(makeLocalFolder(folder), DEFAULT_INPUT);
  const args = ['synth', '--quiet', '--no-staging', '--output', output];
  await progress.step('synthesizing the app', async () => run(cdkNear(folder), args, folder, rules ? {} : { CDK_VALIDATION: 'false' }));
  return { inputs: [output], appFolder: folder, isOwn: true };
}

/** The CDK CLI that is installed in or above a folder, else the one on the PATH. */
function cdkNear(start: string): string {
  const name = process.platform === 'win32' ? 'cdk.cmd' : 'cdk';
  for (let folder = start; ; folder = dirname(folder)) {
    const installed = join(folder, 'node_modules', '.bin', name);
    if (existsSync(installed)) return installed;
    if (dirname(folder) === folder) return name;
  }
}

async function run(program: string, args: readonly string[], cwd: string, added: Readonly<Record<string, string>>): Promise<void> {
  const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32', env: { ...process.env, CDK_DISABLE_VERSION_CHECK: 'true', ...added } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => { output += text; });
  const failed = new Promise<string>((done) => { child.once('error', (error) => done(error.message)); });
  const ended = once(child, 'close').then(([code]) => code === 0 ? undefined : `\`cdk synth\` failed:\n${output.trim()}`);
  const failure = await Promise.race([failed, ended]);
  if (failure !== undefined) throw new UserError(failure);
}
