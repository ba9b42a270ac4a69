import type { Command } from 'commander';
import { Option } from 'commander';
import { entriesOf, isObject, own } from '../../../src/json';
import type { GatewayModel } from '../../../src/model/gateway-model';
import type { ParameterValue } from '../../../src/model/parameters';
import { readJson } from '../../../src/model/read-json';
import { asUserError, UserError } from '../../user-error';
import { collect } from '../command';

export interface ParameterOptions {
  readonly parameters?: readonly string[];
}

export function addParameterOption(command: Command): Command {
  return command.addOption(new Option('--parameters <key=value>', 'the value of a parameter of the templates, of one stack with stack:key=value, '
    + 'or @file.json as for `aws cloudformation` (repeatable; default: the default of the parameter)').argParser(collect));
}

/** @throws UserError for a text that is not `key=value`, and for a file that cannot be read. */
export function parametersIn(texts: readonly string[] = []): ParameterValue[] {
  return texts.flatMap((text) => text.startsWith('@') ? inFile(text.slice(1)) : [inText(text)]);
}

/** @throws UserError for a parameter that no template has: it would change nothing. */
export function checkParameters(values: readonly ParameterValue[], { parameters }: Pick<GatewayModel, 'parameters'>): void {
  for (const { name, stack } of values) {
    if (parameters.some((one) => one.name === name && (stack === undefined || one.stack === stack || one.stackName === stack))) continue;
    const names = [...new Set(parameters.map((one) => one.name))];
    throw new UserError(`no template has the parameter \`${name}\`${stack === undefined ? '' : ` in stack \`${stack}\``}; ${names.length === 0 ? 'they have no parameters' : `they have ${names.join(', ')}`}`);
  }
}

/** `ParameterKey=…,ParameterValue=…` is what `aws cloudformation` takes, `stack:key=value` what `cdk deploy` takes. */
function inText(text: string): ParameterValue {
  const [, key, given] = /^ParameterKey=([^,]+),ParameterValue=(.*)$/s.exec(text) ?? [];
  const [, stack, name = key, value = given] = /^(?:([^:=]+):)?([A-Za-z0-9]+)=(.*)$/s.exec(key === undefined ? text : '') ?? [];
  if (name === undefined || value === undefined) throw new UserError(`\`--parameters ${text}\`: write key=value, stack:key=value, or @file.json`);
  return { name, value, ...stack === undefined ? {} : { stack } };
}

function inFile(file: string): ParameterValue[] {
  const content = asUserError(() => readJson(file));
  const found = isObject(content) ? entriesOf(own(content, 'Parameters') ?? content) : pairsIn(content);
  return found.map(([name, value]) => {
    if (name === '' || typeof value === 'object') throw new UserError(`${file} is not a list of parameters: write [{ "ParameterKey": "…", "ParameterValue": "…" }], or { "key": "value" }`);
    return { name, value: String(value) };
  });
}

function pairsIn(list: unknown): [string, unknown][] {
  return Array.isArray(list) ? list.map((item) => [String(own(item, 'ParameterKey') ?? ''), own(item, 'ParameterValue') ?? null]) : [['', null]];
}
