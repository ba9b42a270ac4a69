import { policyRule } from './lib/policy-findings';

/** A policy names existing tools of its gateways. */
export const policyActions = policyRule({
  id: 'policies-actions',
  severity: 'error',
  sentence: 'A policy names existing tools and targets of the gateway, as `<target>___<tool>`.',
  why: 'The service rejects unrecognized actions, such as names with two underscores instead of three.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/policy-scope.html',
}, 'tools');
