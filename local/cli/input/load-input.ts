import { existsSync, statSync } from 'fs';
import { basename, join } from 'path';
import { parseCloudFormationYaml } from './cloudformation-yaml';
import type { GatewayModel } from '../../../src/model/gateway-model';
import { load } from '../../../src/model/load';
import { isAssembly, readAssembly } from '../../../src/model/read-assembly';
import { readTemplateFiles } from '../../../src/model/read-template';
import type { Source } from '../../../src/model/source';
import { asUserError, UserError } from '../../user-error';

/** The folder that `cdk synth` writes by default. */
export const DEFAULT_INPUT = 'cdk.out';

/**
 * Loads the model of a cloud assembly, or of template files with one stack each.
 *
 * @throws UserError when an input cannot be read.
 */
export function loadInput(inputs: readonly string[]): GatewayModel {
  return load(readInput(inputs));
}

/**
 * Loads the model of what is deployed, to compare it with the model of an app.
 *
 * A template file does not contain the stack that it is deployed as. It becomes the stack of the app with its name, or the only one, so that
 * references in both are equal.
 */
export function loadDeployed(input: string, { stacks: all }: GatewayModel): GatewayModel {
  const source = readInput([input]);
  const stacks = all.filter(({ nestedIn }) => nestedIn === undefined);
  const files = source.stacks.filter(({ nestedIn }) => nestedIn === undefined);
  const [file] = files;
  const same = stacks.find(({ id, name }) => id === file?.id || name === file?.id) ?? (stacks.length === 1 ? stacks[0] : undefined);
  // An assembly names its stacks.
  if (files.length !== 1 || file.stackName !== undefined || !same) return load(source);
  const { id, name, account, region } = same;
  const renamed = (old: string) => old === file.id || old.startsWith(`${file.id}/`) ? id + old.slice(file.id.length) : old;
  return load({
    ...source,
    stacks: source.stacks.map((stack) => ({
      ...stack,
      id: renamed(stack.id),
      ...name === undefined ? {} : { stackName: name },
      ...account === undefined ? {} : { account },
      ...region === undefined ? {} : { region },
      ...stack.nestedIn ? { nestedIn: { ...stack.nestedIn, stack: renamed(stack.nestedIn.stack) } } : {},
    })),
  });
}

function readInput(inputs: readonly string[]): Source {
  const given = inputs.length > 0 ? inputs : [DEFAULT_INPUT];
  for (const input of given) {
    if (!existsSync(input)) throw new UserError(missingInput(input, inputs.length === 0));
  }
  const directories = given.filter((input) => statSync(input).isDirectory() || basename(input) === 'manifest.json');
  if (directories.length === 0) return asUserError(() => readTemplateFiles(given, parseCloudFormationYaml));
  if (given.length > 1) throw new UserError(`${directories[0]} is a cloud assembly and cannot be combined with other inputs; pass one assembly, or templates only`);
  const directory = basename(directories[0]) === 'manifest.json' ? join(directories[0], '..') : directories[0];
  if (!isAssembly(directory)) {
    throw new UserError(`${directory} is not a cloud assembly: it has no manifest.json; pass the folder that \`cdk synth\` writes, or template files`);
  }
  return asUserError(() => readAssembly(directory));
}

function missingInput(input: string, isDefault: boolean): string {
  return isDefault
    ? `there is no ${DEFAULT_INPUT} in the current folder; run \`cdk synth\` first, or pass a cloud assembly or templates`
    : `${input} does not exist; pass a cloud assembly or templates`;
}
