import { readFileSync, writeFileSync } from 'fs';
import { extname, join } from 'path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { asUserError } from '../user-error';
import { checkCommand, packsOf } from './check/check-command';
import { CheckReport, fails } from './check/check-report';
import { formatCheckGithub } from './check/format-github';
import { sarifOf } from './check/format-sarif';
import { formatCheckText } from './check/format-text';
import { EXIT, EXIT_CODES_HELP, ExitCode } from './exit-code';
import { formatHtml } from './graph/format-html';
import { formatMermaid } from './graph/format-mermaid';
import { formatSvg } from './graph/format-svg';
import { graphCommand } from './graph/graph-command';
import type { Host } from './host';
import { paintFor } from './paint';
import { formatToolsText } from './tools/format-text';
import { formatRefreshText, refreshCommand } from './tools/refresh-command';
import { toolsCommand } from './tools/tools-command';

const INPUT_HELP = 'a cloud assembly (the folder that `cdk synth` writes), or CloudFormation templates, JSON or YAML';

/** Options of every command. */
interface CommonOptions {
  readonly json?: boolean;
  readonly color: boolean;
  readonly debug?: boolean;
}

/** The commands. Each reads its options, asks for data, and writes the data in the format that was asked for. */
export function createProgram(host: Host, done: (code: ExitCode) => void): Command {
  const program = new Command('agentcore-gateway')
    .description('Judges, draws and lists Amazon Bedrock AgentCore Gateways of any CloudFormation template, without an AWS account.')
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .configureOutput({ writeOut: (text) => host.stdout.write(text), writeErr: (text) => host.stderr.write(text) })
    .showHelpAfterError('(--help lists commands and options)')
    .exitOverride()
    .addHelpText('after', `\n${EXIT_CODES_HELP}`);
  addCheck(program, host, done);
  addGraph(program, host, done);
  addTools(program, host, done);
  return program;
}

function addCheck(program: Command, host: Host, done: (code: ExitCode) => void): void {
  interface CheckOptions extends CommonOptions {
    readonly against?: string;
    readonly pack?: readonly string[];
    readonly format: 'text' | 'json' | 'sarif' | 'github';
    readonly schemas?: boolean;
    readonly strict?: boolean;
    readonly verbose?: boolean;
    readonly config?: string;
  }
  const command = program.command('check')
    .summary('judge gateways before they are deployed')
    .description('Judges gateways by the rules of docs/RULES.md, as `cdk synth` does.')
    .argument('[input...]', `${INPUT_HELP} (default: cdk.out)`)
    .option('--against <template>', 'what is deployed now, a template or a cloud assembly: also finds changes that cannot be deployed')
    .addOption(new Option('--pack <name>', 'also judge by the rules of a pack: security (repeatable)').argParser(collect))
    .addOption(new Option('--format <format>', 'how to write the findings').choices(['text', 'json', 'sarif', 'github']).default('text'))
    .option('--schemas', 'also check the properties of AgentCore resources against CloudFormation\'s schemas, as `cdk synth` does; takes aws-cdk-lib and some seconds')
    .option('--strict', 'fail on warnings too')
    .option('--verbose', 'also list what is acknowledged, and what only the deployment can tell')
    .option('--config <file>', 'the settings of the app (default: agentcore-gateway.json in this folder, if there is one)');
  addCommonOptions(command, `
Examples:
  $ agentcore-gateway check
  $ agentcore-gateway check template.yaml --schemas --pack security --strict
  $ agentcore-gateway check --against deployed.json
  $ agentcore-gateway check --format sarif > gateways.sarif

Acknowledge a finding in agentcore-gateway.json, or in the program with Validations.of(construct).acknowledge(...):
  { "acknowledgements": [{ "id": "<rule>", "path": "<construct path>", "reason": "why" }] }`);
  command.action((inputs: string[], options: CheckOptions) => {
    const report = checkCommand({ inputs, packs: packsOf(options.pack ?? []), against: options.against, config: options.config, schemas: options.schemas }, host.directory);
    const format = options.json ? 'json' : options.format;
    host.stdout.write({
      text: () => formatCheckText(report, { paint: paintFor(host.stdout, host.environment, options.color), verbose: options.verbose ?? false }),
      json: () => json(report),
      sarif: () => json(sarifOf(report, version())),
      github: () => formatCheckGithub(report),
    }[format]());
    if (report.faults.length > 0) throw brokenOff(report.faults);
    done(fails(report, options.strict ?? false) ? EXIT.found : EXIT.clean);
  });
}

/** What the other rules found is written before it is thrown. */
function brokenOff(faults: CheckReport['faults']): Error {
  const error = new Error(faults.map(({ rule, message }) => `rule ${rule} broke off: ${message}`).join('\n'));
  error.stack = faults.map(({ stack, message }) => stack ?? message).join('\n');
  return error;
}

const PICTURES = { mermaid: formatMermaid, svg: formatSvg, html: formatHtml, json } as const;

/** By the end of the file's name. */
const PICTURE_FILES: Readonly<Record<string, keyof typeof PICTURES>> = { '.svg': 'svg', '.html': 'html', '.htm': 'html', '.json': 'json' };

function addGraph(program: Command, host: Host, done: (code: ExitCode) => void): void {
  interface GraphOptions extends CommonOptions {
    readonly format?: 'mermaid' | 'svg' | 'html';
    readonly output?: string;
    readonly config?: string;
  }
  const command = program.command('graph')
    .summary('draw gateways, who calls them and what they call')
    .description('Draws gateways with their targets, who calls them and what they call, the authentication of every call, and the findings of `check`.')
    .argument('[input...]', `${INPUT_HELP} (default: cdk.out)`)
    .addOption(new Option('--format <format>', 'a Mermaid flowchart, or a picture or page that loads nothing (default: by the name of the output, else mermaid)')
      .choices(['mermaid', 'svg', 'html']))
    .option('--output <file>', 'write to a file')
    .option('--config <file>', 'the settings of the app, for what is acknowledged (default: agentcore-gateway.json in this folder)');
  addCommonOptions(command, `
Examples:
  $ agentcore-gateway graph
  $ agentcore-gateway graph --output docs/gateways.svg
  $ agentcore-gateway graph template.yaml --output gateways.html`);
  command.action((inputs: string[], { json: asJson, format, output, config }: GraphOptions) => {
    const picture = graphCommand({ inputs, config }, host.directory);
    const chosen = asJson ? 'json' : format ?? PICTURE_FILES[extname(output ?? '')] ?? 'mermaid';
    writeAnswer(PICTURES[chosen](picture), output, host);
    done(EXIT.clean);
  });
}

function writeAnswer(text: string, output: string | undefined, { stdout, stderr }: Host): void {
  if (output === undefined) {
    stdout.write(text);
    return;
  }
  asUserError(() => writeFileSync(output, text));
  stderr.write(`wrote ${output}\n`);
}

function addTools(program: Command, host: Host, done: (code: ExitCode) => void): void {
  interface ToolsOptions extends CommonOptions {
    readonly gateway?: string;
    readonly as?: readonly string[];
    readonly refresh?: boolean;
    readonly timeout: number;
  }
  const command = program.command('tools')
    .summary('list every tool as a model sees it, and who can call it')
    .description('Lists every tool as a model sees it through each gateway, and who can call which by the Cedar policies.')
    .argument('[input...]', `${INPUT_HELP} (default: cdk.out)`)
    .option('--gateway <name>', 'one gateway only: its key in the Runtime Configuration, or its construct path or the end of it')
    .addOption(new Option('--as <principal>', 'who calls: an agent, function or role of the app by its construct path, the ARN of a role, '
      + 'the claims of a token as JSON or as @file.json, or anyone (repeatable; default: whom the app allows to invoke the gateway)')
      .argParser(collect))
    .option('--refresh', 'start each MCP server on this machine with the command that the app gives, and write down the tools it answers with')
    .option('--timeout <seconds>', 'with --refresh: how long a server may take until it answers', seconds, 60);
  addCommonOptions(command, `
Examples:
  $ agentcore-gateway tools
  $ agentcore-gateway tools --gateway TeamGateway --as Agent
  $ agentcore-gateway tools --as '{"sub":"alice","team":"support"}'
  $ agentcore-gateway tools --refresh`);
  command.action(async (inputs: string[], { json: asJson, color, gateway, as = [], refresh, timeout }: ToolsOptions) => {
    if (!refresh) {
      const report = toolsCommand({ inputs, gateway, as });
      host.stdout.write(asJson ? json(report) : formatToolsText(report, paintFor(host.stdout, host.environment, color)));
      return done(EXIT.clean);
    }
    const report = await refreshCommand({ inputs, timeoutSeconds: timeout }, host.directory, (line) => host.stderr.write(`${line}\n`));
    host.stdout.write(asJson ? json(report) : formatRefreshText(report));
    done(report.servers.some(({ outcome }) => outcome === 'failed') ? EXIT.found : EXIT.clean);
  });
}

function seconds(value: string): number {
  const number = Number(value);
  if (!(number > 0)) throw new InvalidArgumentError('It must be a number of seconds.');
  return number;
}

function addCommonOptions(command: Command, examples: string): void {
  command
    .option('--json', 'write the data as JSON')
    .option('--no-color', 'write without colours, as with the environment variable NO_COLOR')
    .option('--debug', 'print stack traces')
    .addHelpText('after', `${examples}\n\n${EXIT_CODES_HELP}`);
}

function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

function json(data: unknown): string {
  return `${JSON.stringify(data, null, 2)}\n`;
}

/** Both in the sources and in the bundle the package is two folders up. */
function version(): string {
  const { version: written } = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')) as { version: string };
  return written;
}
