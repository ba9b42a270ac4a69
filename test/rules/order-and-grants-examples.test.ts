import { evaluateRule } from '../../build-tools/rule-examples/evaluate-rule';
import { exampleOf } from '../../build-tools/rule-examples/examples';
import { GRANTS_RULES } from '../../src/rules/grants';
import { ORDER_RULES } from '../../src/rules/order';

const GROUPS = [...ORDER_RULES, ...GRANTS_RULES].map((rule) => [rule.id, rule.group === 'order' ? ORDER_RULES : GRANTS_RULES] as const);

test.each(GROUPS)('the example of %s fails by that rule of its group alone, once', (id, group) => {
  const { templates, ...options } = exampleOf(id);
  const failing = group.flatMap((rule) => {
    const verdict = evaluateRule(rule, templates, options);
    return verdict.is === 'fail' ? verdict.findings.map(() => rule.id) : [];
  });
  expect(failing).toEqual([id]);
});
