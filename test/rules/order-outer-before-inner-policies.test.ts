import { after, allow, role, usesRole } from './roles';
import { evaluateRule, linesOf } from '../../build-tools/rule-examples/evaluate-rule';
import { withEngine, engine, gateway, gatewayTarget, getAtt, join, PARAMETERS, policy, ref, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { outerBeforeInnerPolicies as rule } from '../../src/rules/order/outer-before-inner-policies';

/** A gateway whose inner gateway has a policy engine. */
function chain(resources: object, mode: unknown = 'ENFORCE') {
  return template({
    Role: role([allow('bedrock-agentcore:InvokeGateway', '*')]),
    Gateway: gateway(usesRole),
    Engine: engine(),
    Inner: gateway({ ...usesRole, Name: 'inner', ...withEngine(mode) }),
    ...resources,
  } as never, PARAMETERS);
}

const Target = gatewayTarget('Inner');
const forCaller = (caller: unknown) => policy({}, join('permit(principal == AgentCore::IamEntity::"arn:aws:sts::111122223333:assumed-role/', caller, '", action, resource is AgentCore::Gateway);'));

describe('order-outer-before-inner-policies', () => {
  test.each<[string, object, string]>([
    ['a permit for the role of its gateway', { Permit: forCaller(ref('Role')), Target },
      'target S1/Target lists the tools of gateway S1/Inner when it is created, but may be created before the Cedar policy S1/Permit, without which the response contains no tools for the role of its gateway'],
    ['a permit for all principals', { Permit: policy(), Target }, 'before the Cedar policy S1/Permit'],
    ['several policies, of which one is waited for', { One: policy(), Two: policy(), Three: policy(), Target: after(Target, 'Two') }, 'before the Cedar policies S1/One and S1/Three'],
  ])('fails for %s', (_name, resources, words) => {
    expect(linesOf(evaluateRule(rule, chain(resources)))).toEqual([expect.stringContaining(words)]);
  });

  test('fails for a role by its name', () => {
    const named = { Role: role([allow('bedrock-agentcore:InvokeGateway', '*')], { RoleName: 'team-gateway' }) };
    expect(evaluateRule(rule, chain({ ...named, Permit: forCaller('team-gateway'), Target })).is).toBe('fail');
    expect(evaluateRule(rule, chain({ ...named, Permit: forCaller('another-team'), Target })).is).toBe('pass');
  });

  test.each<[string, object]>([
    ['the target depends on the policies', { Permit: policy(), Target: after(Target, 'Permit') }],
    ['the policy only forbids', { Forbid: policy({}, 'forbid(principal, action, resource is AgentCore::Gateway);'), Target }],
    ['the policy permits another role', { Other: role(), Permit: forCaller(ref('Other')), Target }],
    ['the policy is of another engine', { Second: engine(), Permit: policy({ PolicyEngineId: getAtt('Second', 'PolicyEngineId') }), Target }],
  ])('passes when %s', (_name, resources) => {
    expect(evaluateRule(rule, chain(resources))).toEqual({ is: 'pass' });
  });

  test('passes when the engine only logs', () => {
    expect(evaluateRule(rule, chain({ Permit: policy(), Target }, 'LOG_ONLY'))).toEqual({ is: 'pass' });
  });

  test.each<[string, object]>([
    ['a gateway behind a gateway without policies', template({ Role: role(), Gateway: gateway(usesRole), Inner: gateway({ ...usesRole, Name: 'inner' }), Target })],
    ['a target that lists at calls', chain({ Permit: policy(), Target: gatewayTarget('Inner', {}, { ListingMode: 'DYNAMIC' }) })],
    ['a gateway that no other is in front of', chain({ Permit: policy() })],
  ])('does not apply to %s', (_name, app) => {
    expect(evaluateRule(rule, app as never).is).toBe('not-applicable');
  });

  test.each<[string, object, unknown]>([
    ['the mode of the engine', { Permit: policy(), Target }, UNKNOWN],
    ['the text of a policy', { Permit: policy({ Definition: UNKNOWN }), Target }, 'ENFORCE'],
  ])('is unknown when %s is unresolved until deployment', (_name, resources, mode) => {
    expect(evaluateRule(rule, chain(resources, mode)).is).toBe('unknown');
  });
});
