import { Certainty, Resolved, textOf } from './value';
import { isObject } from '../json';

/** The input for the evaluation of a condition. */
interface ConditionContext {
  readonly condition: (name: string) => Certainty;
  readonly resolve: (value: unknown) => Resolved | undefined;
}

/** Whether the expression of a condition is true. */
export function evaluateCondition(context: ConditionContext, expression: unknown): Certainty {
  if (!isObject(expression)) return 'unknown';
  const [[name, argument] = ['', undefined]] = Object.entries(expression);
  const operands = Array.isArray(argument) ? argument as unknown[] : [];
  switch (name) {
    case 'Condition': return typeof argument === 'string' ? context.condition(argument) : 'unknown';
    case 'Fn::Not': return not(evaluateCondition(context, operands[0]));
    case 'Fn::And': return all(operands.map((operand) => evaluateCondition(context, operand)));
    case 'Fn::Or': return not(all(operands.map((operand) => not(evaluateCondition(context, operand)))));
    case 'Fn::Equals': return equal(context.resolve(operands[0]), context.resolve(operands[1]));
    default: return 'unknown';
  }
}

function not(value: Certainty): Certainty {
  return value === 'yes' ? 'no' : value === 'no' ? 'yes' : 'unknown';
}

function all(values: readonly Certainty[]): Certainty {
  if (values.includes('no')) return 'no';
  return values.every((value) => value === 'yes') ? 'yes' : 'unknown';
}

function equal(a: Resolved | undefined, b: Resolved | undefined): Certainty {
  const [one, other] = [textOf(a ?? null), textOf(b ?? null)];
  if (!one || !other) return 'unknown';
  if (one.text === other.text) return 'yes';
  return one.known && other.known ? 'no' : 'unknown';
}
