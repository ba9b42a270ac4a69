import { readFileSync } from 'fs';
import { join } from 'path';
import type { Command } from 'commander';
import { EXIT_CODES_HELP, ExitCode } from './exit-code';
import type { Host } from './host';

/** Adds a command to the program: its options, its help and what it runs. `done` takes the exit code. */
export type RegisterCommand = (program: Command, host: Host, done: (code: ExitCode) => void) => void;

/** Options of every command. */
export interface CommonOptions {
  readonly json?: boolean;
  readonly color: boolean;
  readonly debug?: boolean;
}

export const INPUT_HELP = 'a cloud assembly (the folder that `cdk synth` writes), or CloudFormation templates, JSON or YAML';

export function addCommonOptions(command: Command, examples: string): void {
  command
    .option('--json', 'write the data as JSON')
    .option('--no-color', 'write without colours, as with the environment variable NO_COLOR')
    .option('--debug', 'print stack traces')
    .addHelpText('after', `${examples}\n\n${EXIT_CODES_HELP}`);
}

/** For options that can be given several times. */
export function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

export function json(data: unknown): string {
  return `${JSON.stringify(data, null, 2)}\n`;
}

/** Both in the sources and in the bundle the package is two folders up. */
export function version(): string {
  const { version: written } = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')) as { version: string };
  return written;
}
