import { Names } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { IAM_POLICY_NAME_CHARACTERS } from '../service/limits';

/** A statement of a policy document, as JSON with tokens. */
export type StatementJson = Readonly<Record<string, unknown>>;

export function policyDocument(statements: readonly StatementJson[]): object {
  return { Version: '2012-10-17', Statement: statements };
}

export const EMPTY_DOCUMENT_CHARACTERS = JSON.stringify(policyDocument([])).length;

/** An inline policy of a role of the app. An `iam.Policy` for each target makes synthesis a quarter slower. */
export class InlinePolicy extends iam.CfnPolicy {
  /**
   * @param named the construct that the policy is named after. The name is unique in the app: a role may have policies from several stacks.
   * @param isWritten whether the policy is in the template. Evaluated at synthesis.
   */
  constructor(scope: Construct, named: Construct, role: iam.IRole, statements: readonly StatementJson[], private readonly isWritten: () => boolean) {
    super(scope, 'Resource', {
      policyName: Names.uniqueResourceName(named, { maxLength: IAM_POLICY_NAME_CHARACTERS }),
      policyDocument: policyDocument(statements),
      roles: [role.roleName],
    });
  }

  protected shouldSynthesize(): boolean {
    return this.isWritten();
  }
}
