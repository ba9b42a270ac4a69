import { policyRule } from './lib/policy-findings';

/** A policy is about one of its gateways. */
export const policyScope = policyRule({
  id: 'policies-scope',
  severity: 'error',
  sentence: 'A policy names the gateway it is about.',
  why: 'The service refuses a policy with an open resource: "a wildcard resource was detected".',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/policy-scope.html',
});
