import * as iam from 'aws-cdk-lib/aws-iam';
import { DependencyGroup } from 'constructs';

let recordings = 0;

/**
 * Runs `grant`, and returns the statements granted to `role` instead of adding them to its default policy.
 *
 * A gateway that depends on the default policy depends on everything else granted there: a possible circular dependency. The methods of the
 * role itself are replaced while `grant` runs, because code that is called through jsii, such as an interceptor in Python, gets the role
 * and not a proxy.
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
    // `lambda.Function` caches grants by this text. A recorded grant must not count as granted elsewhere, or the reverse.
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
