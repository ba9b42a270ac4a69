import { execFile } from 'child_process';
import { accessSync, closeSync, constants, existsSync, openSync, readSync } from 'fs';
import { join } from 'path';
import { CannotRun } from './cannot-run';
import type { Unpacked } from './environment';
import type { FunctionDescription, FunctionOptions } from './function-description';

/** A program and its arguments, which run a function. */
export interface Interpreter {
  readonly command: string;
  readonly args: readonly string[];
  /** Folders that the program finds its modules in, for Python. */
  readonly modules?: readonly string[];
}

/** AWS's runtime loops, beside the bundle and as the build makes them for the sources. */
const LOOPS = [join(__dirname, 'lambda-runtimes'), join(__dirname, '..', '..', 'lib', 'local', 'lambda-runtimes')];

/** @throws CannotRun when no program of this machine runs the function */
export async function interpreterOf(description: FunctionDescription, unpacked: Unpacked, options: FunctionOptions): Promise<Interpreter> {
  const { runtime, memoryMb } = description;
  const nodejs = /^nodejs(\d+)\.x$/.exec(runtime)?.[1];
  const python = /^python(3\.\d+)$/.exec(runtime)?.[1];
  if (nodejs !== undefined) {
    const [own] = process.versions.node.split('.');
    if (own !== nodejs) options.warn(`functions for ${runtime} run on Node.js ${own}, because this command does`);
    // As Lambda, so that a function that needs more memory than it has fails here too.
    return { command: process.execPath, args: [`--max-old-space-size=${Math.max(Math.floor(memoryMb * 0.9), 64)}`, join(loop('nodejs'), 'index.mjs')] };
  }
  if (python !== undefined) {
    const { command, version } = await pythonFor(python, options.appFolder);
    if (version !== python) options.warn(`functions for ${runtime} run on Python ${version}, because Python ${python} is not installed`);
    return { command, args: ['-m', 'awslambdaric', description.handler], modules: [loop('python')] };
  }
  if (/^provided(\.|$)/.test(runtime)) return bootstrapIn(description, unpacked);
  throw new CannotRun(runtime === '' ? 'it is a container image' : `functions for ${runtime} run in a container`);
}

function loop(language: string): string {
  const folder = LOOPS.map((loops) => join(loops, language)).find((candidate) => existsSync(candidate));
  if (folder === undefined) throw new Error(`AWS's runtime loop for ${language} is not in lib/: run \`npx projen build:lib\``);
  return folder;
}

interface Python {
  readonly command: string;
  readonly version: string;
}

/** Where virtual environments have their interpreter. */
const IN_ENVIRONMENT = process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python'];

/** Answers are the same for every function, and asking takes as long as starting Python. */
const known = new Map<string, Promise<string | undefined>>();

/** The interpreter of a virtual environment, which has the packages of the app; else that of the version; else any that the loop works with. */
async function pythonFor(wanted: string, appFolder: string | undefined): Promise<Python> {
  const environments = [process.env.VIRTUAL_ENV, ...appFolder === undefined ? [] : ['.venv', 'venv'].map((name) => join(appFolder, name))]
    .flatMap((folder) => folder === undefined ? [] : [join(folder, ...IN_ENVIRONMENT)]).filter((file) => existsSync(file));
  for (const command of [...environments, `python${wanted}`, 'python3', 'python']) {
    if (!known.has(command)) known.set(command, versionOf(command));
    const version = await known.get(command);
    if (version !== undefined && Number(version.split('.')[1]) >= 10) return { command, version };
  }
  throw new CannotRun(`Python ${wanted} is not installed, nor another one from 3.10 on`);
}

function versionOf(command: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(command, ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])'], { timeout: 20_000 }, (error, stdout) => {
      resolve(error === null && /^3\.\d+$/.test(stdout.trim()) ? stdout.trim() : undefined);
    });
  });
}

/** The machine types of ELF files, by the name that Lambda gives the processor. */
const ELF_MACHINES: Readonly<Record<number, string>> = { 0x3e: 'x86_64', 0xb7: 'arm64' };
const THIS_MACHINE = process.arch === 'x64' ? 'x86_64' : process.arch;

/** The program `bootstrap` of the function or of a layer, if this machine can run it. */
function bootstrapIn({ runtime }: FunctionDescription, { code, layers }: Unpacked): Interpreter {
  const file = [code, ...layers].map((folder) => join(folder, 'bootstrap')).find((candidate) => existsSync(candidate));
  if (file === undefined) throw new CannotRun(`a function for ${runtime} has a file \`bootstrap\`, and ${code} has none`);
  const machine = elfMachine(file);
  if (machine !== undefined && (process.platform !== 'linux' || machine !== THIS_MACHINE)) {
    throw new CannotRun(`its \`bootstrap\` is a program for Linux on ${machine}, and this machine is ${process.platform} on ${THIS_MACHINE}`);
  }
  try {
    accessSync(file, constants.X_OK);
  } catch {
    throw new CannotRun(`${file} is not executable`);
  }
  return { command: file, args: [] };
}

/** The processor that a program is for; undefined for a script. */
function elfMachine(file: string): string | undefined {
  const head = Buffer.alloc(20);
  const descriptor = openSync(file, 'r');
  readSync(descriptor, head);
  closeSync(descriptor);
  if (head.toString('latin1', 0, 4) !== '\x7fELF') return undefined;
  return ELF_MACHINES[head.readUInt16LE(18)] ?? 'another processor';
}
