import { judge, linesOf } from './judge';
import { PERMIT, policyApp } from './policy-app';
import { template, gateway } from './templates';
import { policyScope } from '../../src/rules/policies/scope';

const RESOURCE = 'resource == AgentCore::Gateway::"GATEWAY"';

describe('policies-scope', () => {
  test.each([
    ['an open resource', 'resource', 'a wildcard resource was detected'],
    ['a named action with any gateway', 'resource is AgentCore::Gateway', 'constrain'],
  ])('fails for %s', (_name, resource, words) => {
    const lines = linesOf(judge(policyScope, policyApp([PERMIT.replace(RESOURCE, resource)])));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(words);
  });

  test('passes for the gateway by its ARN', () => {
    expect(judge(policyScope, policyApp([PERMIT])).is).toBe('pass');
  });

  test('does not apply to an app without policies', () => {
    expect(judge(policyScope, template({ Gateway: gateway() })).is).toBe('not-applicable');
  });
});
