import { policyRule } from './lib/policy-findings';

/** A policy is about callers that the gateway has. */
export const policyPrincipals = policyRule({
  id: 'policies-principals',
  severity: 'warning',
  sentence: 'A policy names callers as the gateway knows them: IAM callers by their STS ARN, token callers by their subject.',
  why: 'A policy about another kind of caller never applies: what it permits is denied, and what it forbids is not.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/policy-conditions.html',
});
