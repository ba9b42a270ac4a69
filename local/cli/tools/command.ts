import { InvalidArgumentError, Option } from 'commander';
import { reports } from '../bundles';
import { addCommonOptions, collect, CommonOptions, INPUT_HELP, json, RegisterCommand } from '../command';
import { EXIT } from '../exit-code';
import { warningsTo } from '../host';
import { addParameterOption, ParameterOptions, parametersIn } from '../input/parameter-option';
import { paintFor } from '../paint';

interface ToolsOptions extends CommonOptions, ParameterOptions {
  readonly gateway?: string;
  readonly as?: readonly string[];
  readonly refresh?: boolean;
  readonly trust?: boolean;
  readonly timeout: number;
}

export const registerTools: RegisterCommand = (program, host, done) => {
  const command = program.command('tools')
    .summary('list every tool with the name that a model sees, and who can call it')
    .description('Lists every tool with the name that a model sees at each gateway, and the callers that the Cedar policies allow.')
    .argument('[input...]', `${INPUT_HELP} (default: cdk.out)`)
    .option('--gateway <name>', 'list one gateway only: its key in the Runtime Configuration, its construct path, or the end of the path')
    .addOption(new Option('--as <principal>', 'the caller: the construct path of an agent, function or role of the app, the ARN of a role, '
      + 'the claims of a token as JSON or as @file.json, or anyone (repeatable; default: the callers that the app allows to invoke the gateway)')
      .argParser(collect))
    .option('--refresh', 'synthesize the app of this folder, start each MCP server on this machine with its `local` command, and write the tools that it lists to its `toolsFile`')
    .option('--trust', 'with --refresh: also start the commands of an input that this command did not synthesize')
    .option('--timeout <seconds>', 'with --refresh: the time limit for a server to list its tools', seconds, 60);
  addParameterOption(command);
  addCommonOptions(command, `
Examples:
  $ agentcore-gateway tools
  $ agentcore-gateway tools --gateway TeamGateway --as Agent
  $ agentcore-gateway tools --as '{"sub":"alice","team":"support"}'
  $ agentcore-gateway tools --refresh`);
  command.action(async (inputs: string[], { json: asJson, color, gateway, as = [], parameters, refresh, trust = false, timeout }: ToolsOptions) => {
    const { formatRefreshText, formatToolsText, refreshCommand, toolsOfApp } = reports();
    if (!refresh) {
      const report = toolsOfApp({ inputs, gateway, as, parameters: parametersIn(parameters), warn: warningsTo(host) });
      host.stdout.write(asJson ? json(report) : formatToolsText(report, paintFor(host.stdout, host.environment, color)));
      return done(EXIT.clean);
    }
    const report = await refreshCommand({ inputs, trust, timeoutSeconds: timeout }, host.directory, (line) => host.stderr.write(`${line}\n`));
    host.stdout.write(asJson ? json(report) : formatRefreshText(report));
    done(report.servers.some(({ outcome }) => outcome === 'failed') ? EXIT.found : EXIT.clean);
  });
};

function seconds(value: string): number {
  const number = Number(value);
  if (!(number > 0)) throw new InvalidArgumentError('It must be a positive number of seconds.');
  return number;
}
