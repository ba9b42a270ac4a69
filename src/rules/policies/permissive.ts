import { policyRule } from './lib/policy-findings';

/** A permit names its principals or has a condition. */
export const policyPermissive = policyRule({
  id: 'policies-permissive',
  severity: 'error',
  sentence: 'A policy that permits calls constrains the principal or has a condition.',
  why: 'With the default validation mode, the service rejects other policies: "Overly Permissive: Policy Engine will allow every request".',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/policy-validation-overview.html',
});
