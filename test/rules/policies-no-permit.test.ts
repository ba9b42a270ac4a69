import { PERMIT, policyApp } from './policy-app';
import { evaluateRule, linesOf } from '../../build-tools/rule-examples/evaluate-rule';
import { template, gateway } from '../../build-tools/rule-examples/templates';
import { policyPermit } from '../../src/rules/policies/no-permit';

const FORBID = PERMIT.replace('permit', 'forbid');

describe('policies-no-permit', () => {
  test.each([
    ['no policy at all', []],
    ['nothing but a forbid', [FORBID]],
  ])('fails for an enforcing engine with %s', (_name, texts) => {
    expect(linesOf(evaluateRule(policyPermit, policyApp(texts)))).toEqual([expect.stringContaining('it denies every call')]);
  });

  test('passes for one permit among the policies', () => {
    expect(evaluateRule(policyPermit, policyApp([FORBID, PERMIT])).is).toBe('pass');
  });

  test('passes for an engine that only logs', () => {
    expect(evaluateRule(policyPermit, policyApp([FORBID], { mode: 'LOG_ONLY' })).is).toBe('pass');
  });

  test('does not apply to an app without a policy engine', () => {
    expect(evaluateRule(policyPermit, template({ Gateway: gateway() })).is).toBe('not-applicable');
  });
});
