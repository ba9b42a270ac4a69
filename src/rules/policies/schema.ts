import { policyRule } from './lib/policy-findings';

/** A policy matches the arguments of the tools and the claims of the tokens. */
export const policySchema = policyRule({
  id: 'policies-schema',
  severity: 'error',
  sentence: 'A policy uses the arguments and claims that the tools and tokens define, with their types.',
  why: 'The service validates every policy against the tools of the gateway and rejects policies that do not match. A `forbid` that fails at run time denies nothing.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/policy-schema-constraints.html',
}, 'tools');
