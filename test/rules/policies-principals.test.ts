import { PERMIT, policyApp } from './policy-app';
import { role } from './roles';
import { evaluateRule, linesOf } from '../../build-tools/rule-examples/evaluate-rule';
import { JWT, template, gateway, sub } from '../../build-tools/rule-examples/templates';
import { policyPrincipals } from '../../src/rules/policies/principals';

const TAKES_TOKENS = { gateway: { AuthorizerType: 'CUSTOM_JWT', AuthorizerConfiguration: JWT } };

describe('policies-principals', () => {
  test.each([
    ['IAM callers of a gateway with a JWT authorizer', PERMIT, TAKES_TOKENS, 'callers of this gateway (authorizer CUSTOM_JWT) are AgentCore::OAuthUser'],
    ['token callers of a gateway with IAM authorization', PERMIT.replace('IamEntity', 'OAuthUser'), {}, 'callers of this gateway (authorizer AWS_IAM) are AgentCore::IamEntity'],
    [
      'a role written as its IAM ARN',
      PERMIT.replace('principal is AgentCore::IamEntity', 'principal == AgentCore::IamEntity::"arn:aws:iam::111122223333:role/Agent"'),
      {},
      'arn:aws:sts::111122223333:assumed-role/Agent',
    ],
    [
      'a role written as the IAM ARN that it has in this account',
      sub(PERMIT.replace('principal is AgentCore::IamEntity', 'principal == AgentCore::IamEntity::"arn:${AWS::Partition}:iam::${AWS::AccountId}:role/Agent"')),
      {},
      'assumed-role/Agent',
    ],
    [
      'a role written as the attribute that is its IAM ARN',
      sub(PERMIT.replace('principal is AgentCore::IamEntity', 'principal == AgentCore::IamEntity::"${Role.Arn}"')),
      { more: { Role: role() } },
      'the policy engine identifies a role by its STS ARN',
    ],
  ])('fails for %s', (_name, text, options, words) => {
    const lines = linesOf(evaluateRule(policyPrincipals, policyApp([text], options)));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(words);
  });

  test('passes for IAM callers of a gateway that takes them', () => {
    expect(evaluateRule(policyPrincipals, policyApp([PERMIT])).is).toBe('pass');
  });

  test('does not apply to an app without policies', () => {
    expect(evaluateRule(policyPrincipals, template({ Gateway: gateway() })).is).toBe('not-applicable');
  });
});
