import { judge, linesOf } from './judge';
import { PERMIT, policyApp, UNKNOWN_TOOLS } from './policy-app';
import { template, gateway } from './templates';
import { policyActions } from '../../src/rules/policies/actions';

describe('policies-actions', () => {
  test.each([
    ['a misspelt tool', 'weather___get_wether', 'did you mean AgentCore::Action::"weather___get_weather"'],
    ['a misspelt target', 'wether___get_weather', 'did you mean AgentCore::Action::"weather___get_weather"'],
    ['two underscores', 'weather__get_weather', 'three underscores'],
  ])('fails for %s', (_name, action, words) => {
    const lines = linesOf(judge(policyActions, policyApp([PERMIT.replace('weather___get_weather', action)])));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(words);
  });

  test('passes for a tool of the gateway', () => {
    expect(judge(policyActions, policyApp([PERMIT])).is).toBe('pass');
  });

  test('does not apply to an app without policies', () => {
    expect(judge(policyActions, template({ Gateway: gateway() })).is).toBe('not-applicable');
  });

  test('cannot tell when the server has not said what its tools are', () => {
    expect(judge(policyActions, policyApp([PERMIT], { targetConfiguration: UNKNOWN_TOOLS })).is).toBe('unknown');
  });
});
