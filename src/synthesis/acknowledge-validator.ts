import { CfnResource, Validations } from 'aws-cdk-lib';

/**
 * The rules of the validator in aws-cdk-lib that report a property or a value that its schemas do not have.
 *
 * For a property inside a union, the validator only reports that no branch matches.
 */
export enum ValidatorRule {
  UNKNOWN_PROPERTY = 'F3002',
  NO_BRANCH_OF_UNION = 'F3018',
  PATTERN = 'F3031',
}

/**
 * Acknowledges that the validator rejects a property that CloudFormation accepts, on the resource that has it.
 *
 * Only for a property that is set: the CDK can only acknowledge a rule for the entire resource, which hides its other findings there.
 */
export function acknowledgeValidator(resource: CfnResource, rule: ValidatorRule, property: string): void {
  Validations.of(resource).acknowledge({
    id: `CloudFormation-Validate::${rule}`,
    reason: `CloudFormation accepts \`${property}\`, which the schemas bundled in aws-cdk-lib do not have yet`,
  });
}
