import { placeOf } from './places';
import type { Located } from '../../model/gateway-model';
import type { Text } from '../../model/value';
import { codeList, shorten } from '../../schema/json';
import type { Evaluation } from '../rule';

/** A property with a fixed set of values. */
export interface Enumeration {
  /** The property in messages: "authorizer type". */
  readonly name: string;
  readonly values: readonly string[];
}

/** Evaluates a property if it is set. */
export function evaluateValue(evaluation: Evaluation, at: Located, value: Text | undefined, { name, values }: Enumeration): void {
  if (!value) return;
  if (!value.known) return evaluation.unknown(`the ${name} of ${at.path} is unresolved until deployment`);
  if (values.includes(value.text)) return evaluation.pass();
  const meant = values.find((known) => plain(known) === plain(value.text));
  evaluation.fail({
    at: placeOf(at),
    message: `${name} \`${shorten(value.text)}\` is not one of ${codeList(values)}`,
    fix: meant ? `write \`${meant}\`` : 'write one of these; if the service supports a newer value, acknowledge this finding',
  });
}

/** Ignores case and separators. */
function plain(value: string): string {
  return value.replaceAll(/[^a-z]/gi, '').toLowerCase();
}
