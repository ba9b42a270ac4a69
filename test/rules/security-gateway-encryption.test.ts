import { testRule } from './rows';
import { gateway, PARAMETERS, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { securityGatewayEncryption } from '../../src/rules/security/gateway-encryption';

testRule(securityGatewayEncryption, {
  fails: [['no key', template({ Gateway: gateway() }), 'S1/Gateway: there is no customer managed KMS key, so the service uses an AWS owned key; set `KmsKeyArn` to the ARN of a customer managed KMS key']],
  passes: [['a key, whichever', template({ Gateway: gateway({ KmsKeyArn: UNKNOWN }) }, PARAMETERS)]],
  doesNotApply: [['an app without gateways', {}]],
  isUnknown: [['a key under a condition', template({ Gateway: gateway({ KmsKeyArn: { 'Fn::If': ['Sometimes', UNKNOWN, { Ref: 'AWS::NoValue' }] } }) }, {
    ...PARAMETERS, Conditions: { Sometimes: { 'Fn::Equals': [UNKNOWN, ''] } },
  }), 'whether S1/Gateway has a customer managed KMS key']],
});
