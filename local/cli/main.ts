import { CommanderError } from 'commander';
import { EXIT, ExitCode } from './exit-code';
import { paintFor } from './paint';
import { createProgram } from './program';
import { messageOf, UserError } from '../user-error';
import type { Host } from './host';

/** Runs the command with its arguments. Never throws: errors are written to stderr and set the exit code. */
export async function run(args: readonly string[], host: Host): Promise<ExitCode> {
  let code: ExitCode = EXIT.clean;
  try {
    await createProgram(host, (result) => { code = result; }).parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    // Commander has already printed the message. It also throws for --help.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.clean : EXIT.usage;
    report(error, args, host);
    return error instanceof UserError ? EXIT.usage : EXIT.internal;
  }
}

function report(error: unknown, args: readonly string[], { stderr, environment }: Host): void {
  const paint = paintFor(stderr, environment, !args.includes('--no-color'));
  const debug = args.includes('--debug');
  stderr.write(`${paint.error('error:')} ${messageOf(error)}\n`);
  if (!(error instanceof UserError)) {
    stderr.write(`This is an internal error of agentcore-gateway, not a mistake in your app. Please report it${debug ? '' : ' with the output of --debug'}.\n`);
  }
  if (debug && error instanceof Error) stderr.write(`${error.stack}\n${error.cause instanceof Error ? `${error.cause.stack}\n` : ''}`);
}
