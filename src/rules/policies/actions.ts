import { policyRule } from './lib/policy-findings';

/** A policy names tools that its gateways have. */
export const policyActions = policyRule({
  id: 'policies-actions',
  severity: 'error',
  sentence: 'A policy names tools and targets that the gateway has, as `<target>___<tool>`.',
  why: 'The service refuses an action it does not know; with two underscores instead of three it does not know any.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/policy-scope.html',
}, 'tools');
