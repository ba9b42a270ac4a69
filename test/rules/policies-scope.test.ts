import { PERMIT, policyApp } from './policy-app';
import { evaluateRule, linesOf } from '../../build-tools/rule-examples/evaluate-rule';
import { template, gateway } from '../../build-tools/rule-examples/templates';
import { policyScope } from '../../src/rules/policies/scope';

const RESOURCE = 'resource == AgentCore::Gateway::"GATEWAY"';

describe('policies-scope', () => {
  test.each([
    ['an open resource', 'resource', 'a wildcard resource was detected'],
    ['a named action with any gateway', 'resource is AgentCore::Gateway', 'constrain'],
  ])('fails for %s', (_name, resource, words) => {
    const lines = linesOf(evaluateRule(policyScope, policyApp([PERMIT.replace(RESOURCE, resource)])));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(words);
  });

  test('passes for the gateway by its ARN', () => {
    expect(evaluateRule(policyScope, policyApp([PERMIT])).is).toBe('pass');
  });

  test('does not apply to an app without policies', () => {
    expect(evaluateRule(policyScope, template({ Gateway: gateway() })).is).toBe('not-applicable');
  });
});
