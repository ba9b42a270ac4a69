import fc from 'fast-check';
import { cedarEngine } from '../../src/cedar/engine';
import { expressionText } from '../../src/cedar/expression-text';
import type { Expr } from '../../src/cedar/policy-json';

function parse(text: string): Expr {
  const answer = cedarEngine().policyToJson(`permit(principal, action, resource) when { ${text} };`);
  if (answer.type === 'failure') throw new Error(`${text}: ${answer.errors[0].message}`);
  return answer.json.conditions[0].body;
}

test.each([
  'context.input.amount <= 500',
  'context.input["a-b"].c == {a: 1, "b c": [1, 2]}',
  'context.input has a.b && context has "x y"',
  '!(a.b || true)'.replace('a.b', 'context.x'),
  '(1 < 2) == (2 < 3)',
  '1 - (2 - 3) - 4 * (5 + 6) == -context.input.n',
  'if context.x then principal is AgentCore::OAuthUser in AgentCore::Gateway::"x" else false',
  '(if true then 1 else 2) + 3 == 4',
  'context.input.s like "a*b\\*c\\"d"',
  'context.input.p.lessThan(decimal("1.0")) && ip("10.0.0.1").isInRange(ip("10.0.0.0/8"))',
  'datetime("2026-01-01").offset(duration("1h")).toTime() < duration("2h")',
  '[1, 2].contains(context.input.n) && context.input.l.isEmpty() && principal.hasTag("a") && principal.getTag("a") == "b"',
  '(true && false) || (false || true) && true',
  'true || (false || true)',
])('reads back as it was: %s', (text) => {
  expect(parse(expressionText(parse(text)))).toEqual(parse(text));
});

test('has only the parentheses that it needs', () => {
  const text = 'context.input has note && !(context.input.note like "*urgent*") || principal.hasTag("role") && context.input.amount <= 500';

  expect(expressionText(parse(text))).toBe(text);
});

const value = fc.oneof(fc.boolean(), fc.integer(), fc.string()).map((one): Expr => ({ Value: one }));
const expression = fc.letrec<{ any: Expr }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    value,
    fc.constantFrom<Expr>({ Var: 'principal' }, { Var: 'context' }),
    fc.record({ operator: fc.constantFrom('&&', '||', '==', '!=', '<', '<=', '+', '-', '*', 'in', 'contains', 'containsAll', 'hasTag', 'getTag'), left: tie('any'), right: tie('any') })
      .map(({ operator, left, right }): Expr => ({ [operator]: { left, right } })),
    tie('any').map((arg): Expr => ({ '!': { arg } })),
    fc.record({ left: tie('any'), attr: fc.string() }).map(({ left, attr }): Expr => ({ '.': { left, attr } })),
    fc.record({ left: tie('any'), attr: fc.string() }).map(({ left, attr }): Expr => ({ has: { left, attr } })),
    fc.record({ if: tie('any'), then: tie('any'), else: tie('any') }).map((parts): Expr => ({ 'if-then-else': parts })),
    fc.array(tie('any'), { maxLength: 3 }).map((items): Expr => ({ Set: items })),
    fc.record({ left: tie('any'), text: fc.string() }).map(({ left, text }): Expr => ({ like: { left, pattern: ['Wildcard', ...[...text].map((Literal) => ({ Literal }))] } })),
  ),
})).any;

test('an expression keeps its meaning when it is formatted and parsed', () => {
  fc.assert(fc.property(expression, (expr) => {
    expect(parse(expressionText(expr))).toEqual(parse(expressionText(parse(expressionText(expr)))));
    expect(normal(parse(expressionText(expr)))).toEqual(normal(expr));
  }), { numRuns: 300 });
});

/** The parser represents negative literals and literals in sets in several ways. */
function normal(expr: any): any {
  if (Array.isArray(expr)) return expr.map(normal);
  if (typeof expr !== 'object' || expr === null) return expr;
  if (expr.neg?.arg?.Value !== undefined) return { Value: -expr.neg.arg.Value };
  return Object.fromEntries(Object.entries(expr).map(([key, part]) => [key, normal(part)]));
}
