import { testRule } from './rows';
import { withEngine, engine, gateway, PARAMETERS, policy, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { limitsPolicyTotalSize } from '../../src/rules/limits/policy-total-size';

const withPolicies = (count: number, statement: unknown = 'permit(principal, action, resource);'.padEnd(9000), gateways = 1) => template({
  Engine: engine(),
  ...Object.fromEntries(Array.from({ length: gateways }, (_, index) => [`Gateway${index}`, gateway({ Name: `g${index}`, ...withEngine() })])),
  ...Object.fromEntries(Array.from({ length: count }, (_, index) => [`P${index}`, policy({ Name: `p${index}` }, statement)])),
}, PARAMETERS);

testRule(limitsPolicyTotalSize, {
  fails: [['23 policies of 9,000 characters', withPolicies(23), 'S1/Engine: there are 207,000 characters in all policies, and the limit is 204,800; merge or shorten policies']],
  passes: [['22 policies of 9,000 characters', withPolicies(22)]],
  doesNotApply: [['two gateways at one engine, where each policy may be about one of them', withPolicies(23, undefined, 2)], ['an engine of no gateway', withPolicies(23, undefined, 0)]],
  isUnknown: [['a statement that is a parameter', withPolicies(1, UNKNOWN), 'the length of the policies of S1/Engine']],
});
