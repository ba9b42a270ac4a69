import { testRule } from './rows';
import { withEngine, engine, gateway, PARAMETERS, policy, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { limitsPolicyTotalSizeNear } from '../../src/rules/limits/policy-total-size';

const withPolicies = (count: number, statement: unknown = 'permit(principal, action, resource);'.padEnd(9000)) => template({
  Engine: engine(), Gateway: gateway(withEngine()), ...Object.fromEntries(Array.from({ length: count }, (_, index) => [`P${index}`, policy({ Name: `p${index}` }, statement)])),
}, PARAMETERS);

testRule(limitsPolicyTotalSizeNear, {
  fails: [['19 policies of 9,000 characters', withPolicies(19), 'S1/Engine: there are 171,000 characters in all policies, and the limit is 204,800']],
  passes: [['18 policies of 9,000 characters', withPolicies(18)]],
  doesNotApply: [['more than allowed, which another rule reports', withPolicies(23)]],
  isUnknown: [['a statement that is a parameter', withPolicies(1, UNKNOWN), 'the length of the policies of S1/Engine']],
});
