import { testRule } from './rows';
import { CONDITIONS, engine, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { securityPolicyEngineEncryption } from '../../src/rules/security/policy-engine-encryption';

testRule(securityPolicyEngineEncryption, {
  fails: [['no key', template({ Engine: engine() }), 'S1/Engine: no KMS key is given, so a key of AWS encrypts it; give the ARN of a KMS key of your own as `EncryptionKeyArn`']],
  passes: [['a key', template({ Engine: engine({ EncryptionKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/x' }) })]],
  doesNotApply: [['an app without engines', {}]],
  cannotTell: [['a key under a condition', template({ Engine: engine({ EncryptionKeyArn: { 'Fn::If': ['Sometimes', UNKNOWN, { Ref: 'AWS::NoValue' }] } }) }, CONDITIONS), 'whether S1/Engine has a KMS key']],
});
