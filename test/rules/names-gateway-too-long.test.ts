import { testRule } from './rows';
import { gateway, PARAMETERS, sub, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { namesGatewayTooLong } from '../../src/rules/names/gateway-too-long';

const named = (name: unknown) => template({ Gateway: gateway({ Name: name }) }, PARAMETERS);

testRule(namesGatewayTooLong, {
  fails: [
    ['40 characters', named('g'.repeat(40)), `S1/Gateway: gateway name \`${'g'.repeat(40)}\` has 40 characters, so its ID has 51; use 39 characters or fewer`],
    ['40 characters beside a function', named(sub(`\${AWS::Region}${'g'.repeat(40)}`)), 'has at least 40 characters'],
  ],
  passes: [['39 characters', named('g'.repeat(39))]],
  doesNotApply: [['an app without gateways', {}]],
  isUnknown: [['a name that is a parameter', named(UNKNOWN), 'the name of S1/Gateway']],
});
