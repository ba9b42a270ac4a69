import type { GatewayModel, Resource } from '../../../model/gateway-model';
import { isKnown, textOf } from '../../../model/value';
import { isWithin, Range } from '../../../service/limits';
import { ofType } from '../../lib/needs/resources';
import { placeOf } from '../../lib/places';
import { valuesAt } from '../../lib/values-at';
import type { Evaluation, RuleFinding } from '../../rule';

export type Fault = Pick<RuleFinding, 'message' | 'fix'> | undefined;

/** A property with a form or a range. In its path, `*` stands for every item of a list. */
export interface Value {
  readonly type: string;
  readonly path: readonly string[];
  readonly faultOf: (text: string) => Fault;
}

export function evaluateValue(evaluation: Evaluation, model: GatewayModel, { type, path, faultOf }: Value): void {
  for (const resource of ofType(model, type) as readonly Resource[]) {
    for (const value of valuesAt(resource.properties, path)) {
      const text = textOf(value)?.text;
      if (text === undefined) continue;
      if (!isKnown(text)) {
        evaluation.unknown(`\`${path.join('.')}\` of ${resource.path} is unresolved until deployment`);
        continue;
      }
      const fault = faultOf(text);
      if (fault) evaluation.fail({ at: placeOf(resource), ...fault });
      else evaluation.pass();
    }
  }
}

/** Checks the length of a text. */
export function characters(what: string, range: Range): (text: string) => Fault {
  return (text) => outside(what, text.length, range, 'characters');
}

export function outside(what: string, amount: number, range: Range, unit: string): Fault {
  return isWithin(amount, range) ? undefined : { message: `${what} has ${amount} ${unit}, but the service accepts ${range.min} to ${range.max}`, fix: `use ${range.min} to ${range.max} ${unit}` };
}
