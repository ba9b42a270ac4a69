/** Warnings of aws-cdk-lib that correspond to a rule: acknowledging the warning acknowledges the rule. */
export const UPSTREAM_WARNINGS = [
  { id: 'aws-cdk-lib.aws-bedrockagentcore:noAuthGateway', rule: 'auth-none-open' },
  { id: 'aws-cdk-lib.aws-bedrockagentcore:wildcardSecretArnGrant', rule: 'grants-wildcard-secret' },
] as const;

/** The id that the CDK writes into the assembly for an acknowledged warning. */
export function acknowledgedAs(warning: string): string {
  return `Annotation::${warning}`;
}
