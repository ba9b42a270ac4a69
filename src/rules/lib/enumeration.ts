import { placeOf } from './places';
import type { Located } from '../../model/gateway-model';
import type { Text } from '../../model/value';
import { codeList, shorten } from '../../schema/json';
import type { Evaluation } from '../rule';

/** A property that has one of a few values. */
export interface Enumeration {
  /** As a message names the property: "authorizer type". */
  readonly name: string;
  readonly values: readonly string[];
}

/** Evaluates a property that is set. */
export function evaluateValue(evaluation: Evaluation, at: Located, value: Text | undefined, { name, values }: Enumeration): void {
  if (!value) return;
  if (!value.known) return evaluation.unknown(`only the deployment knows the ${name} of ${at.path}`);
  if (values.includes(value.text)) return evaluation.pass();
  const meant = values.find((known) => plain(known) === plain(value.text));
  evaluation.fail({
    at: placeOf(at),
    message: `${name} \`${shorten(value.text)}\` is not one of ${codeList(values)}`,
    fix: meant ? `write \`${meant}\`` : 'write one of these; if the service has learned another value since, acknowledge this finding',
  });
}

/** What is left of a value written in another case or with other separators. */
function plain(value: string): string {
  return value.replaceAll(/[^a-z]/gi, '').toLowerCase();
}
