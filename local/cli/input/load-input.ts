import { existsSync, statSync } from 'fs';
import { basename, dirname } from 'path';
import { appFolderAbove } from './app-folder';
import { parseCloudFormationYaml } from './cloudformation-yaml';
import { ANYWHERE, MayRead, within } from '../../../src/model/confinement';
import type { GatewayModel } from '../../../src/model/gateway-model';
import { load } from '../../../src/model/load';
import type { ParameterValue } from '../../../src/model/parameters';
import { isAssembly, readAssembly } from '../../../src/model/read-assembly';
import { readFile, readTemplateFiles, StackIds } from '../../../src/model/read-template';
import type { Source, StackSource } from '../../../src/model/source';
import { asUserError, UserError } from '../../user-error';

/** The folder that `cdk synth` writes by default. */
export const DEFAULT_INPUT = 'cdk.out';

export interface InputOptions {
  /** Whether the synthesis of this command wrote the assembly, so that it may lead to files anywhere. */
  readonly isOwn?: boolean;
  /** The values of parameters; the others have their defaults. */
  readonly parameters?: readonly ParameterValue[];
  /** Takes what is unusual in the input, each with its position. */
  readonly warn?: (warning: string) => void;
}

/**
 * Loads the model of cloud assemblies and template files together. Each template file is a stack.
 *
 * An input leads only to files in its own folder and in the folder of its app.
 *
 * @throws UserError when an input cannot be read.
 */
export function loadInput(inputs: readonly string[], options: InputOptions = {}): GatewayModel {
  const model = modelOf(readInputs(inputs, options));
  if (options.warn) model.warnings.forEach(options.warn);
  return model;
}

/**
 * Loads the model of what is deployed, to compare it with the model of an app.
 *
 * A template file does not contain the stack that it is deployed as. It becomes the stack of the app with its name, or the only one, so that
 * references in both are equal.
 */
export function loadDeployed(input: string, { stacks: all }: GatewayModel, parameters: readonly ParameterValue[] = []): GatewayModel {
  const source = readInputs([input], { parameters });
  const stacks = all.filter(({ nestedIn }) => nestedIn === undefined);
  const files = source.stacks.filter(({ nestedIn }) => nestedIn === undefined);
  const [file] = files;
  const same = stacks.find(({ id, name }) => id === file?.id || name === file?.id) ?? (stacks.length === 1 ? stacks[0] : undefined);
  // An assembly names its stacks.
  if (files.length !== 1 || file.stackName !== undefined || !same) return modelOf(source);
  const { id, name, account, region } = same;
  const renamed = (old: string) => old === file.id || old.startsWith(`${file.id}/`) ? id + old.slice(file.id.length) : old;
  return modelOf({
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

function readInputs(inputs: readonly string[], { isOwn = false, parameters = [] }: InputOptions): Source {
  const given = inputs.length > 0 ? inputs : [DEFAULT_INPUT];
  const ids = new StackIds();
  const stacks = given.flatMap((input) => {
    if (!existsSync(input)) throw new UserError(missingInput(input, inputs.length === 0));
    return asUserError(() => stacksOf(input, ids, isOwn));
  });
  return { stacks, readFile, parameters };
}

function stacksOf(input: string, ids: StackIds, isOwn: boolean): readonly StackSource[] {
  const isFile = !statSync(input).isDirectory();
  if (isFile && basename(input) !== 'manifest.json') {
    return readTemplateFiles([input], { parseYaml: parseCloudFormationYaml, mayRead: isOwn ? ANYWHERE : filesOf(dirname(input), input), ids }).stacks;
  }
  const directory = isFile ? dirname(input) : input;
  if (!isAssembly(directory)) {
    throw new UserError(`${directory} is not a cloud assembly: it has no manifest.json; pass the folder that \`cdk synth\` writes, or template files`);
  }
  return readAssembly(directory, { mayRead: isOwn ? ANYWHERE : filesOf(directory, directory), ids }).stacks;
}

/** The files of an assembly or a template, and of the app that it is in. */
function filesOf(folder: string, input: string): MayRead {
  const app = appFolderAbove(input);
  return within(app === undefined ? [folder] : [folder, app]);
}

function modelOf(source: Source): GatewayModel {
  try {
    return load(source);
  } catch (error) {
    // No value is nested deep enough for this, so values refer to values that refer to others, and so on.
    if (error instanceof RangeError) throw new UserError('the values of the templates refer to each other in a chain that is too long to follow; refer to the first value of the chain directly', { cause: error });
    throw error;
  }
}

function missingInput(input: string, isDefault: boolean): string {
  return isDefault
    ? `there is no ${DEFAULT_INPUT} in the current folder; run \`cdk synth\` first, or pass a cloud assembly or templates`
    : `${input} does not exist; pass a cloud assembly or templates`;
}
