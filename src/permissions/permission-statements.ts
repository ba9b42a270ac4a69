import * as iam from 'aws-cdk-lib/aws-iam';
import type { PermissionResource } from '../service/permission';
import { PermissionName, PERMISSIONS } from '../service/permissions';

/** The ARNs or ARN patterns of the resources that permissions are for. */
type PermissionArns = { readonly [resource in PermissionResource]?: string | readonly string[] };

/**
 * Statements that allow the named permissions on these resources, and nothing else.
 *
 * Permissions on the same resources share a statement, because IAM limits the length of policies. A permission with a condition has its own.
 */
export function permissionStatements(names: readonly PermissionName[], arns: PermissionArns): iam.PolicyStatement[] {
  const resourcesOf = new Map<string, Set<string>>();
  const conditional: iam.PolicyStatement[] = [];
  for (const { actions, on, condition } of names.map((name) => PERMISSIONS[name])) {
    const resources = on.flatMap((resource) => arns[resource] ?? missing(resource));
    if (condition) {
      const conditions = { [condition.operator]: { [condition.key]: condition.value } };
      conditional.push(new iam.PolicyStatement({ actions: [...actions], resources, conditions }));
      continue;
    }
    for (const action of actions) resourcesOf.set(action, new Set([...resourcesOf.get(action) ?? [], ...resources]));
  }
  const statements = new Map<string, { readonly actions: string[]; readonly resources: string[] }>();
  for (const [action, resources] of resourcesOf) {
    const key = [...resources].join('\n');
    statements.set(key, { actions: [...statements.get(key)?.actions ?? [], action], resources: [...resources] });
  }
  return [...[...statements.values()].map((statement) => new iam.PolicyStatement(statement)), ...conditional];
}

function missing(resource: PermissionResource): never {
  throw new Error(`no ARN was given for \`${resource}\``);
}
