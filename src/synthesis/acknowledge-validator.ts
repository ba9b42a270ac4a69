import { CfnResource, Validations } from 'aws-cdk-lib';

/**
 * How the validator that is bundled in aws-cdk-lib reports a property that its schemas do not have.
 *
 * Inside a union, all that it can say is that no branch fits.
 */
export enum ValidatorRule {
  UNKNOWN_PROPERTY = 'F3002',
  NO_BRANCH_OF_UNION = 'F3018',
}

/**
 * Acknowledges that the validator refuses a property which CloudFormation takes, on the one resource that has it.
 *
 * For properties that CloudFormation is known to take, and only when they are set: the CDK acknowledges a rule on a resource and nothing finer,
 * so other findings of that rule on that resource go unseen.
 */
export function acknowledgeValidator(resource: CfnResource, rule: ValidatorRule, property: string): void {
  Validations.of(resource).acknowledge({
    id: `CloudFormation-Validate::${rule}`,
    reason: `CloudFormation takes \`${property}\`, which the schemas bundled in aws-cdk-lib do not have yet`,
  });
}
