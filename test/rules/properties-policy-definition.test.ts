import { testRule } from './rows';
import { engine, PARAMETERS, policy, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { propertiesPolicyDefinition } from '../../src/rules/properties/policy-definition';

const defined = (Definition: unknown) => template({ Engine: engine(), Permit: policy({ Definition }) }, PARAMETERS);

testRule(propertiesPolicyDefinition, {
  fails: [
    ['an empty definition', defined({}), 'S1/Permit: the definition of the policy has no statement; write the policy in `Definition.Cedar.Statement`'],
    ['a language without statement', defined({ Cedar: {} }), 'has no statement'],
    ['an empty statement', defined({ Cedar: { Statement: '' } }), 'has no statement'],
  ],
  passes: [
    ['a statement', template({ Engine: engine(), Permit: policy() })],
  ],
  doesNotApply: [
    ['an engine without policies', template({ Engine: engine() })],
  ],
  isUnknown: [
    ['a definition that is a parameter', defined(UNKNOWN), 'the definition of S1/Permit'],
  ],
});
