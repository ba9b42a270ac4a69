import { policyRule } from './lib/policy-findings';

/** A policy is one Cedar statement. */
export const policySyntax = policyRule({
  id: 'policies-syntax',
  severity: 'error',
  sentence: 'A policy is exactly one Cedar `permit` or `forbid`.',
  why: 'The service accepts the request, and the policy fails minutes later with a status that CloudFormation does not show.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/policy-limitations-section.html',
});
