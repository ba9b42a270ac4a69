/** The findings of the Cedar policy checks, and the rule that reports each. */
export const POLICY_FINDINGS = {
  'syntax': 'policies-syntax',
  'multiple-statements': 'policies-syntax',
  'token-outside-string': 'policies-syntax',
  'placeholder-outside-string': 'policies-syntax',
  'unknown-placeholder': 'policies-syntax',
  'unclosed-placeholder': 'policies-syntax',
  'ejs-placeholder': 'policies-syntax',

  'unknown-action': 'policies-actions',

  'wrong-principal-kind': 'policies-principals',
  'iam-role-arn': 'policies-principals',

  'missing-resource': 'policies-scope',
  'constrained-action': 'policies-scope',

  'permit-everyone': 'policies-permissive',

  'no-permit': 'policies-no-permit',

  'claim-as-attribute': 'policies-schema',
  'has-unknown-field': 'policies-schema',
  'optional-field': 'policies-schema',
  'schema': 'policies-schema',
  'unguarded-claim': 'policies-schema',
  'unknown-enum-value': 'policies-schema',
  'unknown-field': 'policies-schema',
  'unknown-type': 'policies-schema',
  'untyped-principal': 'policies-schema',
  'unusable-token': 'policies-schema',
  'wrong-literal': 'policies-schema',
  'wrong-type': 'policies-schema',

  'dogwood-not-checked': 'policies-doubtful',
  'has-field-of-interceptor': 'policies-doubtful',
  'never-applies': 'policies-doubtful',
  'other-gateway': 'policies-doubtful',
  'permit-all': 'policies-doubtful',
  'uncertain-mapping': 'policies-doubtful',

  'schema-size': 'limits-cedar-schema',
  'statement-size': 'limits-statement-length',
} as const;

/** Findings about checks that are not possible. No rule reports them. */
export const UNKNOWN_POLICIES = ['tools-unknown'] as const;

export type PolicyFindingId = keyof typeof POLICY_FINDINGS | (typeof UNKNOWN_POLICIES)[number];

/** The rules about policies. */
export type PolicyRuleId = Extract<(typeof POLICY_FINDINGS)[keyof typeof POLICY_FINDINGS], `policies-${string}`>;

/** The rule that reports a finding; undefined for a finding about a check that is not possible. */
export function ruleOfPolicyFinding(id: string): (typeof POLICY_FINDINGS)[keyof typeof POLICY_FINDINGS] | undefined {
  return Object.hasOwn(POLICY_FINDINGS, id) ? POLICY_FINDINGS[id as keyof typeof POLICY_FINDINGS] : undefined;
}
