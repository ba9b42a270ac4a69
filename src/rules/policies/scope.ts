import { policyRule } from './lib/policy-findings';

/** A policy names its gateway. */
export const policyScope = policyRule({
  id: 'policies-scope',
  severity: 'error',
  sentence: 'A policy names the gateway that it applies to.',
  why: 'The service rejects a policy with an unconstrained resource: "a wildcard resource was detected".',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/policy-scope.html',
});
