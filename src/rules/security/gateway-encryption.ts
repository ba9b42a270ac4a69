import { evaluateEach } from '../lib/places';
import type { Rule } from '../rule';
import { evaluateKey } from './lib/kms-key';

export const securityGatewayEncryption: Rule = {
  id: 'security-gateway-encryption',
  group: 'security',
  pack: 'security',
  severity: 'error',
  sentence: 'A gateway is encrypted with a KMS key of the customer.',
  why: 'AWS Config calls a gateway without KmsKeyArn not compliant.',
  source: 'https://docs.aws.amazon.com/config/latest/developerguide/bedrockagentcore-gateway-encryption-enabled.html',
  evaluate: ({ model }) => evaluateEach(model.gateways, (evaluation, gateway) => evaluateKey(evaluation, model, gateway, 'KmsKeyArn')),
};
