import { IResource, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct, IDependable } from 'constructs';
import { dependable } from '../order/dependable';
import { StackOrder } from '../order/stack-order';
import { markAsOwn } from '../synthesis/own-construct';

/** The policies of calls, by the role of the caller. */
const POLICIES = new WeakMap<iam.IRole, Set<iam.Policy>>();

/**
 * A principal whose statements go into a policy for this caller and this callee only.
 *
 * The default policy of a role exists before the code with this role. With such a policy instead, nothing waits for the permission, so agents
 * can call each other or themselves. It is in the stack of the caller, or in the stack of the callee if that must be deployed later.
 *
 * @throws GatewayError `order-cycle` if neither stack can be deployed after the other
 */
export function principalOfCall(role: iam.Role, caller: IConstruct, callee: IResource): iam.IPrincipal {
  const order = StackOrder.of(callee);
  const scope = order.allows(role, [callee]) || !order.allows(callee, [role]) ? Stack.of(role) : Stack.of(callee);
  const id = `${caller.node.id}-Calls-${callee.node.id}-${caller.node.addr.slice(-8)}${callee.node.addr.slice(-8)}`;
  const policy = scope.node.tryFindChild(id) as iam.Policy | undefined ?? createPolicy(scope, id, role);
  order.require(
    { later: policy, earlier: callee, because: `allows ${caller.node.path} to call` },
    { later: policy, earlier: role, because: `allows ${caller.node.path} to call ${callee.node.path}, with` },
  );
  return Object.create(role, {
    grantPrincipal: { get() { return this as iam.IPrincipal; } },
    addToPrincipalPolicy: {
      value(statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
        policy.addStatements(statement);
        return { statementAdded: true, policyDependable: policy };
      },
    },
  }) as iam.IPrincipal;
}

/** The policies of the calls of a role that are in the stack of `dependent`, including those added later. */
export function policiesOfCalls(role: iam.IRole, dependent: IConstruct): IDependable {
  return dependable(() => [...POLICIES.get(role) ?? []].filter((policy) => Stack.of(policy) === Stack.of(dependent)));
}

function createPolicy(scope: Stack, id: string, role: iam.Role): iam.Policy {
  const policy = new iam.Policy(scope, id, { roles: [role] });
  markAsOwn(policy);
  POLICIES.set(role, (POLICIES.get(role) ?? new Set()).add(policy));
  return policy;
}
