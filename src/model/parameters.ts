import type { Template } from './template';
import { entriesOf, own } from '../json';

/** The part of a stack that its parameters depend on. */
interface ParameterizedStack {
  readonly id: string;
  readonly stackName?: string;
  readonly template: Template;
  readonly nestedIn?: object;
}

/** A value that the user passes for a parameter of the templates. */
export interface ParameterValue {
  /** The id or the name of a stack. By default every stack that has the parameter. */
  readonly stack?: string;
  readonly name: string;
  readonly value: string;
}

/**
 * The value of a parameter that no parent stack passes: the value that is given, else the default.
 *
 * The default of a secret is unknown, because it must not appear in a message.
 */
export function parameterValue(given: readonly ParameterValue[], stack: ParameterizedStack, name: string): unknown {
  const definition = own(stack.template.Parameters, name);
  const value = stack.nestedIn ? undefined : givenValue(given, stack, name);
  return value ?? (isSecret(definition) ? undefined : own(definition, 'Default'));
}

/** Whether the value of a parameter is only assumed: a deployment may pass another. */
export function isAssumed(given: readonly ParameterValue[], stack: ParameterizedStack, name: string): boolean {
  return stack.nestedIn === undefined && givenValue(given, stack, name) === undefined;
}

/** The parameters that a condition depends on, through other conditions too. */
export function parametersIn(template: Template, condition: string): ReadonlySet<string> {
  const parameters = new Set<string>();
  const conditions = new Set([condition]);
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    for (const [key, item] of entriesOf(value)) {
      if (key === 'Ref' && typeof item === 'string') parameters.add(item);
      else if (key === 'Condition' && typeof item === 'string') conditions.add(item);
      else visit(item);
    }
  };
  // A set is read to its end, also what is added meanwhile.
  for (const name of conditions) visit(own(template.Conditions, name));
  return new Set([...parameters].filter((name) => own(template.Parameters, name) !== undefined));
}

function isSecret(definition: unknown): boolean {
  return own(definition, 'NoEcho') === true || own(definition, 'NoEcho') === 'true';
}

function givenValue(given: readonly ParameterValue[], { id, stackName }: ParameterizedStack, name: string): string | undefined {
  return [...given].reverse().find((one) => one.name === name && (one.stack === undefined || one.stack === id || one.stack === stackName))?.value;
}
