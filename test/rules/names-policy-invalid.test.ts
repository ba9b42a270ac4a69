import { testRule } from './rows';
import { engine, PARAMETERS, policy, sub, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { namesPolicyInvalid } from '../../src/rules/names/policy-invalid';

const named = (name: unknown, engineName: unknown = 'engine') => template({ Engine: engine({ Name: engineName }), Policy: policy({ Name: name }) }, PARAMETERS);

testRule(namesPolicyInvalid, {
  fails: [
    ['a hyphen in a policy', named('permit-all'), 'S1/Policy: policy name `permit-all` contains the character `-`; use 1 to 48 letters, digits and underscores, starting with a letter'],
    ['a policy of 52 characters', named('p'.repeat(52)), 'has 52 characters'],
    ['a hyphen in an engine', named('permit', sub('${AWS::StackName}-engine')), 'S1/Engine: policy engine name `⟨S1.AWS::StackName⟩-engine` contains the character `-`'],
  ],
  passes: [['names', named('permit_all')]],
  doesNotApply: [['an app without policies', {}]],
  isUnknown: [['a name that is a parameter', named(UNKNOWN), 'the policy name of S1/Policy']],
});
