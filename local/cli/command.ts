import { readFileSync } from 'fs';
import { join } from 'path';
import type { Command } from 'commander';
import { EXIT_CODES_HELP, ExitCode } from './exit-code';
import type { Host } from './host';

/** Adds a command with its options, help and action to the program. The action passes the exit code to `done`. */
export type RegisterCommand = (program: Command, host: Host, done: (code: ExitCode) => void) => void;

/** The options that every command has. */
export interface CommonOptions {
  readonly json?: boolean;
  readonly color: boolean;
  readonly debug?: boolean;
}

export const INPUT_HELP = 'a cloud assembly (the folder that `cdk synth` writes), or CloudFormation templates in JSON or YAML';

export function addCommonOptions(command: Command, examples: string): void {
  command
    .option('--json', 'write the result as JSON')
    .option('--no-color', 'write without colors, as with the environment variable NO_COLOR')
    .option('--debug', 'print stack traces')
    .addHelpText('after', `${examples}\n\n${EXIT_CODES_HELP}`);
}

/** Collects the values of a repeatable option. */
export function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

export function json(data: unknown): string {
  return `${JSON.stringify(data, null, 2)}\n`;
}

/** package.json is two folders up, both from the sources and from the bundle. */
export function version(): string {
  const { version: written } = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')) as { version: string };
  return written;
}
