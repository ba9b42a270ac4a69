/**
 * Facts: the parts of conditions that do not depend on unknown values.
 *
 * The first half of `principal.hasTag("team") && context.input.amount < 500` is known when the caller is known.
 * Each largest known part becomes a separate policy, so that the engine evaluates all of them in one call.
 */
import { stringLiteral } from './cedar-names';
import { expressionText } from './expression-text';
import { operands, operation, pathOf, someWithin, uidOf } from './policy-json';
import type { Expr, PolicyJson, ScopeConstraint, WrittenUid } from './policy-json';

/** The unknown values of a request. */
export interface Unknowns {
  /** `context.input`, the arguments. */
  readonly input: boolean;
  /** `context.system`, the time. */
  readonly time: boolean;
}

/**
 * A policy that applies when the fact is true, as Cedar text.
 *
 * Text instead of JSON, because the engine accepts only 128 levels of JSON, and each `&&` adds a level.
 */
export type FactPolicy = string;

/** Whether the value of an expression depends on unknown values. */
export function dependsOnUnknown(expr: Expr, unknowns: Unknowns): boolean {
  const path = pathOf(expr);
  if (path?.variable === 'context') {
    const [first] = path.path;
    if (first === 'input') return unknowns.input;
    if (first === 'system') return unknowns.time;
    return unknowns.input || unknowns.time;
  }
  // `context has input` is true for every tool call, but which arguments are present is unknown.
  if (expr.has && pathOf(expr.has.left)?.variable === 'context') return isAboutInput(expr.has) ? unknowns.input : unknowns.time;
  return operands(expr).some((part) => dependsOnUnknown(part, unknowns));
}

function isAboutInput(has: { readonly left: Expr; readonly attr: string | readonly string[] }): boolean {
  const first = [...pathOf(has.left)!.path, ...(typeof has.attr === 'string' ? [has.attr] : has.attr)][0];
  return first === 'input';
}

/** Integers beyond `Number.MAX_SAFE_INTEGER` lose precision in the engine. */
export function hasInexactNumber(expr: Expr): boolean {
  return someWithin(expr, (part) => {
    const [operator, value] = operation(part);
    return operator === 'Value' && typeof value === 'number' && !Number.isSafeInteger(value);
  });
}

export function dependsOnAction(expr: Expr): boolean {
  return someWithin(expr, (part) => part.Var === 'action');
}

/** The fact that a condition is true. */
export function factOf(condition: Expr): FactPolicy {
  return `permit(principal, action, resource) when { ${expressionText(condition)} };`;
}

/** The fact that the scope of a policy includes the caller and the gateway. */
export function scopeFactOf({ principal, resource }: PolicyJson): FactPolicy {
  return `permit(${scopeText('principal', principal)}, action, ${scopeText('resource', resource)});`;
}

function scopeText(variable: string, { op, entity, entity_type: type, in: within }: ScopeConstraint): string {
  switch (op) {
    case 'All': return variable;
    case 'is': return `${variable} is ${type}${within?.entity ? ` in ${uidText(within.entity)}` : ''}`;
    default: return `${variable} ${op} ${uidText(entity!)}`;
  }
}

function uidText(written: WrittenUid): string {
  const { type, id } = uidOf(written);
  return `${type}::${stringLiteral(id)}`;
}
