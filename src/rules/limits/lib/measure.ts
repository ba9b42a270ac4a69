import type { GatewayModel, Located } from '../../../model/gateway-model';
import type { Expression } from '../../../model/symbols';
import { partsOf } from '../../../model/value';
import { LONGEST_REFERENCE_CHARACTERS, NEAR_LIMIT, PSEUDO_PARAMETER_CHARACTERS, REFERENCE_CHARACTERS } from '../../../service/limits';
import { placeOf } from '../../lib/places';
import { Evaluation, RuleContext, Verdict } from '../../rule';

/** A measured amount at one place. */
export interface Measured {
  readonly at: Located;
  readonly with?: readonly Located[];
  /** The certain amount. */
  readonly least: number;
  /** The expected amount; differs from `least` if values are unresolved until deployment. */
  readonly typical?: number;
  /** Set if the amount may exceed `typical`: what is unresolved until deployment. */
  readonly unknown?: string;
}

/** A limit of the service. */
export interface Limit {
  readonly max: number;
  /** The unit in messages: "targets". */
  readonly unit: string;
  /** What to change. */
  readonly fix: string;
  readonly measure: (input: RuleContext) => readonly Measured[];
}

const measured = new WeakMap<GatewayModel, Map<Limit, readonly Measured[]>>();

/** Cached, because both rules of a limit use the same amounts. */
function measuredIn(limit: Limit, input: RuleContext): readonly Measured[] {
  const ofModel = measured.get(input.model) ?? new Map<Limit, readonly Measured[]>();
  measured.set(input.model, ofModel);
  const all = ofModel.get(limit) ?? limit.measure(input);
  ofModel.set(limit, all);
  return all;
}

/** Fails if the certain amount exceeds the limit. */
export function evaluateOver(limit: Limit, input: RuleContext): Verdict {
  const evaluation = new Evaluation();
  for (const amount of measuredIn(limit, input)) {
    const { least, typical = least, unknown } = amount;
    if (least > limit.max) evaluation.fail(finding(limit, amount, `${count(least)} ${limit.unit}, and the limit is ${count(limit.max)}`));
    else if (unknown !== undefined || typical > limit.max) evaluation.unknown(unknown ?? `the number of ${limit.unit} of ${amount.at.path} is unknown until deployment`);
    else evaluation.pass();
  }
  return evaluation.verdict;
}

/** Fails if the expected amount is near the limit and the certain amount does not exceed it. */
export function evaluateNear(limit: Limit, input: RuleContext): Verdict {
  const evaluation = new Evaluation();
  for (const amount of measuredIn(limit, input)) {
    const { least, typical = least, unknown } = amount;
    if (least > limit.max) continue;
    if (typical >= limit.max * NEAR_LIMIT) evaluation.fail(finding(limit, amount, `${typical === least ? '' : 'about '}${count(typical)} ${limit.unit}, and the limit is ${count(limit.max)}`));
    else if (unknown !== undefined) evaluation.unknown(unknown);
    else evaluation.pass();
  }
  return evaluation.verdict;
}

function finding(limit: Limit, amount: Measured, message: string) {
  return { at: placeOf(amount.at), ...amount.with ? { with: amount.with.map(placeOf) } : {}, message: `there are ${message}`, fix: limit.fix };
}

export function count(amount: number): string {
  return String(Math.round(amount)).replace(/\B(?=(\d{3})+$)/g, ',');
}

export interface TextLength {
  readonly least: number;
  readonly typical: number;
  /** Infinite for values of any length. */
  readonly most: number;
}

/** The length of a text after its placeholders are resolved. */
export function lengthOf({ symbols }: Pick<GatewayModel, 'symbols'>, text: string): TextLength {
  let [least, typical, most] = [0, 0, 0];
  for (const part of partsOf(text)) {
    const [low, middle, high] = 'literal' in part ? [part.literal.length, part.literal.length, part.literal.length]
      : lengthsOf(Object.hasOwn(symbols, part.placeholder) ? symbols[part.placeholder] : undefined);
    [least, typical, most] = [least + low, typical + middle, most + high];
  }
  return { least, typical, most };
}

function lengthsOf(expression: Expression | undefined): [number, number, number] {
  switch (expression?.is) {
    case 'pseudo': return [1, PSEUDO_PARAMETER_CHARACTERS, LONGEST_REFERENCE_CHARACTERS];
    case 'attribute': return [1, REFERENCE_CHARACTERS, LONGEST_REFERENCE_CHARACTERS];
    default: return [0, REFERENCE_CHARACTERS, Infinity];
  }
}
