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
  /** @param isWritten whether the policy is in the template. Evaluated at synthesis. */
  constructor(scope: Construct, id: string, role: iam.IRole, statements: readonly StatementJson[], private readonly isWritten: () => boolean) {
    super(scope, id, {
      // Unique in the app, because a role may have policies from several stacks.
      policyName: `${Names.uniqueResourceName(scope, { maxLength: IAM_POLICY_NAME_CHARACTERS - id.length - 1 })}-${id}`,
      policyDocument: policyDocument(statements),
      roles: [role.roleName],
    });
  }

  protected shouldSynthesize(): boolean {
    return this.isWritten();
  }
}
