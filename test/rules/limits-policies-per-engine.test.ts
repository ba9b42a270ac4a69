import { testRule } from './rows';
import { CONDITIONS, engine, policy, template } from '../../build-tools/rule-examples/templates';
import { limitsPoliciesPerEngine } from '../../src/rules/limits/policies-per-engine';

const withPolicies = (count: number, more = {}) => template({
  Engine: engine(), ...Object.fromEntries(Array.from({ length: count }, (_, index) => [`P${index}`, { ...policy({ Name: `p${index}` }), ...more }])),
}, CONDITIONS);

testRule(limitsPoliciesPerEngine, {
  fails: [['1,001 policies', withPolicies(1001), 'S1/Engine: there are 1,001 policies, and the limit is 1,000; attach some of the gateways to another policy engine']],
  passes: [['1,000 policies', withPolicies(1000)]],
  doesNotApply: [['an app without engines', {}]],
  isUnknown: [['1,001 policies that may not be', withPolicies(1001, { Condition: 'Sometimes' }), 'the number of policies of S1/Engine']],
});
