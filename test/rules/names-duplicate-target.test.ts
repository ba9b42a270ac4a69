import { testRule } from './rows';
import { CONDITIONS, gateway, lambdaTarget, template, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { namesDuplicateTarget } from '../../src/rules/names/duplicate-target';

const two = (properties = {}) => {
  return template({ Gateway: gateway(), Target: lambdaTarget(), Other: lambdaTarget(properties) }, CONDITIONS);
};

testRule(namesDuplicateTarget, {
  fails: [
    ['two targets of one name', two(), 'S1/Other: target name `weather` is already used by S1/Target, a target of the same gateway S1/Gateway; rename one of the two (with S1/Target)'],
    ['two targets of a gateway elsewhere', withTarget(lambdaTarget({ GatewayIdentifier: 'tools-abcdefghij' }), { Other: lambdaTarget({ GatewayIdentifier: 'tools-abcdefghij' }) }), 'the same gateway tools-abcdefghij'],
    ['two targets named by one parameter', withTarget(lambdaTarget({ Name: UNKNOWN }), { Other: lambdaTarget({ Name: UNKNOWN }) }), 'is already used by S1/Target'],
  ],
  passes: [
    ['two names', two({ Name: 'other' })],
    ['one name at two gateways', template({ Gateway: gateway(), Gateway2: gateway({ Name: 'more' }), Target: lambdaTarget(), Other: lambdaTarget({ GatewayIdentifier: { Ref: 'Gateway2' } }) })],
  ],
  doesNotApply: [['targets without names, which the service chooses', withTarget(lambdaTarget({ Name: { Ref: 'AWS::NoValue' } }))]],
  isUnknown: [
    ['alternatives', template({ Gateway: gateway(), Target: { ...lambdaTarget(), Condition: 'Sometimes' }, Other: { ...lambdaTarget(), Condition: 'Else' } }, CONDITIONS), 'whether S1/Other and S1/Target, which have the same name, are both created'],
    ['a name that is a parameter', two({ Name: UNKNOWN }), 'the name of S1/Other'],
  ],
});
