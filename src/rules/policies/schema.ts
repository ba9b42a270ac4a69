import { policyRule } from './lib/policy-findings';

/** A policy fits the arguments and claims it looks at. */
export const policySchema = policyRule({
  id: 'policies-schema',
  severity: 'error',
  sentence: 'A policy reads arguments and claims as the tools and the tokens have them.',
  why: 'The service checks every policy against the tools of the gateway and refuses what does not fit; a `forbid` that fails at run time forbids nothing.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/policy-schema-constraints.html',
}, 'tools');
