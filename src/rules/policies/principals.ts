import { policyRule } from './lib/policy-findings';

/** A policy names possible callers of the gateway. */
export const policyPrincipals = policyRule({
  id: 'policies-principals',
  severity: 'warning',
  sentence: 'A policy names the principals of the gateway: IAM callers by their STS ARN, OAuth callers by their subject.',
  why: 'A policy for another kind of principal never applies: a `permit` does not allow the call, and a `forbid` does not deny it.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/policy-conditions.html',
});
