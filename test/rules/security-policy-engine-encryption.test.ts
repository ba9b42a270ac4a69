import { testRule } from './rows';
import { CONDITIONS, engine, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { securityPolicyEngineEncryption } from '../../src/rules/security/policy-engine-encryption';

testRule(securityPolicyEngineEncryption, {
  fails: [['no key', template({ Engine: engine() }), 'S1/Engine: there is no customer managed KMS key, so the service uses an AWS owned key; set `EncryptionKeyArn` to the ARN of a customer managed KMS key']],
  passes: [['a key', template({ Engine: engine({ EncryptionKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/x' }) })]],
  doesNotApply: [['an app without engines', {}]],
  isUnknown: [['a key under a condition', template({ Engine: engine({ EncryptionKeyArn: { 'Fn::If': ['Sometimes', UNKNOWN, { Ref: 'AWS::NoValue' }] } }) }, CONDITIONS), 'whether S1/Engine has a customer managed KMS key']],
});
