import { by, Coverage, set } from './covered';

export const POLICY: Coverage = {
  'definition.cedar.statement': by('CedarPolicy.fromFile', 'CedarPolicy.fromText', 'CedarPolicy.fromStatement'),
  'definition.policy.statement': by('CedarPolicy.fromFile', 'CedarPolicy.fromText'),
  'description': by('CedarPolicyOptions.description'),
  'enforcementMode': by('CedarPolicyOptions.enforcementMode'),
  'name': by('CedarPolicy.name'),
  'policyEngineId': set('the policy engine of the gateway'),
  'validationMode': by('CedarPolicyOptions.validationMode'),
};

export const POLICY_ENGINE: Coverage = {
  description: by('PolicyEngineProps.description'),
  encryptionKeyArn: by('PolicyEngineProps.kmsKey'),
  name: by('PolicyEngineProps.policyEngineName'),
  tags: by('PolicyEngineProps.tags'),
};
