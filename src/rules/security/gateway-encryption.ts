import { evaluateEach } from '../lib/places';
import type { Rule } from '../rule';
import { evaluateKey } from './lib/kms-key';

export const securityGatewayEncryption: Rule = {
  id: 'security-gateway-encryption',
  group: 'security',
  pack: 'security',
  severity: 'error',
  sentence: 'A gateway is encrypted with a customer managed KMS key.',
  why: 'AWS Config reports a gateway without KmsKeyArn as noncompliant.',
  source: 'https://docs.aws.amazon.com/config/latest/developerguide/bedrockagentcore-gateway-encryption-enabled.html',
  evaluate: ({ model }) => evaluateEach(model.gateways, (evaluation, gateway) => evaluateKey(evaluation, model, gateway, 'KmsKeyArn')),
};
