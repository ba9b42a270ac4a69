import { evaluateRule, RuleOptions, linesOf, Templates } from '../../build-tools/rule-examples/evaluate-rule';
import { exampleOf } from '../../build-tools/rule-examples/examples';
import type { Rule } from '../../src/rules/rule';

/** The cases of a rule test: templates for each verdict. */
export interface Rows {
  /** With a part of each finding, as `linesOf` writes it. */
  readonly fails: readonly (readonly [name: string, templates: Templates, findings: string | readonly string[], options?: RuleOptions])[];
  readonly passes: readonly (readonly [name: string, templates: Templates, options?: RuleOptions])[];
  readonly doesNotApply: readonly (readonly [name: string, templates: Templates, options?: RuleOptions])[];
  /** With a part of the reason. */
  readonly isUnknown: readonly (readonly [name: string, templates: Templates, because: string, options?: RuleOptions])[];
}

/** Tests a rule with its rows and its example. */
export function testRule(rule: Rule, rows: Rows): void {
  describe(rule.id, () => {
    for (const [name, templates, findings, options] of rows.fails) {
      test(`fails for ${name}`, () => {
        expect(linesOf(evaluateRule(rule, templates, options))).toEqual([findings].flat().map((part) => expect.stringContaining(part)));
      });
    }

    for (const [name, templates, options] of rows.passes) {
      test(`passes for ${name}`, () => expect(evaluateRule(rule, templates, options)).toEqual({ is: 'pass' }));
    }

    for (const [name, templates, options] of rows.doesNotApply) {
      test(`does not apply to ${name}`, () => expect(evaluateRule(rule, templates, options)).toEqual({ is: 'not-applicable' }));
    }

    for (const [name, templates, because, options] of rows.isUnknown) {
      test(`is unknown for ${name}`, () => {
        expect(evaluateRule(rule, templates, options)).toEqual({ is: 'unknown', because: expect.stringContaining(because) });
      });
    }

    test('fails for its example', () => {
      const { templates, ...options } = exampleOf(rule.id);
      expect(evaluateRule(rule, templates, options).is).toBe('fail');
    });
  });
}
