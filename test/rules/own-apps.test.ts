import type { App } from 'aws-cdk-lib';
import { callerThatIsATarget, dynamicListing, everyTarget, layout, LAYOUTS, manyTargets, ownRole, tokens } from './own-apps';
import { modelOfApp } from './upstream-apps';
import { evaluateRuleOn, linesOf } from '../../build-tools/rule-examples/evaluate-rule';
import { GRANTS_RULES } from '../../src/rules/grants';
import { ORDER_RULES } from '../../src/rules/order';

const RULES = [...ORDER_RULES, ...GRANTS_RULES];

describe('rules about order and grants find nothing in apps of this library', () => {
  test.each<[string, () => App]>([
    ['every kind of target and credentials', everyTarget],
    ['dynamic listing', dynamicListing],
    ['callers with tokens', tokens],
    ['an agent that calls its gateway and is a target of it', callerThatIsATarget],
    ['many targets', manyTargets],
    ['a role of the user\'s own', ownRole],
    ...LAYOUTS.map((where): [string, () => App] => [`gateway in ${where.gateway} stack, server in ${where.server}, agent in ${where.agent}`, () => layout(where)]),
  ])('%s', (_name, app) => {
    const model = modelOfApp(app());
    expect(model.targets.length).toBeGreaterThan(0);
    expect(RULES.flatMap((rule) => linesOf(evaluateRuleOn(rule, model)).map((line) => `${rule.id}: ${line}`))).toEqual([]);
  });
});
