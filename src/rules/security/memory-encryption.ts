import { ofType } from '../lib/needs/resources';
import { evaluateEach } from '../lib/places';
import type { Rule } from '../rule';
import { evaluateKey } from './lib/kms-key';

export const securityMemoryEncryption: Rule = {
  id: 'security-memory-encryption',
  group: 'security',
  pack: 'security',
  severity: 'error',
  sentence: 'A memory is encrypted with a customer managed KMS key.',
  why: 'AWS Config reports a memory without EncryptionKeyArn as noncompliant.',
  source: 'https://docs.aws.amazon.com/config/latest/developerguide/bedrock-agentcore-memory-encryption-enabled.html',
  evaluate: ({ model }) => evaluateEach(ofType(model, 'AWS::BedrockAgentCore::Memory'), (evaluation, memory) => {
    evaluateKey(evaluation, model, memory, 'EncryptionKeyArn');
  }),
};
