import type { DevRequest } from './run-dev';
import { running } from '../bundles';
import { addCommonOptions, collect, CommonOptions, RegisterCommand } from '../command';
import { EXIT, ExitCode } from '../exit-code';

interface DevOptions extends CommonOptions {
  readonly app?: string;
  readonly appDir?: string;
  readonly as?: string;
  readonly port?: readonly string[];
  readonly target?: readonly string[];
  readonly api?: readonly string[];
  readonly trust?: boolean;
  readonly envFile?: readonly string[];
  readonly awsCredentials: boolean;
  readonly differences?: boolean;
  readonly verbose?: boolean;
}

export const registerDev: RegisterCommand = (program, host, done) => {
  const command = program.command('dev')
    .summary('run the gateways of the app on this machine')
    .description('Synthesizes the app, runs its gateways and what they call on this machine, and prints every call. It decides as the service would, and is no security boundary.')
    .argument('[command...]', 'behind `--`: a program to run beside the gateways, with the environment that finds them')
    .option('--app <assembly>', 'run this cloud assembly or template instead of synthesizing the app of this folder')
    .option('--app-dir <folder>', 'the folder of the app, which its local folders are relative to (default: this folder, or the one above the assembly with a cdk.json)')
    .option('--as <principal>', 'who calls: an agent, function or role of the app by its construct path, the ARN of a role, claims as JSON or as @file.json, or anyone (default: the only caller that the app allows)')
    .option('--port <key=n>', 'the port of a gateway (repeatable)', collect)
    .option('--target <name=what>', 'call an MCP server instead of a target: its URL, or the command that starts it over stdio (repeatable)', collect)
    .option('--env-file <file>', 'environment variables for the functions and servers that declare them, as NAME=value lines; only you may be able to read it (repeatable)', collect)
    .option('--no-aws-credentials', 'keep the AWS credentials of this shell from functions')
    .option('--api <name=url>', 'the URL of the API of an OpenAPI, Smithy or API Gateway target, instead of its own (repeatable)', collect)
    .option('--trust', 'start the processes of an assembly that this command did not synthesize')
    .option('--verbose', 'print what each gateway receives and returns, with secrets masked')
    .option('--differences', 'print what is different from the service, and why');
  addCommonOptions(command, `
Examples:
  $ agentcore-gateway dev
  $ agentcore-gateway dev -- python3 main.py
  $ agentcore-gateway dev --target docs=http://127.0.0.1:8000/mcp
  $ agentcore-gateway dev --api pet-store=http://127.0.0.1:8080/api/v3`);
  command.action(async (beside: string[], options: DevOptions) => {
    const { app, appDir, as, awsCredentials, color, differences, json: asJson = false, trust = false, verbose = false } = options;
    const { api = [], envFile: envFiles = [], port = [], target = [] } = options;
    const { formatDifferences, runDev } = running();
    if (differences) {
      host.stdout.write(formatDifferences());
      return done(EXIT.clean);
    }
    const request: DevRequest = {
      trust,
      ports: port,
      targets: target,
      envFiles,
      awsCredentials,
      apis: api,
      asJson,
      verbose,
      color,
      command: beside,
      ...app === undefined ? {} : { assembly: app },
      ...appDir === undefined ? {} : { appFolder: appDir },
      ...as === undefined ? {} : { as },
    };
    done(await runDev(request, host) as ExitCode);
  });
};

interface CallOptions extends CommonOptions {
  readonly args: string;
  readonly gateway?: string;
  readonly as?: string;
  readonly app?: string;
  readonly appDir?: string;
  readonly target?: readonly string[];
  readonly api?: readonly string[];
  readonly trust?: boolean;
  readonly envFile?: readonly string[];
  readonly awsCredentials: boolean;
}

export const registerCall: RegisterCommand = (program, host, done) => {
  const command = program.command('call')
    .summary('call a tool of a gateway on this machine')
    .description('Calls a tool at the gateways that `dev` runs, or runs them for this one call.')
    .argument('<tool>', 'the tool, as the gateway lists it')
    .option('--args <json>', 'the arguments, as JSON or as @file.json', '{}')
    .option('--gateway <name>', 'the gateway, by its key in the Runtime Configuration or its construct path (default: the outermost one)')
    .option('--as <principal>', 'who calls, as in `dev`')
    .option('--app <assembly>', 'run this cloud assembly or template instead of synthesizing the app of this folder')
    .option('--app-dir <folder>', 'the folder of the app')
    .option('--target <name=what>', 'call an MCP server instead of a target (repeatable)', collect)
    .option('--env-file <file>', 'environment variables for the functions and servers that declare them, as NAME=value lines; only you may be able to read it (repeatable)', collect)
    .option('--no-aws-credentials', 'keep the AWS credentials of this shell from functions')
    .option('--api <name=url>', 'the URL of the API of a target (repeatable)', collect)
    .option('--trust', 'start the processes of an assembly that this command did not synthesize');
  addCommonOptions(command, `
Examples:
  $ agentcore-gateway call domain___weather___get_weather --args '{"city":"London","month":7}'
  $ agentcore-gateway call domain___orders___refund --args @refund.json --as Agent`);
  command.action(async (tool: string, { api = [], args, app, appDir, as, awsCredentials, color, envFile: envFiles = [], gateway, target = [], trust = false }: CallOptions) => {
    const { runCall } = running();
    const { isError, result } = await runCall({
      tool,
      args,
      trust,
      color,
      targets: target,
      envFiles,
      awsCredentials,
      apis: api,
      ...gateway === undefined ? {} : { gateway },
      ...as === undefined ? {} : { as },
      ...app === undefined ? {} : { assembly: app },
      ...appDir === undefined ? {} : { appFolder: appDir },
    }, host);
    host.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
    done(isError ? EXIT.found : EXIT.clean);
  });
};
