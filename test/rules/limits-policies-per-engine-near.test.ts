import { testRule } from './rows';
import { engine, policy, template } from '../../build-tools/rule-examples/templates';
import { limitsPoliciesPerEngineNear } from '../../src/rules/limits/policies-per-engine';

const withPolicies = (count: number) => template({
  Engine: engine(), ...Object.fromEntries(Array.from({ length: count }, (_, index) => [`P${index}`, policy({ Name: `p${index}` })])),
});

testRule(limitsPoliciesPerEngineNear, {
  fails: [['800 policies', withPolicies(800), 'S1/Engine: there are 800 policies, and the limit is 1,000']],
  passes: [['799 policies', withPolicies(799)]],
  doesNotApply: [['an app without engines', {}]],
  isUnknown: [],
});
