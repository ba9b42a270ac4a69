import { evaluateEach } from '../lib/places';
import type { Rule } from '../rule';
import { evaluateKey } from './lib/kms-key';
import { resourcesOfType } from './lib/resources';

export const securityMemoryEncryption: Rule = {
  id: 'security-memory-encryption',
  group: 'security',
  pack: 'security',
  severity: 'error',
  sentence: 'A memory is encrypted with a KMS key of the customer.',
  why: 'AWS Config calls a memory without EncryptionKeyArn not compliant.',
  source: 'https://docs.aws.amazon.com/config/latest/developerguide/bedrock-agentcore-memory-encryption-enabled.html',
  evaluate: ({ model }) => evaluateEach(resourcesOfType(model, 'AWS::BedrockAgentCore::Memory'), (evaluation, memory) => {
    evaluateKey(evaluation, model, memory, 'EncryptionKeyArn');
  }),
};
