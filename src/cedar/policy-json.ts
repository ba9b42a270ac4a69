/**
 * The JSON form of a Cedar policy.
 *
 * @see https://docs.cedarpolicy.com/policies/json-format.html
 */
import type { EntityUid } from './entity-uid';

export interface PolicyJson {
  readonly effect: 'permit' | 'forbid';
  readonly principal: ScopeConstraint;
  readonly action: ScopeConstraint;
  readonly resource: ScopeConstraint;
  readonly conditions: readonly { readonly kind: 'when' | 'unless'; readonly body: Expr }[];
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface ScopeConstraint {
  readonly op: 'All' | '==' | 'in' | 'is';
  readonly entity?: WrittenUid;
  readonly entities?: readonly WrittenUid[];
  readonly entity_type?: string;
  readonly in?: { readonly entity?: WrittenUid };
}

export type WrittenUid = EntityUid | { readonly __entity: EntityUid };

/** An expression: an object with one key, the operator. */
export type Expr = { readonly [operator: string]: any };

/** Operators with one operand. */
const UNARY = ['!', 'neg', 'isEmpty'] as const;

/** Operators with a left and a right operand. */
const BINARY = [
  '==', '!=', 'in', '<', '<=', '>', '>=', '&&', '||', '+', '-', '*', 'contains', 'containsAll', 'containsAny', 'getTag', 'hasTag',
] as const;

export function uidOf(written: WrittenUid): EntityUid {
  return '__entity' in written ? written.__entity : written;
}

/** The operator of an expression and its operands. */
export function operation(expr: Expr): [operator: string, operands: any] {
  // Three times as fast as `Object.entries`, on a hot path: it runs for every part of every policy for every tool.
  for (const operator in expr) return [operator, expr[operator]];
  throw new Error('an expression of a policy has no operator');
}

/** The direct subexpressions of an expression. */
export function operands(expr: Expr): Expr[] {
  const [operator, value] = operation(expr);
  if ((UNARY as readonly string[]).includes(operator)) return [value.arg];
  if ((BINARY as readonly string[]).includes(operator)) return [value.left, value.right];
  switch (operator) {
    case 'Value':
    case 'Var':
    case 'Slot':
      return [];
    case '.':
    case 'has':
    case 'like':
      return [value.left];
    case 'is':
      return value.in ? [value.left, value.in] : [value.left];
    case 'if-then-else':
      return [value.if, value.then, value.else];
    case 'Set':
      return value;
    case 'Record':
      return Object.values(value);
    default:
      // Extension functions and methods: the arguments, with the receiver first.
      return value;
  }
}

export function someWithin(expr: Expr, test: (part: Expr) => boolean): boolean {
  return test(expr) || operands(expr).some((part) => someWithin(part, test));
}

/** The variable and the attributes of an attribute access, like `context` and [`input`, `amount`]; `undefined` for any other expression. */
export function pathOf(expr: Expr): { readonly variable: string; readonly path: readonly string[] } | undefined {
  if (typeof expr.Var === 'string') return { variable: expr.Var, path: [] };
  if (!expr['.']) return undefined;
  const left = pathOf(expr['.'].left);
  return left && { variable: left.variable, path: [...left.path, expr['.'].attr] };
}

/** The attributes that a `has` tests, relative to the value on its left. */
export function hasPath(has: { readonly attr: string | readonly string[] }): readonly string[] {
  return typeof has.attr === 'string' ? [has.attr] : has.attr;
}

/** All conditions of a policy as one expression; `undefined` when it has none. */
export function conditionOf(policy: PolicyJson): Expr | undefined {
  const parts = policy.conditions.map(({ kind, body }): Expr => kind === 'when' ? body : { '!': { arg: body } });
  return parts.length === 0 ? undefined : parts.reduce((left, right) => ({ '&&': { left, right } }));
}
