import { evaluateEach } from '../lib/places';
import type { Rule } from '../rule';
import { evaluateKey } from './lib/kms-key';

export const securityPolicyEngineEncryption: Rule = {
  id: 'security-policy-engine-encryption',
  group: 'security',
  pack: 'security',
  severity: 'error',
  sentence: 'A policy engine is encrypted with a customer managed KMS key.',
  why: 'Prowler fails policy engines without a customer managed key.',
  source: 'https://github.com/prowler-cloud/prowler/issues/12623',
  evaluate: ({ model }) => evaluateEach(model.policyEngines, (evaluation, engine) => evaluateKey(evaluation, model, model.resources[engine.address], 'EncryptionKeyArn')),
};
