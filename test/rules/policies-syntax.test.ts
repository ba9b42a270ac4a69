import { PERMIT, policyApp, UNKNOWN_TOOLS } from './policy-app';
import { evaluateRule, linesOf } from '../../build-tools/rule-examples/evaluate-rule';
import { template, gateway } from '../../build-tools/rule-examples/templates';
import { limitsStatementLength } from '../../src/rules/limits/statement-length';
import { policySyntax } from '../../src/rules/policies/syntax';

describe('policies-syntax', () => {
  test.each([
    ['text that is not Cedar', 'allow everybody to call every tool of this gateway', 'unexpected token'],
    ['two statements in one policy', `${PERMIT}\n${PERMIT.replace('permit', 'forbid')}`, '2 statements'],
  ])('fails for %s', (_name, text, words) => {
    const lines = linesOf(evaluateRule(policySyntax, policyApp([text])));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(words);
  });

  test('shows the place in the text', () => {
    expect(linesOf(evaluateRule(policySyntax, policyApp(['permit (principal, action, resource'])))[0]).toMatch(/line 1, column \d+: .*\n.*\^/s);
  });

  test('passes for one permit', () => {
    expect(evaluateRule(policySyntax, policyApp([PERMIT])).is).toBe('pass');
  });

  test('leaves the length of a policy to the rule about it, so that it is reported once', () => {
    const app = policyApp([PERMIT.replace(/;$/, ` when { context.input.city != "${'x'.repeat(10_000)}" };`)]);
    expect(evaluateRule(policySyntax, app).is).toBe('pass');
    expect(evaluateRule(limitsStatementLength, app).is).toBe('fail');
  });

  test('does not apply to an app without policies', () => {
    expect(evaluateRule(policySyntax, template({ Gateway: gateway() })).is).toBe('not-applicable');
  });

  test('needs no tools', () => {
    expect(evaluateRule(policySyntax, policyApp([PERMIT], { targetConfiguration: UNKNOWN_TOOLS })).is).toBe('pass');
  });

  test('is unknown for a text that is unresolved until deployment', () => {
    expect(evaluateRule(policySyntax, policyApp([{ Ref: 'PolicyText' }])).is).not.toBe('pass');
  });
});
