import { Command } from 'commander';
import { registerCheck } from './check/command';
import { RegisterCommand, version } from './command';
import { registerCall, registerDev } from './dev/command';
import { EXIT_CODES_HELP, ExitCode } from './exit-code';
import { registerGraph } from './graph/command';
import type { Host } from './host';
import { registerTools } from './tools/command';

const COMMANDS: readonly RegisterCommand[] = [registerCheck, registerGraph, registerTools, registerDev, registerCall];

/** Creates the program with its commands. */
export function createProgram(host: Host, done: (code: ExitCode) => void): Command {
  const program = new Command('agentcore-gateway')
    .description('Checks, draws and lists the Amazon Bedrock AgentCore gateways in any CloudFormation template, without an AWS account.')
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .configureOutput({ writeOut: (text) => host.stdout.write(text), writeErr: (text) => host.stderr.write(text) })
    .showHelpAfterError('(--help lists commands and options)')
    .exitOverride()
    .addHelpText('after', `\n${EXIT_CODES_HELP}`);
  for (const register of COMMANDS) register(program, host, done);
  return program;
}
