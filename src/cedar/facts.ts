/**
 * The parts of conditions that do not depend on what is unknown, decided by the engine.
 *
 * A condition like `principal.hasTag("team") && context.input.amount < 500` is half known as soon as the caller is.
 * Each largest known part becomes a policy of its own, so that one question to the engine decides all of them.
 */
import { stringLiteral } from './cedar-names';
import { expressionText } from './expression-text';
import { operands, operation, pathOf, someWithin, uidOf } from './policy-json';
import type { Expr, PolicyJson, ScopeConstraint, WrittenUid } from './policy-json';

/** What about a request is not known. */
export interface Unknowns {
  /** `context.input`, the arguments. */
  readonly input: boolean;
  /** `context.system`, the time. */
  readonly time: boolean;
}

/**
 * The policy that decides one fact, as Cedar text; it applies when the fact is true.
 *
 * Not as data: the engine reads data only 128 levels deep, and a row of `&&` is as deep as it is long.
 */
export type FactPolicy = string;

/** True for an expression whose value depends on something unknown. */
export function dependsOnUnknown(expr: Expr, unknowns: Unknowns): boolean {
  const path = pathOf(expr);
  if (path?.variable === 'context') {
    const [first] = path.path;
    if (first === 'input') return unknowns.input;
    if (first === 'system') return unknowns.time;
    return unknowns.input || unknowns.time;
  }
  // `context has input` is true of every call of a tool; which arguments are there is not known.
  if (expr.has && pathOf(expr.has.left)?.variable === 'context') return isAboutInput(expr.has) ? unknowns.input : unknowns.time;
  return operands(expr).some((part) => dependsOnUnknown(part, unknowns));
}

function isAboutInput(has: { readonly left: Expr; readonly attr: string | readonly string[] }): boolean {
  const first = [...pathOf(has.left)!.path, ...(typeof has.attr === 'string' ? [has.attr] : has.attr)][0];
  return first === 'input';
}

/** Whole numbers beyond what JavaScript holds exactly come out of the engine as others. */
export function hasInexactNumber(expr: Expr): boolean {
  return someWithin(expr, (part) => {
    const [operator, value] = operation(part);
    return operator === 'Value' && typeof value === 'number' && !Number.isSafeInteger(value);
  });
}

export function dependsOnAction(expr: Expr): boolean {
  return someWithin(expr, (part) => part.Var === 'action');
}

/** Applies when an expression is true. */
export function factOf(condition: Expr): FactPolicy {
  return `permit(principal, action, resource) when { ${expressionText(condition)} };`;
}

/** Applies when a policy's scope takes the caller and the gateway. */
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
