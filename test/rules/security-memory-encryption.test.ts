import { testRule } from './rows';
import { CONDITIONS, resource, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { securityMemoryEncryption } from '../../src/rules/security/memory-encryption';

const memory = (properties = {}) => template({ Memory: resource('AWS::BedrockAgentCore::Memory', { Name: 'memory', EventExpiryDuration: 30, ...properties }) }, CONDITIONS);

testRule(securityMemoryEncryption, {
  fails: [['no key', memory(), 'S1/Memory: there is no customer managed KMS key, so the service uses an AWS owned key; set `EncryptionKeyArn` to the ARN of a customer managed KMS key']],
  passes: [['a key', memory({ EncryptionKeyArn: UNKNOWN })]],
  doesNotApply: [['an app without memories', {}]],
  isUnknown: [['a key under a condition', memory({ EncryptionKeyArn: { 'Fn::If': ['Sometimes', UNKNOWN, { Ref: 'AWS::NoValue' }] } }), 'whether S1/Memory has a customer managed KMS key']],
});
