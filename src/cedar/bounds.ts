/**
 * Whether a policy applies to a call when the arguments, and possibly the time, are unknown: never, sometimes or always.
 *
 * `tools/list` returns a tool "if there exists any set of circumstances under which a call would be permitted".
 */
import { fieldAt, resolveAlias, attributesOf } from './cedar-type';
import type { CedarRecord, CedarType } from './cedar-type';
import { dependsOnAction, dependsOnUnknown, factOf, hasInexactNumber, scopeFactOf } from './facts';
import type { FactPolicy, Unknowns } from './facts';
import { ANYTHING, EITHER, FALSE, TRUE, and, choose, not, or } from './outcome';
import type { Outcome } from './outcome';
import { conditionOf, hasPath, operation, pathOf } from './policy-json';
import type { Expr, PolicyJson } from './policy-json';

/** The facts of a set of policies, each once. */
export class FactBook {
  /** Facts about the caller, the gateway and the time. */
  public readonly general = new Map<string, FactPolicy>();
  /** Facts that also depend on the tool. */
  public readonly perAction = new Map<string, FactPolicy>();

  private readonly policies = new Map<PolicyJson, { readonly scope: string; readonly condition?: Expr }>();
  private readonly keys = new WeakMap<Expr, string>();

  public constructor(private readonly unknowns: Unknowns) {}

  public add(policy: PolicyJson): void {
    const scope = `scope ${JSON.stringify([policy.principal, policy.resource])}`;
    const condition = conditionOf(policy);
    this.policies.set(policy, { scope, condition });
    this.general.set(scope, scopeFactOf(policy));
    if (condition) this.addWithin(condition);
  }

  /** The scope fact and the condition of an added policy. */
  public partsOf(policy: PolicyJson): { readonly scope: string; readonly condition?: Expr } {
    return this.policies.get(policy)!;
  }

  /** The key of the fact for an expression; `undefined` for an expression that depends on unknown values. */
  public factOf(expr: Expr): string | undefined {
    return this.keys.get(expr);
  }

  private addWithin(expr: Expr): void {
    if (!dependsOnUnknown(expr, this.unknowns) && !hasInexactNumber(expr)) {
      const key = JSON.stringify(expr);
      this.keys.set(expr, key);
      (dependsOnAction(expr) ? this.perAction : this.general).set(key, factOf(expr));
      return;
    }
    for (const part of booleanParts(expr)) this.addWithin(part);
  }
}

/** The outcomes of the facts for one caller and one tool. */
export interface DecidedFacts {
  outcome(key: string): Outcome;
}

/** Evaluates policies for calls of one tool by one caller. */
export class BoundsEvaluator {
  public constructor(private readonly book: FactBook, private readonly facts: DecidedFacts, private readonly input: CedarRecord) {}

  /** Whether a policy applies. Its action scope must include the tool. */
  public policy(policy: PolicyJson): Outcome {
    const { scope, condition } = this.book.partsOf(policy);
    return and(this.facts.outcome(scope), condition ? this.condition(condition) : TRUE);
  }

  public condition(expr: Expr): Outcome {
    const fact = this.book.factOf(expr);
    if (fact !== undefined) return this.facts.outcome(fact);
    const [operator, value] = operation(expr);
    switch (operator) {
      case '&&': return and(this.condition(value.left), this.condition(value.right));
      case '||': return or(this.condition(value.left), this.condition(value.right));
      case '!': return not(this.condition(value.arg));
      case 'if-then-else': return choose(this.condition(value.if), this.condition(value.then), this.condition(value.else));
      case 'Value': return value === true ? TRUE : FALSE;
      case 'has': return this.has(value);
      default: return this.cannotFail(expr) ? EITHER : ANYTHING;
    }
  }

  private has(test: { readonly left: Expr; readonly attr: string | readonly string[] }): Outcome {
    const left = pathOf(test.left);
    if (left?.variable !== 'context') return ANYTHING;
    const path = [...left.path, ...hasPath(test)];
    if (path[0] !== 'input') return path[0] === 'system' && (path.length === 1 || path[1] === 'now') ? TRUE : FALSE;
    // Evaluation fails when the left side is missing.
    if (!isAlwaysPresent(this.input, left.path.slice(1))) return ANYTHING;
    const field = path.slice(1);
    if (isAlwaysPresent(this.input, field)) return TRUE;
    return isEverPresent(this.input, field) ? EITHER : FALSE;
  }

  /** Whether the evaluation of a comparison cannot fail, even when the policy is invalid. */
  private cannotFail(expr: Expr): boolean {
    const [operator, value] = operation(expr);
    switch (operator) {
      case '==':
      case '!=': return this.kindOf(value.left) !== undefined && this.kindOf(value.right) !== undefined;
      case '<':
      case '<=':
      case '>':
      case '>=': return this.kindOf(value.left) === 'long' && this.kindOf(value.right) === 'long';
      case 'like': return this.kindOf(value.left) === 'string';
      case '.': return this.kindOf(expr) === 'bool';
      default: return false;
    }
  }

  /** The kind of a literal, or of a required argument. */
  private kindOf(expr: Expr): CedarType['kind'] | undefined {
    if ('Value' in expr) return ({ boolean: 'bool', number: 'long', string: 'string' } as const)[typeof expr.Value as 'string'];
    const path = pathOf(expr);
    if (path?.variable !== 'context' || path.path[0] !== 'input' || path.path.length < 2) return undefined;
    const field = path.path.slice(1);
    return isAlwaysPresent(this.input, field) ? resolveAlias(fieldAt(this.input, field)!.type).kind : undefined;
  }
}

/** The operands that are conditions. */
function booleanParts(expr: Expr): Expr[] {
  const [operator, value] = operation(expr);
  switch (operator) {
    case '&&':
    case '||': return [value.left, value.right];
    case '!': return [value.arg];
    case 'if-then-else': return [value.if, value.then, value.else];
    default: return [];
  }
}

/** Whether every call that matches the schema has a value at the path. */
function isAlwaysPresent(type: CedarType, path: readonly string[]): boolean {
  if (path.length === 0) return true;
  const field = attributesOf(type)?.find(({ name }) => name === path[0]);
  return field !== undefined && field.required && isAlwaysPresent(field.type, path.slice(1));
}

function isEverPresent(type: CedarType, path: readonly string[]): boolean {
  return fieldAt(type, path) !== undefined;
}
