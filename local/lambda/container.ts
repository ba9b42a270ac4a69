import { execFile, ExecFileOptions, spawn } from 'child_process';
import { randomUUID } from 'crypto';
import { cpSync } from 'fs';
import { promisify } from 'util';
import { CannotRun } from './cannot-run';
import type { Unpacked } from './environment';
import type { CodeSource, FunctionDescription, FunctionOptions } from './function-description';
import type { ProgramCall } from '../processes/child';

const runFile = promisify(execFile);
/** With the environment as it is now: its PATH says where Docker is. */
const run = async (program: string, args: readonly string[], options: ExecFileOptions = {}) => runFile(program, args, { ...options, env: process.env, encoding: 'utf8' });

/** How long Docker may take to say that it is there. */
const ANSWER_MS = 5_000;

/** How a container reaches a port of this machine: by the loopback interface of Linux, or by the name that Docker Desktop gives it. */
interface Docker {
  readonly host: string;
  readonly network: readonly string[];
}

const LOOPBACK: Docker = { host: '127.0.0.1', network: ['--network', 'host'] };
const DESKTOP: Docker = { host: 'host.docker.internal', network: [] };

/** An image to run a function in, and what Docker needs for it. */
export interface Container extends Docker {
  readonly image: string;
  readonly options: readonly string[];
  /** What the image is started with. */
  readonly command: readonly string[];
}

/**
 * The container of a function: the image of AWS for its runtime with the code of the function, or its own image.
 *
 * Its runtime asks the same Runtime API as a process does, so there is no emulator inside.
 *
 * @throws CannotRun if Docker does not answer, or has no such image
 */
export async function containerOf(description: FunctionDescription, unpacked: Unpacked, options: FunctionOptions, because: string): Promise<Container> {
  const docker = await dockerHere();
  if (!docker) throw new CannotRun(`${because}, and Docker does not answer`);
  const { architecture, code, handler, memoryMb, runtime } = description;
  const platform = ['--platform', `linux/${architecture === 'arm64' ? 'arm64' : 'amd64'}`];
  const common = [...docker.network, ...platform, '--memory', `${memoryMb}m`];
  if (code.in === 'image') return { ...docker, image: await imageOf(code, platform, options), options: common, command: [] };
  const image = `public.ecr.aws/lambda/${runtime.replace(/^([a-z]+)\.?(\d|al)/, '$1:$2').replace(/\.x$/, '')}`;
  await pull(image, platform, options);
  return { ...docker, image, options: [...common, '--volume', `${unpacked.code}:/var/task:ro`, ...layerVolume(unpacked)], command: [handler] };
}

/** The process of a container. Values of variables are in its environment, and not in its arguments, which other users can read. */
export function containerProgram({ command, image, options }: Container, name: string, variables: Readonly<Record<string, string>>): ProgramCall {
  const named = Object.entries(variables).flatMap(([variable, value]) => ['--env', variable === 'PATH' ? `PATH=${value}` : variable]);
  return {
    command: 'docker',
    args: ['run', '--rm', '--init', '--name', name, ...options, ...named, image, ...command],
    workingDirectory: '.',
    environment: { ...process.env, ...variables, PATH: process.env.PATH },
  };
}

export function newContainerName(): string {
  return `agentcore-gateway-${randomUUID()}`;
}

/** Ends a container: Docker goes on running it when the process that started it is killed. */
export function removeContainer(name: string): void {
  spawn('docker', ['rm', '--force', name], { stdio: 'ignore', env: process.env }).on('error', () => {});
}

/** Asked once: the answer takes a moment. */
let answer: Promise<Docker | undefined> | undefined;

function dockerHere(): Promise<Docker | undefined> {
  answer ??= run('docker', ['info', '--format', '{{.OperatingSystem}}'], { timeout: ANSWER_MS })
    .then(({ stdout }) => process.platform !== 'linux' || stdout.includes('Docker Desktop') ? DESKTOP : LOOPBACK, () => undefined);
  return answer;
}

async function imageOf({ build, uri }: CodeSource & { readonly in: 'image' }, platform: readonly string[], options: FunctionOptions): Promise<string> {
  if (!build) {
    await pull(uri, platform, options);
    return uri;
  }
  options.log(`building the container image in ${build.folder}`);
  // As the CDK does: a Dockerfile is relative to the folder.
  return (await callDocker({ cwd: build.folder }, 'build', '--quiet', ...platform, ...build.arguments, '.')).trim();
}

async function pull(image: string, platform: readonly string[], { log }: FunctionOptions): Promise<void> {
  const isHere = await run('docker', ['image', 'inspect', image]).then(() => true, () => false);
  if (isHere) return;
  log(`downloading the container image ${image}`);
  await callDocker({}, 'pull', '--quiet', ...platform, image);
}

async function callDocker(options: { readonly cwd?: string }, ...args: string[]): Promise<string> {
  try {
    return (await run('docker', args, { ...options, maxBuffer: 64 * 1024 * 1024 })).stdout;
  } catch (error) {
    throw new CannotRun(`\`docker ${args.join(' ')}\` failed: ${(error as { stderr?: string }).stderr?.trim() ?? String(error)}`);
  }
}

/** Lambda puts all layers into one folder, the later over the earlier ones. */
function layerVolume({ layers, mergedLayers }: Unpacked): string[] {
  if (layers.length === 0) return [];
  const folder = layers.length === 1 ? layers[0] : mergedLayers();
  if (layers.length > 1) for (const layer of layers) cpSync(layer, folder, { recursive: true });
  return ['--volume', `${folder}:/opt:ro`];
}
