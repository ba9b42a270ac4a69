import { PERMIT, permitWhen, policyApp } from './policy-app';
import { evaluateRule, linesOf } from '../../build-tools/rule-examples/evaluate-rule';
import { gateway, LAMBDA_ARN, sub, template } from '../../build-tools/rule-examples/templates';
import { policyDoubtful } from '../../src/rules/policies/doubtful';

/** A gateway without the policy engine. */
const OTHER = { more: { Other: gateway({ Name: 'other' }) } };

const INTERCEPTED = {
  InterceptorConfigurations: [{ InterceptionPoints: ['REQUEST'], InputConfiguration: { PassRequestHeaders: false }, Interceptor: { Lambda: { Arn: LAMBDA_ARN } } }],
};

describe('policies-doubtful', () => {
  test.each([
    ['another gateway', PERMIT.replace('GATEWAY', 'arn:aws:bedrock-agentcore:eu-west-1:111122223333:gateway/other-0123456789'), 'another gateway'],
    ['another gateway of the app', sub(PERMIT.replace('GATEWAY', '${Other.GatewayArn}')), 'this is the ARN of gateway S1/Other, which this policy engine is not attached to'],
    ['the URL of its gateway', sub(PERMIT.replace('GATEWAY', '${Gateway.GatewayUrl}')), 'is not the ARN of a gateway'],
    ['a permit for everything', 'permit (principal is AgentCore::IamEntity, action, resource == AgentCore::Gateway::"GATEWAY");', 'the service rejects it as "Overly Permissive"'],
  ])('fails for %s', (_name, text, words) => {
    const lines = linesOf(evaluateRule(policyDoubtful, policyApp([text], OTHER)));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(words);
  });

  test('fails for a test for an argument that only an interceptor can add', () => {
    const lines = linesOf(evaluateRule(policyDoubtful, policyApp([permitWhen('context.input has risk')], { gateway: INTERCEPTED })));
    expect(lines).toEqual([expect.stringContaining('no tool in scope has the input field `risk`; this test is always false unless an interceptor of S1/Gateway adds the field')]);
  });

  test.each([
    ['a policy that can apply', PERMIT],
    ['the ARN of its gateway spelled out', sub(PERMIT.replace('GATEWAY', 'arn:${AWS::Partition}:bedrock-agentcore:${AWS::Region}:${AWS::AccountId}:gateway/${Gateway}'))],
    ['the ARN that its gateway may have', PERMIT.replace('GATEWAY', 'arn:aws:bedrock-agentcore:eu-west-1:111122223333:gateway/tools-0123456789')],
    ['an ARN of which only the name is known', sub(PERMIT.replace('GATEWAY', 'arn:aws:bedrock-agentcore:${AWS::Region}:${AWS::AccountId}:gateway/other-0123456789'))],
    ['an ARN that is unresolved until deployment', sub(PERMIT.replace('GATEWAY', '${Parameter}'))],
  ])('passes for %s', (_name, text) => {
    expect(evaluateRule(policyDoubtful, policyApp([text])).is).toBe('pass');
  });

  test('does not apply to an app without policies', () => {
    expect(evaluateRule(policyDoubtful, template({ Gateway: gateway() })).is).toBe('not-applicable');
  });
});
