import { testRule } from './rows';
import { gateway, PARAMETERS, sub, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { namesGatewayInvalid } from '../../src/rules/names/gateway-invalid';

const named = (name: unknown) => template({ Gateway: gateway({ Name: name }) }, PARAMETERS);

testRule(namesGatewayInvalid, {
  fails: [
    ['an underscore beside a function', named(sub('${AWS::StackName}_tools')),
      'S1/Gateway: gateway name `⟨S1.AWS::StackName⟩_tools` contains the character `_`; use 1 to 48 letters, digits and single hyphens, starting with a letter or digit'],
    ['too many characters', named('t'.repeat(49)), 'has 49 characters'],
    ['too many characters beside a function', named(sub('${AWS::StackName}-'.padEnd(70, 't'))), 'has at least 53 characters'],
    ['two hyphens', named('team--tools'), 'gateway name `team--tools` is not valid'],
  ],
  passes: [['a name', named('team-tools')]],
  doesNotApply: [['an app without gateways', {}]],
  isUnknown: [['a name that is a parameter', named(UNKNOWN), 'the gateway name of S1/Gateway'], ['a name with the stack\'s in it', named(sub('${AWS::StackName}-tools')), 'the gateway name of S1/Gateway']],
});
