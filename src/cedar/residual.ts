/** Residuals: conditions simplified with the known values of a call. */
import type { BoundsEvaluator } from './bounds';
import { isAlwaysTrue, not } from './outcome';
import { operation } from './policy-json';
import type { Expr } from './policy-json';

/** `true` or `false` when the result is known. */
type Residual = Expr | boolean;

/** The residual of a policy condition. A condition that is never true, for example because its evaluation fails, is `false`. */
export function residualOf(condition: Expr, evaluator: BoundsEvaluator): Residual {
  return evaluator.condition(condition).true ? reduce(condition, evaluator) : false;
}

function reduce(condition: Expr, evaluator: BoundsEvaluator): Residual {
  const outcome = evaluator.condition(condition);
  if (isAlwaysTrue(outcome)) return true;
  if (isAlwaysTrue(not(outcome))) return false;
  const [operator, value] = operation(condition);
  switch (operator) {
    case '!': {
      const inner = reduce(value.arg, evaluator);
      return typeof inner === 'boolean' ? !inner : negated(inner);
    }
    case '&&': return bothOf(reduce(value.left, evaluator), reduce(value.right, evaluator));
    case '||': return eitherOf(reduce(value.left, evaluator), reduce(value.right, evaluator));
    case 'if-then-else': {
      const test = reduce(value.if, evaluator);
      if (typeof test === 'boolean') return reduce(test ? value.then : value.else, evaluator);
      const [then, otherwise] = [reduce(value.then, evaluator), reduce(value.else, evaluator)];
      return { 'if-then-else': { if: test, then: asExpr(then), else: asExpr(otherwise) } };
    }
    default: return condition;
  }
}

function bothOf(left: Residual, right: Residual): Residual {
  if (left === false || right === false) return false;
  if (left === true) return right;
  return right === true ? left : { '&&': { left, right } };
}

function eitherOf(left: Residual, right: Residual): Residual {
  if (left === true || right === true) return true;
  if (left === false) return right;
  return right === false ? left : { '||': { left, right } };
}

/** Simplifies a negation: `!(a <= 5)` is `a > 5`. */
function negated(expr: Expr): Expr {
  const [operator, value] = operation(expr);
  const opposite = ({ '==': '!=', '!=': '==', '<': '>=', '<=': '>', '>': '<=', '>=': '<' } as Record<string, string>)[operator];
  if (opposite) return { [opposite]: value };
  return operator === '!' ? value.arg : { '!': { arg: expr } };
}

function asExpr(residual: Residual): Expr {
  return typeof residual === 'boolean' ? { Value: residual } : residual;
}
