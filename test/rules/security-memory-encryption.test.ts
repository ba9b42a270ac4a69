import { testRule } from './rows';
import { CONDITIONS, resource, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { securityMemoryEncryption } from '../../src/rules/security/memory-encryption';

const memory = (properties = {}) => template({ Memory: resource('AWS::BedrockAgentCore::Memory', { Name: 'memory', EventExpiryDuration: 30, ...properties }) }, CONDITIONS);

testRule(securityMemoryEncryption, {
  fails: [['no key', memory(), 'S1/Memory: no KMS key is given, so a key of AWS encrypts it; give the ARN of a KMS key of your own as `EncryptionKeyArn`']],
  passes: [['a key', memory({ EncryptionKeyArn: UNKNOWN })]],
  doesNotApply: [['an app without memories', {}]],
  cannotTell: [['a key under a condition', memory({ EncryptionKeyArn: { 'Fn::If': ['Sometimes', UNKNOWN, { Ref: 'AWS::NoValue' }] } }), 'whether S1/Memory has a KMS key']],
});
