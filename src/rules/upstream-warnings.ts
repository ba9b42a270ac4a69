/** Warnings of aws-cdk-lib that say what a rule says: who acknowledges one of them acknowledges the rule. */
export const UPSTREAM_WARNINGS = [
  { id: 'aws-cdk-lib.aws-bedrockagentcore:noAuthGateway', rule: 'auth-none-open' },
  { id: 'aws-cdk-lib.aws-bedrockagentcore:wildcardSecretArnGrant', rule: 'grants-wildcard-secret' },
] as const;

/** The id by which the CDK writes down in the assembly that a warning is acknowledged. */
export function acknowledgedAs(warning: string): string {
  return `Annotation::${warning}`;
}
