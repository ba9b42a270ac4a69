import type { App } from 'aws-cdk-lib';
import { parseCloudFormationYaml } from '../../local/cli/input/cloudformation-yaml';
import { readAssembly } from '../../src/model/read-assembly';
import type { Source, StackSource } from '../../src/model/source';
import type { Template } from '../../src/model/template';

/** Templates that deploy, and in which no rule may find anything but what is accepted here. */
export interface Variant {
  readonly name: string;
  readonly source: () => Source;
  /** Rules whose warnings are right here, and why the template is valid all the same. */
  readonly accepted: Readonly<Record<string, string>>;
  /** Rules whose errors are right here, although the templates deploy in most cases. */
  readonly acceptedErrors?: Readonly<Record<string, string>>;
}

export type Accepted = Variant['accepted'];

/** The only error that templates may have that AWS itself deploys. */
export const RACE: Accepted = { 'order-target-before-its-policy': 'the order of a target and the policy that its creation needs is left to chance' };

/** An app that the CDK synthesizes. */
export function synthesized(name: string, app: () => App, accepted: Accepted = {}): Variant {
  return { name, source: once(() => readAssembly(app().synth().directory)), accepted };
}

/** Templates as people or other tools write them, called S1, S2 … */
export function written(name: string, templates: Template | readonly Template[], accepted: Accepted = {}, readFile?: Source['readFile']): Variant {
  const stacks = ([templates].flat() as Template[]).map((template, index): StackSource => ({ id: `S${index + 1}`, template }));
  return { name, source: () => ({ stacks, ...readFile ? { readFile } : {} }), accepted };
}

export function writtenInYaml(name: string, text: string, accepted: Accepted = {}): Variant {
  return written(name, parseCloudFormationYaml(text, `${name}.yaml`).document as Template, accepted);
}

/** Synthesis takes a second, and many mutations start from the same app. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
