import { after } from './roles';
import { evaluateRule, linesOf } from '../../build-tools/rule-examples/evaluate-rule';
import { withEngine, engine, gateway, getAtt, join, lambdaTarget, policy, ref, template } from '../../build-tools/rule-examples/templates';
import { cedarPolicyBeforeItsGateway as rule } from '../../src/rules/order/cedar-policy-before-its-gateway';

const base = { Engine: engine(), Gateway: gateway(withEngine()) };
const Permit = policy({}, 'permit(principal, action == AgentCore::Action::"weather___forecast", resource is AgentCore::Gateway);');

describe('order-cedar-policy-before-its-gateway', () => {
  test('fails when no gateway of the engine comes first', () => {
    expect(linesOf(evaluateRule(rule, template({ ...base, Permit })))).toEqual([
      expect.stringContaining('S1/Permit: policy S1/Permit names `weather___forecast`, but may be created before gateway S1/Gateway is attached to its policy engine'),
    ]);
  });

  test('fails when the gateway waits for the policy', () => {
    expect(linesOf(evaluateRule(rule, template({ ...base, Gateway: after(base.Gateway, 'Permit'), Permit })))).toHaveLength(1);
  });

  test('names all gateways, because one of them is enough', () => {
    const [line] = linesOf(evaluateRule(rule, template({ ...base, Other: gateway({ Name: 'other', ...withEngine() }), Permit })));
    expect(line).toContain('before gateway S1/Gateway or S1/Other is attached');
  });

  test.each<[string, object]>([
    ['the policy depends on the gateway', { ...base, Permit: after(Permit, 'Gateway') }],
    ['the policy names the gateway', {
      ...base, Permit: policy({}, join('permit(principal, action == AgentCore::Action::"weather___forecast", resource == AgentCore::Gateway::"', getAtt('Gateway', 'GatewayArn'), '");')),
    }],
    ['the policy names no action', { ...base, Permit: policy() }],
    ['the target is in the app: that is the rule about targets', { ...base, Weather: lambdaTarget(), Permit }],
  ])('passes when %s', (_name, resources) => {
    expect(evaluateRule(rule, template(resources as never))).toEqual({ is: 'pass' });
  });

  test('does not apply to an app without policies', () => {
    expect(evaluateRule(rule, template(base)).is).toBe('not-applicable');
  });

  test.each<[string, object, string]>([
    ['no gateway with the engine is in the templates', { Engine: engine(), Permit }, 'no gateway with the policy engine of policy S1/Permit is in the templates'],
    ['the statement is a parameter', { ...base, Permit: policy({}, ref('Text')) }, 'the actions that policy S1/Permit names are unresolved until deployment'],
  ])('is unknown when %s', (_name, resources, because) => {
    expect(evaluateRule(rule, template(resources as never, { Parameters: { Text: { Type: 'String' } } }))).toEqual({ is: 'unknown', because: expect.stringContaining(because) });
  });
});
