import { exampleOf } from './examples/examples';
import { judge, JudgeOptions, linesOf, Templates } from './judge';
import type { Rule } from '../../src/rules/rule';

/** What the test of a rule shows: for each verdict templates that get it. */
export interface Rows {
  /** With a part of each finding, as `linesOf` writes it. */
  readonly fails: readonly (readonly [name: string, templates: Templates, findings: string | readonly string[], options?: JudgeOptions])[];
  readonly passes: readonly (readonly [name: string, templates: Templates, options?: JudgeOptions])[];
  readonly doesNotApply: readonly (readonly [name: string, templates: Templates, options?: JudgeOptions])[];
  /** With a part of the reason. */
  readonly cannotTell: readonly (readonly [name: string, templates: Templates, because: string, options?: JudgeOptions])[];
}

/** Tests a rule by its rows, and that it finds the fault of its example. */
export function testRule(rule: Rule, rows: Rows): void {
  describe(rule.id, () => {
    for (const [name, templates, findings, options] of rows.fails) {
      test(`fails for ${name}`, () => {
        expect(linesOf(judge(rule, templates, options))).toEqual([findings].flat().map((part) => expect.stringContaining(part)));
      });
    }

    for (const [name, templates, options] of rows.passes) {
      test(`passes for ${name}`, () => expect(judge(rule, templates, options)).toEqual({ is: 'pass' }));
    }

    for (const [name, templates, options] of rows.doesNotApply) {
      test(`does not apply to ${name}`, () => expect(judge(rule, templates, options)).toEqual({ is: 'not-applicable' }));
    }

    for (const [name, templates, because, options] of rows.cannotTell) {
      test(`cannot tell for ${name}`, () => {
        expect(judge(rule, templates, options)).toEqual({ is: 'unknown', because: expect.stringContaining(because) });
      });
    }

    test('fails for its example', () => {
      const { templates, ...options } = exampleOf(rule.id);
      expect(judge(rule, templates, options).is).toBe('fail');
    });
  });
}
