import { Option } from 'commander';
import type { CheckReport } from './check-report';
import { reports } from '../bundles';
import { addCommonOptions, collect, CommonOptions, INPUT_HELP, json, RegisterCommand, version } from '../command';
import { EXIT } from '../exit-code';
import { addParameterOption, ParameterOptions, parametersIn } from '../input/parameter-option';
import { paintFor } from '../paint';

interface CheckOptions extends CommonOptions, ParameterOptions {
  readonly against?: string;
  readonly pack?: readonly string[];
  readonly format: 'text' | 'json' | 'sarif' | 'github';
  readonly schemas?: boolean;
  readonly strict?: boolean;
  readonly verbose?: boolean;
  readonly config?: string;
}

export const registerCheck: RegisterCommand = (program, host, done) => {
  const command = program.command('check')
    .summary('check gateways before they are deployed')
    .description('Checks gateways with the rules in docs/RULES.md, as `cdk synth` does.')
    .argument('[input...]', `${INPUT_HELP} (default: cdk.out)`)
    .option('--against <template>', 'compare with the deployed template or cloud assembly: also finds changes that cannot be deployed')
    .addOption(new Option('--pack <name>', 'also check with the rules of a pack: security (repeatable)').argParser(collect))
    .addOption(new Option('--format <format>', 'the output format').choices(['text', 'json', 'sarif', 'github']).default('text'))
    .option('--schemas', 'also check the properties of AgentCore resources against CloudFormation\'s schemas, as `cdk synth` does; requires aws-cdk-lib and takes some seconds')
    .option('--strict', 'fail on warnings too')
    .option('--verbose', 'also list acknowledged findings, and rules that cannot be evaluated before deployment')
    .option('--config <file>', 'the settings of the app (default: agentcore-gateway.json in the current folder, if it exists)');
  addParameterOption(command);
  addCommonOptions(command, `
Examples:
  $ agentcore-gateway check
  $ agentcore-gateway check template.yaml --schemas --pack security --strict
  $ agentcore-gateway check --against deployed.json
  $ agentcore-gateway check --format sarif > gateways.sarif

Acknowledge a finding in agentcore-gateway.json, or in the program with Validations.of(construct).acknowledge(...):
  { "acknowledgements": [{ "id": "<rule>", "path": "<construct path>", "reason": "why" }] }`);
  command.action((inputs: string[], options: CheckOptions) => {
    const { checkApp, fails, formatCheckGithub, formatCheckText, packsOf, sarifOf } = reports();
    const report = checkApp({
      inputs, packs: packsOf(options.pack ?? []), against: options.against, config: options.config, schemas: options.schemas, parameters: parametersIn(options.parameters),
    }, host.directory);
    const format = options.json ? 'json' : options.format;
    host.stdout.write({
      text: () => formatCheckText(report, { paint: paintFor(host.stdout, host.environment, options.color), verbose: options.verbose ?? false }),
      json: () => json(report),
      sarif: () => json(sarifOf(report, version())),
      github: () => formatCheckGithub(report),
    }[format]());
    if (report.crashed.length > 0) throw crashError(report.crashed);
    done(fails(report, options.strict ?? false) ? EXIT.found : EXIT.clean);
  });
};

/** The error to throw after the findings of the other rules are written. */
function crashError(rules: CheckReport['crashed']): Error {
  const error = new Error(rules.map(({ rule, message }) => `rule ${rule} crashed: ${message}`).join('\n'));
  error.stack = rules.map(({ stack, message }) => stack ?? message).join('\n');
  return error;
}
