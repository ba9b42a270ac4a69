import { writeFileSync } from 'fs';
import { extname } from 'path';
import { Option } from 'commander';
import { asUserError } from '../../user-error';
import { reports } from '../bundles';
import { addCommonOptions, CommonOptions, INPUT_HELP, json, RegisterCommand } from '../command';
import { EXIT } from '../exit-code';
import { Host, warningsTo } from '../host';
import { addParameterOption, ParameterOptions, parametersIn } from '../input/parameter-option';

/** The format for each file extension. */
const PICTURE_FILES: Readonly<Record<string, 'svg' | 'html' | 'json'>> = { '.svg': 'svg', '.html': 'html', '.htm': 'html', '.json': 'json' };

interface GraphOptions extends CommonOptions, ParameterOptions {
  readonly format?: 'mermaid' | 'svg' | 'html';
  readonly output?: string;
  readonly config?: string;
  readonly gateway?: string;
}

export const registerGraph: RegisterCommand = (program, host, done) => {
  const command = program.command('graph')
    .summary('draw gateways, who calls them and what they call')
    .description('Draws gateways with their targets, who calls them and what they call, the authentication of every call, and the findings of `check`.')
    .argument('[input...]', `${INPUT_HELP} (default: cdk.out)`)
    .addOption(new Option('--format <format>', 'a Mermaid flowchart, or a self-contained SVG or HTML file (default: by the extension of the output, else mermaid)')
      .choices(['mermaid', 'svg', 'html']))
    .option('--output <file>', 'write to a file')
    .option('--gateway <name>', 'draw one gateway only: its key in the Runtime Configuration, its construct path, or the end of the path')
    .option('--config <file>', 'the settings of the app, with acknowledgements (default: agentcore-gateway.json in the current folder, if it exists)');
  addParameterOption(command);
  addCommonOptions(command, `
Examples:
  $ agentcore-gateway graph
  $ agentcore-gateway graph --output docs/gateways.svg
  $ agentcore-gateway graph template.yaml --output gateways.html`);
  command.action((inputs: string[], { json: asJson, format, gateway, output, config, parameters }: GraphOptions) => {
    const { drawApp, formatHtml, formatMermaid, formatSvg } = reports();
    const picture = drawApp({ inputs, config, gateway, parameters: parametersIn(parameters), warn: warningsTo(host) }, host.directory);
    const chosen = asJson ? 'json' : format ?? PICTURE_FILES[extname(output ?? '')] ?? 'mermaid';
    const formats = { mermaid: formatMermaid, svg: formatSvg, html: formatHtml, json };
    writeOutput(formats[chosen](picture), output, host);
    done(EXIT.clean);
  });
};

function writeOutput(text: string, output: string | undefined, { stdout, stderr }: Host): void {
  if (output === undefined) {
    stdout.write(text);
    return;
  }
  asUserError(() => writeFileSync(output, text));
  stderr.write(`wrote ${output}\n`);
}
