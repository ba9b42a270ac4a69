import { judgeEach } from '../lib/places';
import type { Rule } from '../rule';
import { judgeKey } from './lib/kms-key';

export const securityGatewayEncryption: Rule = {
  id: 'security-gateway-encryption',
  group: 'security',
  pack: 'security',
  severity: 'error',
  sentence: 'A gateway is encrypted with a KMS key of the customer.',
  why: 'AWS Config calls a gateway without KmsKeyArn not compliant.',
  source: 'https://docs.aws.amazon.com/config/latest/developerguide/bedrockagentcore-gateway-encryption-enabled.html',
  judge: ({ model }) => judgeEach(model.gateways, (judgement, gateway) => judgeKey(judgement, model, gateway, 'KmsKeyArn')),
};
