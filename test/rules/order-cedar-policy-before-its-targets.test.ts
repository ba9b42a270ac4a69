import { after } from './roles';
import { evaluateRule, linesOf } from '../../build-tools/rule-examples/evaluate-rule';
import { withEngine, engine, gateway, getAtt, join, lambdaTarget, policy, ref, template } from '../../build-tools/rule-examples/templates';
import { cedarPolicyBeforeItsTargets as rule } from '../../src/rules/order/cedar-policy-before-its-targets';

const base = { Engine: engine(), Gateway: gateway(withEngine()), Weather: lambdaTarget() };
const permit = (scope: string, gatewayArn: unknown = '') => policy({}, join(`permit(principal, ${scope}, resource${gatewayArn === '' ? ' is AgentCore::Gateway' : ' == AgentCore::Gateway::"'}`, gatewayArn, gatewayArn === '' ? ');' : '");'));
const WEATHER = 'action == AgentCore::Action::"weather___forecast"';

describe('order-cedar-policy-before-its-targets', () => {
  test('names the dependency to remove when the target depends on the policy', () => {
    const [line] = linesOf(evaluateRule(rule, template({ ...base, Weather: after(base.Weather, 'Permit'), Permit: permit(WEATHER) })));
    expect(line).toContain('but is created before target S1/Weather, which provides that action and depends on the policy');
    expect(line).toContain('remove the dependency of target S1/Weather on policy S1/Permit, and make policy S1/Permit depend on target S1/Weather');
  });

  test.each<[string, object, string]>([
    ['the action of a tool', { ...base, Permit: permit(WEATHER) },
      'S1/Permit: policy S1/Permit names `weather___forecast`, but may be created before target S1/Weather, which provides that action'],
    ['one of several actions', { ...base, Other: lambdaTarget({ Name: 'other' }), Permit: after(permit('action in [AgentCore::Action::"other___a", AgentCore::Action::"weather___forecast"]'), 'Other') },
      'names `weather___forecast`'],
    ['several actions of one target', { ...base, Permit: permit('action in [AgentCore::Action::"weather___a", AgentCore::Action::"weather___b"]') },
      'names `weather___a` and `weather___b`, but may be created before target S1/Weather, which provides these actions'],
    ['all tools of a target', { ...base, Permit: permit('action in AgentCore::Action::"weather"') }, 'names `weather`'],
    ['a tool of a gateway further in', { ...base, Permit: permit('action == AgentCore::Action::"weather___inner___forecast"') }, 'names `weather___inner___forecast`'],
    ['an action in a condition', { ...base, Permit: permit('action', getAtt('Gateway', 'GatewayArn')), Forbid: policy({}, 'forbid(principal, action, resource) when { action == AgentCore::Action::"weather___forecast" };') },
      'S1/Forbid: policy S1/Forbid names `weather___forecast`'],
    ['a policy that the gateway waits for', { ...base, Gateway: after(gateway(withEngine()), 'Permit'), Permit: permit(WEATHER) }, 'before target S1/Weather'],
    ['the target of the gateway that it names, where another one has a target of that name', {
      ...base,
      Other: gateway({ Name: 'other', ...withEngine() }),
      OtherWeather: lambdaTarget({ GatewayIdentifier: ref('Other') }),
      Permit: after(permit(WEATHER, getAtt('Gateway', 'GatewayArn')), 'OtherWeather'),
    }, 'before target S1/Weather'],
  ])('fails for %s', (_name, resources, words) => {
    const lines = linesOf(evaluateRule(rule, template(resources as never)));
    expect(lines).toEqual([expect.stringContaining(words)]);
  });

  test('fails for a policy in the superset of Cedar', () => {
    const Permit = policy({ Definition: { Policy: { Statement: `permit(principal, ${WEATHER}, resource is AgentCore::Gateway) when guardrails { safe() };` } } });
    expect(linesOf(evaluateRule(rule, template({ ...base, Permit })))).toEqual([expect.stringContaining('names `weather___forecast`')]);
  });

  test.each<[string, object]>([
    ['the policy depends on the target', { ...base, Permit: after(permit(WEATHER), 'Weather') }],
    ['the policy is about every action', { ...base, Permit: permit('action', getAtt('Gateway', 'GatewayArn')) }],
    ['the action is one that every engine has', { ...base, Permit: permit('action in AgentCore::Action::"CallTool"') }],
    ['the name stands in a comment', { ...base, Permit: policy({}, '// AgentCore::Action::"weather___forecast"\npermit(principal, action, resource is AgentCore::Gateway);') }],
    ['one of two targets of that name comes first, and no gateway is named', {
      ...base, Other: gateway({ Name: 'other', ...withEngine() }), OtherWeather: lambdaTarget({ GatewayIdentifier: ref('Other') }), Permit: after(permit(WEATHER), 'OtherWeather'),
    }],
    ['the action is of no target, which another rule reports', { ...base, Permit: permit('action == AgentCore::Action::"wether___forecast"') }],
  ])('passes when %s', (_name, resources) => {
    expect(evaluateRule(rule, template(resources as never))).toEqual({ is: 'pass' });
  });

  test('does not apply to an app without policies', () => {
    expect(evaluateRule(rule, template(base)).is).toBe('not-applicable');
  });

  test.each<[string, object, string]>([
    ['the statement is a parameter', { ...base, Permit: policy({}, ref('Text')) }, 'the actions that policy S1/Permit names are unresolved until deployment'],
    ['the action is a parameter', { ...base, Permit: policy({}, join('permit(principal, action == AgentCore::Action::"', ref('Text'), '", resource is AgentCore::Gateway);')) }, 'the actions that policy S1/Permit names are unresolved until deployment'],
    ['the engine is not in the templates', { ...base, Permit: policy({ PolicyEngineId: ref('Text') }) }, 'the policy engine of policy S1/Permit is not in the templates'],
    ['a target has a name from a parameter', { ...base, Weather: lambdaTarget({ Name: ref('Text') }), Permit: permit(WEATHER) }, 'the target of the action `weather`'],
  ])('is unknown when %s', (_name, resources, because) => {
    expect(evaluateRule(rule, template(resources as never, { Parameters: { Text: { Type: 'String' } } }))).toEqual({ is: 'unknown', because: expect.stringContaining(because) });
  });
});
