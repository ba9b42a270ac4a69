import { testRule } from './rows';
import { gateway, PARAMETERS, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { securityGatewayEncryption } from '../../src/rules/security/gateway-encryption';

testRule(securityGatewayEncryption, {
  fails: [['no key', template({ Gateway: gateway() }), 'S1/Gateway: no KMS key is given, so a key of AWS encrypts it; give the ARN of a KMS key of your own as `KmsKeyArn`']],
  passes: [['a key, whichever', template({ Gateway: gateway({ KmsKeyArn: UNKNOWN }) }, PARAMETERS)]],
  doesNotApply: [['an app without gateways', {}]],
  cannotTell: [['a key under a condition', template({ Gateway: gateway({ KmsKeyArn: { 'Fn::If': ['Sometimes', UNKNOWN, { Ref: 'AWS::NoValue' }] } }) }, {
    ...PARAMETERS, Conditions: { Sometimes: { 'Fn::Equals': [UNKNOWN, ''] } },
  }), 'whether S1/Gateway has a KMS key']],
});
