import { evaluateRule, linesOf } from '../../build-tools/rule-examples/evaluate-rule';
import { withEngine, engine, gateway, lambdaTarget, policy, ref, template } from '../../build-tools/rule-examples/templates';
import { retainedBelowDeleted as rule } from '../../src/rules/order/retained-below-deleted';

const kept = { DeletionPolicy: 'Retain' };

describe('order-retained-below-deleted', () => {
  test.each<[string, object, string]>([
    ['a target of a gateway', { Gateway: gateway(), Weather: { ...lambdaTarget(), ...kept } },
      'S1/Weather: target S1/Weather has the deletion policy `Retain`, so gateway S1/Gateway cannot be deleted'],
    ['a target that is kept except when its creation fails', { Gateway: gateway(), Weather: { ...lambdaTarget(), DeletionPolicy: 'RetainExceptOnCreate' } }, '`RetainExceptOnCreate`'],
    ['a policy of an engine', { Engine: engine(), Gateway: gateway(withEngine()), Permit: { ...policy(), ...kept } },
      'policy S1/Permit has the deletion policy `Retain`, so policy engine S1/Engine cannot be deleted'],
  ])('fails for %s', (_name, resources, words) => {
    expect(linesOf(evaluateRule(rule, template(resources as never)))).toEqual([expect.stringContaining(words)]);
  });

  test.each<[string, object]>([
    ['both are deleted', { Gateway: gateway(), Weather: lambdaTarget() }],
    ['both stay', { Gateway: gateway({}, kept), Weather: { ...lambdaTarget(), ...kept } }],
    ['the gateway stays', { Gateway: gateway({}, kept), Weather: lambdaTarget() }],
    ['the gateway is not in the app', { Weather: { ...lambdaTarget({ GatewayIdentifier: ref('Id') }), ...kept } }],
  ])('passes when %s', (_name, resources) => {
    expect(evaluateRule(rule, template(resources as never, { Parameters: { Id: { Type: 'String' } } }))).toEqual({ is: 'pass' });
  });

  test('does not apply to a gateway without targets', () => {
    expect(evaluateRule(rule, template({ Gateway: gateway() })).is).toBe('not-applicable');
  });
});
