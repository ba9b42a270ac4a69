import { policyRule } from './lib/policy-findings';

/** A policy does what its author meant. */
export const policyDoubtful = policyRule({
  id: 'policies-doubtful',
  severity: 'warning',
  sentence: 'A policy can apply, and means the same however the service maps the tools.',
  why: 'A policy that never applies protects nothing; where AWS does not document a mapping, the service may read a policy differently.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/policy-validation-overview.html',
}, 'tools');
