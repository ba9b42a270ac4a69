import { policyRule } from './lib/policy-findings';

/** A policy has the intended effect. */
export const policyDoubtful = policyRule({
  id: 'policies-doubtful',
  severity: 'warning',
  sentence: 'A policy can apply to a request, and its effect does not depend on how the service maps the tools.',
  why: 'A policy that never applies has no effect. Where AWS does not document a mapping, the service may evaluate a policy differently.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/policy-validation-overview.html',
}, 'tools');
