import { judge, linesOf } from './judge';
import { PERMIT, policyApp } from './policy-app';
import { template, gateway } from './templates';
import { policyDoubtful } from '../../src/rules/policies/doubtful';

describe('policies-doubtful', () => {
  test.each([
    ['another gateway', PERMIT.replace('GATEWAY', 'arn:aws:bedrock-agentcore:eu-west-1:111122223333:gateway/other-0123456789'), 'another gateway'],
  ])('fails for %s', (_name, text, words) => {
    const lines = linesOf(judge(policyDoubtful, policyApp([text])));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(words);
  });

  test('passes for a policy that can apply', () => {
    expect(judge(policyDoubtful, policyApp([PERMIT])).is).toBe('pass');
  });

  test('does not apply to an app without policies', () => {
    expect(judge(policyDoubtful, template({ Gateway: gateway() })).is).toBe('not-applicable');
  });
});
