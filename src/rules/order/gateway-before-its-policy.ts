import type { Rule } from '../rule';
import { evaluateGateways } from './lib/gateway-order';

/** A gateway with a KMS key depends on the policies that allow its role to use the key. */
export const gatewayBeforeItsPolicy: Rule = {
  id: 'order-gateway-before-its-policy',
  group: 'order',
  severity: 'warning',
  sentence: 'A gateway with a KMS key is created after the policies that allow its role to use the key.',
  why: 'The service encrypts the gateway from its creation on. AWS does not document whether it verifies the permissions while it creates the gateway. '
    + 'It does not for the functions of interceptors.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-encryption.html',
  evaluate: (input) => evaluateGateways(input, ({ needs }) => needs.filter(({ permission }) => permission === 'encryptGateway')),
};
