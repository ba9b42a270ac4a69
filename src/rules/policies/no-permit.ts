import { policyRule } from './lib/policy-findings';

/** An enforcing gateway permits something. */
export const policyPermit = policyRule({
  id: 'policies-no-permit',
  severity: 'error',
  sentence: 'A policy engine that enforces has a policy that permits something.',
  why: 'Without one, every call of every tool is denied.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/policy-core-concepts.html',
});
