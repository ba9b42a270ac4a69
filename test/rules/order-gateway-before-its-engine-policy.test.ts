import { after, agentcoreArn, allow, engineStatements, role, rolePolicy, usesRole } from './roles';
import { evaluateRule, linesOf } from '../../build-tools/rule-examples/evaluate-rule';
import { withEngine, engine, gateway, getAtt, ref, template } from '../../build-tools/rule-examples/templates';
import { gatewayBeforeItsEnginePolicy as rule } from '../../src/rules/order/gateway-before-its-engine-policy';

const base = { Engine: engine(), Role: role(), Gateway: gateway({ ...usesRole, ...withEngine() }) };

describe('order-gateway-before-its-engine-policy', () => {
  test.each<[string, object, string]>([
    ['all that the engine needs', { ...base, Policy: rolePolicy(engineStatements()) },
      '`bedrock-agentcore:GetPolicyEngine`, `bedrock-agentcore:AuthorizeAction` and `bedrock-agentcore:PartiallyAuthorizeActions` on S1/Engine and gateway S1/Gateway itself'],
    ['only the permissions that may be created too late', {
      ...base,
      Role: role([allow('bedrock-agentcore:*', getAtt('Engine', 'PolicyEngineArn'))]),
      Policy: rolePolicy([allow('bedrock-agentcore:*Authorize*', agentcoreArn('gateway/tools-*'))]),
    }, '`bedrock-agentcore:AuthorizeAction` and `bedrock-agentcore:PartiallyAuthorizeActions` on gateway S1/Gateway itself'],
  ])('fails for %s', (_name, resources, words) => {
    const lines = linesOf(evaluateRule(rule, template(resources as never)));
    expect(lines).toEqual([expect.stringContaining('gateway S1/Gateway may be created before policy S1/Policy')]);
    expect(lines[0]).toContain(words);
  });

  test.each<[string, object]>([
    ['the gateway depends on the policy', { ...base, Policy: rolePolicy(engineStatements()), Gateway: after(base.Gateway, 'Policy') }],
    ['the statements are in the role itself', { ...base, Role: role(engineStatements()) }],
    ['nothing allows it at all, which another rule reports', base],
  ])('passes when %s', (_name, resources) => {
    expect(evaluateRule(rule, template(resources as never))).toEqual({ is: 'pass' });
  });

  test('does not apply to a gateway without a policy engine', () => {
    expect(evaluateRule(rule, template({ Role: role(), Gateway: gateway(usesRole) })).is).toBe('not-applicable');
  });

  test.each<[string, object, string]>([
    ['the role is not in the templates', { Engine: engine(), Gateway: gateway(withEngine()) }, 'the role of gateway S1/Gateway is not in the templates'],
    ['a statement before it is about a parameter', {
      ...base,
      Early: rolePolicy([allow('bedrock-agentcore:*', ref('Arn'))]),
      Policy: rolePolicy(engineStatements()),
      Gateway: after(base.Gateway, 'Early'),
    }, 'it is unknown until deployment whether policy S1/Early allows `bedrock-agentcore:GetPolicyEngine`'],
  ])('is unknown when %s', (_name, resources, because) => {
    expect(evaluateRule(rule, template(resources as never, { Parameters: { Arn: { Type: 'String' } } }))).toEqual({ is: 'unknown', because: expect.stringContaining(because) });
  });
});
