/**
 * What a condition may come out as when not everything about the request is known.
 *
 * Nothing is left out: when some request makes the condition true, `true` is among the outcomes, and so for the others.
 * The reverse need not hold, so "may" is a bound and "only" is a promise.
 */
export interface Outcome {
  readonly true: boolean;
  readonly false: boolean;
  /** The evaluation may fail. A policy whose evaluation fails is as if it were not there. */
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
