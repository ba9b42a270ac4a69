/**
 * The possible results of a condition when parts of the request are unknown.
 *
 * The bounds are conservative: a result that some request produces is always included, but an included result may not occur.
 */
export interface Outcome {
  readonly true: boolean;
  readonly false: boolean;
  /** The evaluation may fail. A policy whose evaluation fails has no effect. */
  readonly error: boolean;
}

export const TRUE: Outcome = { true: true, false: false, error: false };
export const FALSE: Outcome = { true: false, false: true, error: false };
export const ERROR: Outcome = { true: false, false: false, error: true };
export const EITHER: Outcome = { true: true, false: true, error: false };
export const ANYTHING: Outcome = { true: true, false: true, error: true };

export function isAlwaysTrue(outcome: Outcome): boolean {
  return outcome.true && !outcome.false && !outcome.error;
}

export function not(outcome: Outcome): Outcome {
  return { true: outcome.false, false: outcome.true, error: outcome.error };
}

/** `left && right`: the right side is evaluated only when the left side is true. */
export function and(left: Outcome, right: Outcome): Outcome {
  return {
    true: left.true && right.true,
    false: left.false || (left.true && right.false),
    error: left.error || (left.true && right.error),
  };
}

/** `left || right`: the right side is evaluated only when the left side is false. */
export function or(left: Outcome, right: Outcome): Outcome {
  return not(and(not(left), not(right)));
}

export function choose(condition: Outcome, then: Outcome, otherwise: Outcome): Outcome {
  const reached = (branch: Outcome, possible: boolean): Outcome => possible ? branch : { true: false, false: false, error: false };
  const [a, b] = [reached(then, condition.true), reached(otherwise, condition.false)];
  return { true: a.true || b.true, false: a.false || b.false, error: condition.error || a.error || b.error };
}
