import * as iam from 'aws-cdk-lib/aws-iam';
import { DependencyGroup } from 'constructs';

let recordings = 0;

/**
 * Runs `grant`, and returns the statements that it gives to `role` instead of adding them to the role's default policy.
 *
 * A gateway that depended on the default policy would depend on whatever else is granted there, and could wait for itself. While `grant`
 * runs, the role itself records: code that is called across jsii, such as an interceptor written in Python, is handed this very role.
 */
export function recordGrants<T>(role: iam.IRole, grant: () => T): { readonly result: T; readonly statements: iam.PolicyStatement[] } {
  const statements: iam.PolicyStatement[] = [];
  recordings += 1;
  const addToPrincipalPolicy = (statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult => {
    statements.push(statement);
    return { statementAdded: true, policyDependable: new DependencyGroup() };
  };
  const recorder = {
    addToPrincipalPolicy,
    addToPolicy: (statement: iam.PolicyStatement) => addToPrincipalPolicy(statement).statementAdded,
    // Lambda remembers by this text whom it has granted: what is recorded here must not count as granted elsewhere, nor the other way round.
    toString: () => `${role.node.path} (recording ${recordings})`,
  };
  const names = Object.keys(recorder);
  const own = names.map((name) => [name, Object.getOwnPropertyDescriptor(role, name)] as const);
  for (const [name, value] of Object.entries(recorder)) Object.defineProperty(role, name, { value, configurable: true });
  try {
    return { result: grant(), statements };
  } finally {
    for (const [name, descriptor] of own) {
      Reflect.deleteProperty(role, name);
      if (descriptor) Object.defineProperty(role, name, descriptor);
    }
  }
}
