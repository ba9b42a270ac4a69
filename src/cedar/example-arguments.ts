/**
 * Arguments that make conditions true or false, found by working backwards from what the conditions compare.
 *
 * Proposals only: whoever uses one asks the engine whether it does what it should.
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
  /** The time at which it holds, where the time matters. */
  readonly now?: Date;
}

/** What a condition should come out as. */
export interface Wish {
  readonly condition: Expr;
  readonly want: boolean;
}

/** One change to the arguments. */
interface Edit {
  /** Keys and indices from the top of the arguments; the time when it is empty. */
  readonly path: readonly (string | number)[];
  readonly types: readonly CedarType[];
  /** `undefined` takes the argument away. */
  readonly value: unknown;
}

/** Changes that together may grant a wish. */
type Edits = readonly Edit[];

/** More than these alternatives of one wish are not tried. */
const MAX_ALTERNATIVES = 24;

/** Proposes arguments that grant all wishes, the likely ones first. */
export function proposeExamples(wishes: readonly Wish[], input: CedarRecord, evaluator: BoundsEvaluator, principal: Principal): Example[] {
  const wisher = new Wisher(input, evaluator, principal);
  const alternatives = wishes.reduce<Edits[]>((all, { condition, want }) => combine(all, wisher.grant(condition, want)), [[]]);
  return alternatives.map((edits) => apply(edits, input));
}

class Wisher {
  public constructor(private readonly input: CedarRecord, private readonly evaluator: BoundsEvaluator, private readonly principal: Principal) {}

  public grant(condition: Expr, want: boolean): Edits[] {
    const outcome = this.evaluator.condition(condition);
    if (isAlwaysTrue(want ? outcome : not(outcome))) return [[]];
    if (want ? !outcome.true : !outcome.false && !outcome.error) return [];
    const [operator, value] = operation(condition);
    switch (operator) {
      case '!': return this.grant(value.arg, !want);
      case '&&':
      case '||': {
        // `a && b` is true when both are, and false when the first one is, or only the second; `||` the other way round.
        const both = operator === '&&';
        if (want === both) return this.both(value.left, both, value.right, both);
        return [...this.grant(value.left, !both), ...this.both(value.left, both, value.right, !both)];
      }
      case 'if-then-else': return [...this.both(value.if, true, value.then, want), ...this.both(value.if, false, value.else, want)];
      case 'has': return this.has(value, want);
      default: return this.atom(condition, want).slice(0, MAX_ALTERNATIVES);
    }
  }

  private both(left: Expr, wantLeft: boolean, right: Expr, wantRight: boolean): Edits[] {
    return combine(this.grant(left, wantLeft), this.grant(right, wantRight));
  }

  private has(test: { readonly left: Expr; readonly attr: string | readonly string[] }, want: boolean): Edits[] {
    const left = pathOf(test.left);
    const place = left && this.place([...left.path, ...hasPath(test)]);
    if (!place) return [];
    if (want) return [[{ ...place, value: sampleValue(place.type) }]];
    // An alternative of a union goes away when another one takes its place.
    const inUnion = place.types.at(-1);
    return [[{ ...place, value: inUnion && resolveAlias(inUnion).kind === 'union' ? otherValues(inUnion, [])[1] ?? null : undefined }]];
  }

  /** A comparison of one argument with something known. */
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

  /** A comparison of sums or products: the numbers that it names, their neighbours, or what two of them make, often do. */
  private calculation(condition: Expr): Edits[] {
    const places: Place[] = [];
    const numbers: number[] = [];
    someWithin(condition, (part) => {
      const place = this.placeOf(part);
      if (place && resolveAlias(place.type).kind === 'long') places.push(place);
      if (typeof part.Value === 'number') numbers.push(part.Value);
      return false;
    });
    const made = numbers.flatMap((a) => numbers.flatMap((b) => [a - b, Math.floor(a / b)]));
    const values = [...numbers.flatMap((number) => [number + 1, number - 1]), ...made, ...numbers, 1_000_000].filter(Number.isSafeInteger);
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

  /** Where in the arguments an attribute path of the context leads. */
  private place(path: readonly string[]): Place | undefined {
    if (path[0] === 'system' && path[1] === 'now') return { path: [], types: [], type: { kind: 'datetime' } };
    if (path[0] !== 'input' || path.length < 2) return undefined;
    let place: Place = { path: [], types: [], type: this.input };
    for (const name of path.slice(1)) {
      const field = attributesOf(place.type)?.find((one) => one.name === name);
      if (!field) return undefined;
      const { kind } = resolveAlias(place.type);
      // A choice of a union is the value itself, an element of a tuple has a number.
      const step = kind === 'union' ? [] : [kind === 'tuple' ? Number(name.slice('proj'.length)) : name];
      place = { path: [...place.path, ...step], types: [...place.types, place.type], type: field.type };
    }
    return place;
  }

  /** The value of an expression without arguments, as JSON. */
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
  /** The types on the way, from the arguments down. */
  readonly types: readonly CedarType[];
  readonly type: CedarType;
}

/** Two arguments compared with each other. */
function pairs(a: Place, b: Place): Edits[] {
  const values: readonly (readonly [unknown, unknown])[] = [[1, 1], [1, 2], [2, 1], ['a', 'a'], ['a', 'b'], [[1], 1], [['a'], 'a'], [[], 'a']];
  return values.map(([x, y]) => [{ ...a, value: x }, { ...b, value: y }]);
}

/** Every alternative of one wish with every alternative of another, as far as is reasonable. */
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

/** Sets a value; what is not there on the way is made of samples. */
function assign(target: any, [key, ...rest]: readonly (string | number)[], types: readonly CedarType[], value: unknown): void {
  if (rest.length === 0) {
    if (value === undefined) delete target[key];
    else target[key] = value;
    return;
  }
  const type = attributesOf(types[0])?.find(({ name }) => name === String(key) || name === `proj${key}`)?.type;
  // Unions have no step of their own in the path.
  const inner = type && resolveAlias(type).kind === 'union' ? types.slice(2) : types.slice(1);
  if (typeof target[key] !== 'object' || target[key] === null) target[key] = inner[0] ? sampleValue(inner[0]) : {};
  if (typeof target[key] === 'object' && target[key] !== null) assign(target[key], rest, inner, value);
}
