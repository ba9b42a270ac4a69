import { Stack } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { annotate } from '../synthesis/annotate';

/** Warns that the app cannot change the policies of a role, with the missing statements. */
export function warnOfMissingStatements(scope: Construct, role: iam.IGrantable, statements: iam.PolicyStatement[]): void {
  const who = Construct.isConstruct(role) ? `role ${role.node.path}` : 'the principal';
  const json = statements.map((s) => JSON.stringify(Stack.of(scope).resolve(s.toStatementJson()))).join(', ');
  annotate(scope, 'role-not-changed', `this app cannot change the policies of ${who}, so nothing was granted`, `add these statements manually: ${json}`);
}
