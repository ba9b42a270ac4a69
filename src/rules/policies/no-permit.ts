import { policyRule } from './lib/policy-findings';

/** An enforcing policy engine has a `permit` policy. */
export const policyPermit = policyRule({
  id: 'policies-no-permit',
  severity: 'error',
  sentence: 'A policy engine in mode ENFORCE has at least one `permit` policy.',
  why: 'Without a `permit` policy, the policy engine denies every tool call.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/policy-core-concepts.html',
});
