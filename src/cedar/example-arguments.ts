/**
 * Proposes arguments that make conditions true or false, derived from the comparisons in the conditions.
 *
 * A proposal may be wrong: evaluate it before use.
 */
import type { BoundsEvaluator } from './bounds';
import { attributesOf, resolveAlias } from './cedar-type';
import type { CedarRecord, CedarType } from './cedar-type';
import { mirrored, otherValues, sampleArguments, sampleValue, valuesFor } from './example-values';
import { isAlwaysTrue, not } from './outcome';
import { hasPath, operation, pathOf, someWithin } from './policy-json';
import type { Expr } from './policy-json';
import type { Principal } from './principals';

export interface Example {
  readonly arguments: Readonly<Record<string, unknown>>;
  /** The time of the call, if a policy depends on it. */
  readonly now?: Date;
}

/** A condition and its intended result. */
export interface Goal {
  readonly condition: Expr;
  readonly want: boolean;
}

/** One change to the arguments. */
interface Edit {
  /** The keys and indexes of the argument; empty for the time. */
  readonly path: readonly (string | number)[];
  readonly types: readonly CedarType[];
  /** `undefined` removes the argument. */
  readonly value: unknown;
}

/** A set of changes that may achieve a goal. */
type Edits = readonly Edit[];

/** The maximum number of alternatives for one goal. */
const MAX_ALTERNATIVES = 24;

/** Proposes arguments that achieve all goals, the most likely first. */
export function proposeExamples(goals: readonly Goal[], input: CedarRecord, evaluator: BoundsEvaluator, principal: Principal): Example[] {
  const solver = new GoalSolver(input, evaluator, principal);
  const alternatives = goals.reduce<Edits[]>((all, { condition, want }) => combine(all, solver.achieve(condition, want)), [[]]);
  return alternatives.map((edits) => apply(edits, input));
}

class GoalSolver {
  public constructor(private readonly input: CedarRecord, private readonly evaluator: BoundsEvaluator, private readonly principal: Principal) {}

  public achieve(condition: Expr, want: boolean): Edits[] {
    const outcome = this.evaluator.condition(condition);
    if (isAlwaysTrue(want ? outcome : not(outcome))) return [[]];
    if (want ? !outcome.true : !outcome.false && !outcome.error) return [];
    const [operator, value] = operation(condition);
    switch (operator) {
      case '!': return this.achieve(value.arg, !want);
      case '&&':
      case '||': {
        // `a && b` is true when both are true, and false when the first or only the second is false. `||` is the opposite.
        const both = operator === '&&';
        if (want === both) return this.both(value.left, both, value.right, both);
        return [...this.achieve(value.left, !both), ...this.both(value.left, both, value.right, !both)];
      }
      case 'if-then-else': return [...this.both(value.if, true, value.then, want), ...this.both(value.if, false, value.else, want)];
      case 'has': return this.has(value, want);
      default: return this.atom(condition, want).slice(0, MAX_ALTERNATIVES);
    }
  }

  private both(left: Expr, wantLeft: boolean, right: Expr, wantRight: boolean): Edits[] {
    return combine(this.achieve(left, wantLeft), this.achieve(right, wantRight));
  }

  private has(test: { readonly left: Expr; readonly attr: string | readonly string[] }, want: boolean): Edits[] {
    const left = pathOf(test.left);
    const place = left && this.place([...left.path, ...hasPath(test)]);
    if (!place) return [];
    if (want) return [[{ ...place, value: sampleValue(place.type) }]];
    // A union choice is absent when the value is another choice.
    const inUnion = place.types.at(-1);
    return [[{ ...place, value: inUnion && resolveAlias(inUnion).kind === 'union' ? otherValues(inUnion, [])[1] ?? null : undefined }]];
  }

  /** Solves a comparison of an argument with a known value. */
  private atom(condition: Expr, want: boolean): Edits[] {
    const [operator, value] = operation(condition);
    const [left, right]: [Expr, Expr | undefined] = Array.isArray(value) ? [value[0], value[1]] : [value.left ?? value.arg ?? condition, value.right];
    const leftPlace = this.placeOf(operator === '.' || operator === 'hasTag' ? condition : left);
    const rightPlace = right && this.placeOf(right);
    if (leftPlace && rightPlace) return pairs(leftPlace, rightPlace);
    const place = leftPlace ?? rightPlace;
    if (!place) return this.calculation(condition);
    if (operator === 'hasTag' && !want) return [[{ ...place, value: undefined }]];
    const other = operator === 'like' ? value.pattern : this.known((leftPlace ? right : left) ?? condition);
    const values = valuesFor(leftPlace ? operator : mirrored(operator), other, place.type, want);
    const rest = otherValues(place.type, values);
    return [...values, ...rest].map((one) => [{ ...place, value: one }]);
  }

  /** Solves a comparison of sums or products: tries its numbers, adjacent numbers, and differences and quotients of them. */
  private calculation(condition: Expr): Edits[] {
    const places: Place[] = [];
    const numbers: number[] = [];
    someWithin(condition, (part) => {
      const place = this.placeOf(part);
      if (place && resolveAlias(place.type).kind === 'long') places.push(place);
      if (typeof part.Value === 'number') numbers.push(part.Value);
      return false;
    });
    const derived = numbers.flatMap((a) => numbers.flatMap((b) => [a - b, Math.floor(a / b)]));
    const values = [...numbers.flatMap((number) => [number + 1, number - 1]), ...derived, ...numbers, 1_000_000].filter(Number.isSafeInteger);
    return [...new Set(values)].flatMap((value) => places.map((place): Edits => [{ ...place, value }]));
  }

  private placeOf(expr: Expr): Place | undefined {
    const [operator, value] = operation(expr);
    if (operator === 'getTag' || operator === 'hasTag') {
      const map = this.placeOf(value.left);
      const tagged = map && resolveAlias(map.type);
      return map && tagged?.kind === 'tagged' && typeof value.right.Value === 'string'
        ? { path: [...map.path, value.right.Value], types: [...map.types, tagged], type: tagged.tags }
        : undefined;
    }
    const path = pathOf(expr);
    return path?.variable === 'context' ? this.place(path.path) : undefined;
  }

  /** The argument at an attribute path of the context. */
  private place(path: readonly string[]): Place | undefined {
    if (path[0] === 'system' && path[1] === 'now') return { path: [], types: [], type: { kind: 'datetime' } };
    if (path[0] !== 'input' || path.length < 2) return undefined;
    let place: Place = { path: [], types: [], type: this.input };
    for (const name of path.slice(1)) {
      const field = attributesOf(place.type)?.find((one) => one.name === name);
      if (!field) return undefined;
      const { kind } = resolveAlias(place.type);
      // A union choice is the value itself; a tuple element has an index.
      const step = kind === 'union' ? [] : [kind === 'tuple' ? Number(name.slice('proj'.length)) : name];
      place = { path: [...place.path, ...step], types: [...place.types, place.type], type: field.type };
    }
    return place;
  }

  /** The JSON value of an expression without arguments. */
  private known(expr: Expr): unknown {
    const [operator, value] = operation(expr);
    if (operator === 'Value') return value?.__entity ? value.__entity.id : value;
    if (operator === 'Set') return value.map((item: Expr) => this.known(item));
    if (operator === 'decimal') return Number(value[0].Value);
    if (['datetime', 'duration', 'ip'].includes(operator)) return value[0].Value;
    const path = pathOf(expr);
    if (path?.variable === 'principal' && path.path[0] === 'id' && this.principal.kind !== 'unauthenticated') return this.principal.id;
    if (operator === 'getTag' && this.principal.kind === 'oauth') return this.principal.tags[value.right.Value];
    return undefined;
  }
}

interface Place {
  readonly path: readonly (string | number)[];
  /** The types along the path, starting with the type of all arguments. */
  readonly types: readonly CedarType[];
  readonly type: CedarType;
}

/** Proposes values for two arguments that are compared with each other. */
function pairs(a: Place, b: Place): Edits[] {
  const values: readonly (readonly [unknown, unknown])[] = [[1, 1], [1, 2], [2, 1], ['a', 'a'], ['a', 'b'], [[1], 1], [['a'], 'a'], [[], 'a']];
  return values.map(([x, y]) => [{ ...a, value: x }, { ...b, value: y }]);
}

/** Combines every alternative of one goal with every alternative of another, up to the maximum. */
function combine(left: readonly Edits[], right: readonly Edits[]): Edits[] {
  return left.flatMap((a) => right.map((b) => [...a, ...b])).slice(0, MAX_ALTERNATIVES);
}

function apply(edits: Edits, input: CedarRecord): Example {
  const args = sampleArguments(input.fields);
  let now: Date | undefined;
  for (const { path, types, value } of edits) {
    if (path.length === 0) now = new Date(String(value));
    else assign(args, path, types, value);
  }
  return { arguments: args, ...(now && !Number.isNaN(now.getTime()) ? { now } : {}) };
}

/** Sets a value, and creates missing parents from sample values. */
function assign(target: any, [key, ...rest]: readonly (string | number)[], types: readonly CedarType[], value: unknown): void {
  if (rest.length === 0) {
    if (value === undefined) delete target[key];
    else target[key] = value;
    return;
  }
  const type = attributesOf(types[0])?.find(({ name }) => name === String(key) || name === `proj${key}`)?.type;
  // Union choices are not part of the path.
  const inner = type && resolveAlias(type).kind === 'union' ? types.slice(2) : types.slice(1);
  if (typeof target[key] !== 'object' || target[key] === null) target[key] = inner[0] ? sampleValue(inner[0]) : {};
  if (typeof target[key] === 'object' && target[key] !== null) assign(target[key], rest, inner, value);
}
