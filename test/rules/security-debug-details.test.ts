import { testRule } from './rows';
import { gateway, PARAMETERS, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { securityDebugDetails } from '../../src/rules/security/debug-details';

const one = (level: unknown) => template({ Gateway: gateway({ ExceptionLevel: level }) }, PARAMETERS);

testRule(securityDebugDetails, {
  fails: [['DEBUG', one('DEBUG'), 'S1/Gateway: the exception level is `DEBUG`; remove `ExceptionLevel`']],
  passes: [['no level', template({ Gateway: gateway() })]],
  doesNotApply: [['an app without gateways', {}]],
  isUnknown: [['a level that is a parameter', one(UNKNOWN), 'the exception level of S1/Gateway']],
});
