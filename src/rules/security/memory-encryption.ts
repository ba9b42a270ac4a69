import { judgeEach } from '../lib/places';
import type { Rule } from '../rule';
import { judgeKey } from './lib/kms-key';
import { resourcesOfType } from './lib/resources';

export const securityMemoryEncryption: Rule = {
  id: 'security-memory-encryption',
  group: 'security',
  pack: 'security',
  severity: 'error',
  sentence: 'A memory is encrypted with a KMS key of the customer.',
  why: 'AWS Config calls a memory without EncryptionKeyArn not compliant.',
  source: 'https://docs.aws.amazon.com/config/latest/developerguide/bedrock-agentcore-memory-encryption-enabled.html',
  judge: ({ model }) => judgeEach(resourcesOfType(model, 'AWS::BedrockAgentCore::Memory'), (judgement, memory) => {
    judgeKey(judgement, model, memory, 'EncryptionKeyArn');
  }),
};
