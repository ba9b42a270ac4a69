import { mkdirSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { LocalFunction } from '../../../local/lambda/function';
import type { FunctionDescription, FunctionOptions } from '../../../local/lambda/function-description';
import { temporaryFolder } from '../temporary';

/** A function with what it wrote and what the user was warned of. */
export interface TestFunction extends LocalFunction {
  readonly lines: string[];
  readonly warnings: string[];
}

const started: LocalFunction[] = [];

export function stopFunctions(): Promise<unknown> {
  return Promise.all(started.splice(0).map((one) => one.stop()));
}

/** Writes files into a new folder. */
export function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content, { mode: name === 'bootstrap' ? 0o755 : 0o644 });
  }
  return folder;
}

/** A function as the loader would describe it. */
export function description({ codeFolder, ...more }: Partial<FunctionDescription> & { readonly codeFolder?: string }): FunctionDescription {
  return {
    name: 'function',
    path: 'Stack/Function',
    handler: 'index.handler',
    runtime: `nodejs${process.versions.node.split('.')[0]}.x`,
    timeoutSeconds: 20,
    memoryMb: 256,
    code: { in: 'files', path: codeFolder ?? '' },
    environment: {},
    missing: [],
    layers: [],
    missingLayers: [],
    architecture: 'x86_64',
    region: 'eu-west-1',
    account: '111122223333',
    ...more,
  };
}

export function localFunction(described: Parameters<typeof description>[0], options: Partial<FunctionOptions> = {}): TestFunction {
  const lines: string[] = [];
  const warnings: string[] = [];
  const made = new LocalFunction(description(described), { log: (line) => lines.push(line), warn: (warning) => warnings.push(warning), ...options });
  started.push(made);
  return Object.assign(made, { lines, warnings });
}

export const node = (code: string, described: Partial<FunctionDescription> = {}, options: Partial<FunctionOptions> = {}) => localFunction({ codeFolder: folderOf({ 'index.js': code }), ...described }, options);
export const python = (code: string, described: Partial<FunctionDescription> = {}, options: Partial<FunctionOptions> = {}) => localFunction({ codeFolder: folderOf({ 'index.py': code }), runtime: 'python3.11', ...described }, options);

/** The response, or type and message of the error. */
export async function invoke(made: LocalFunction, event: unknown = {}, clientContext?: unknown): Promise<unknown> {
  const result = await made.invoke(Buffer.from(JSON.stringify(event)), clientContext === undefined ? {} : { clientContext: JSON.stringify(clientContext) });
  return result.kind === 'response' ? JSON.parse(result.payload.toString() || 'null') : { error: result.errorType, message: result.errorMessage.replace(/^RequestId: [0-9a-f-]{36}/, 'RequestId: ID') };
}

/** Waits until a function has written a number of lines. They arrive by a pipe, perhaps after the response. */
export async function linesOf({ lines }: TestFunction, count: number): Promise<void> {
  for (let attempt = 0; lines.length < count && attempt < 500; attempt++) await new Promise((done) => setTimeout(done, 20));
}
