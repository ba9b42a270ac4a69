import * as iam from 'aws-cdk-lib/aws-iam';
import { DependencyGroup } from 'constructs';

/**
 * A stand-in for a role that keeps the statements other constructs grant it, instead of writing them
 * into the role's default policy.
 *
 * Everything else (ARN, account, trust) is the role's own, so grants that also touch a resource policy stay right.
 */
export class StatementCollector {
  /** What was granted so far, in order. */
  public readonly statements: iam.PolicyStatement[] = [];
  /** Hand this to `grant…` methods. */
  public readonly role: iam.IRole;

  constructor(role: iam.IRole) {
    const collect = (statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult => {
      this.statements.push(statement);
      return { statementAdded: true, policyDependable: new DependencyGroup() };
    };
    const standIn: iam.IRole = Object.create(role, {
      addToPrincipalPolicy: { value: collect },
      addToPolicy: { value: (statement: iam.PolicyStatement) => collect(statement).statementAdded },
      grantPrincipal: { get: () => standIn },
      // Lambda caches invoke grants by this text: the stand-in must not be taken for the role.
      toString: { value: () => `${role.node.path}/statements` },
    });
    this.role = standIn;
  }
}
