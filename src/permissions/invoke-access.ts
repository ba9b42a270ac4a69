import { IResource, Stack, Token } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, Dependable, IConstruct } from 'constructs';
import { principalOfCall } from './call-policy';
import { warnOfMissingStatements } from './role-not-changed';
import { apiMessage } from '../findings/api-message';
import { CALLS, Ordered, StackOrder } from '../order/stack-order';
import { annotate } from '../synthesis/annotate';
import { certainlyDiffer } from '../synthesis/certainly-differ';
import { GatewayError } from '../synthesis/gateway-error';

/** What to invoke: a gateway or a runtime. */
interface Callee {
  /** Without a resource policy if it is imported. */
  readonly resource: IResource | iam.IResourceWithPolicy;
  readonly actions: string[];
  /** ARNs for the caller's policy. */
  readonly resourceArns: string[];
  /** The same ARNs built from the name, for callers in another account or region; undefined if the name is unknown. */
  readonly resourceArnsByName?: string[];
  /** The exact ARN, for the callee's resource policy. */
  readonly resourceSelfArns: string[];
}

/**
 * Allows a caller to invoke a gateway or an agent.
 *
 * A caller of another account is allowed in its own policy and in the resource policy. If the app cannot change the policies of the role,
 * a warning lists the missing statements.
 */
export function grantInvoke({ resource, ...callee }: Callee, grantee: iam.IGrantable): iam.Grant {
  const { actions, resourceArnsByName, resourceSelfArns } = callee;
  const byName = resourceArnsByName !== undefined && isElsewhere(resource, grantee);
  const resourceArns = byName ? resourceArnsByName : callee.resourceArns;
  const principal = byName ? grantee : { grantPrincipal: principalFor(resource, grantee) };
  if (!hasResourcePolicy(resource)) {
    const grant = iam.Grant.addToPrincipal({ grantee: principal, actions, resourceArns });
    warnIfNothingWasAdded(resource, grantee, grant);
    return grant;
  }
  if (isOfAnotherAccount(resource, grantee)) requireRoleName(resource, grantee);
  const grant = iam.Grant.addToPrincipalOrResource({ grantee: principal, actions, resourceArns, resourceSelfArns, resource });
  warnIfNothingWasAdded(resource, grantee, grant);
  return grant;
}

/** Whether a caller is known to be in another account than what it calls. */
export function isOfAnotherAccount(resource: IResource, grantee: iam.IGrantable): boolean {
  const { principalAccount } = grantee.grantPrincipal;
  return principalAccount !== undefined && certainlyDiffer(resource.env.account, principalAccount);
}

function hasResourcePolicy(resource: IResource | iam.IResourceWithPolicy): resource is iam.IResourceWithPolicy {
  return 'addToResourcePolicy' in resource;
}

/** A stack cannot refer to a resource in another account or region, so the ARN there is built from the name. */
function isElsewhere(resource: IResource, grantee: iam.IGrantable): boolean {
  return dependents(grantee).some((policy) => Stack.of('in' in policy ? policy.in : policy).environment !== Stack.of(resource).environment);
}

/**
 * The principal that gets the statement: the caller, whose default policy then exists before its code, or one with a policy of its own for
 * this call.
 *
 * An agent that calls an agent always has the latter, because they may call each other. Others have it if they cannot be deployed after the
 * callee, such as a target of the gateway that they call.
 */
function principalFor(resource: IResource, grantee: iam.IGrantable): iam.IPrincipal {
  const role = grantee.grantPrincipal;
  const later = dependents(grantee);
  const ownPolicy = (isRuntime(resource) && isRuntime(callerOf(grantee))) || !later.every((one) => StackOrder.of(resource).allows(one, [resource]));
  if (ownPolicy && role instanceof iam.Role) return principalOfCall(role, callerOf(grantee)!, resource);
  requireCallerAfter(resource, grantee);
  return role;
}

/** The code that calls, as far as it is known: the construct of a role that was created with it. */
function callerOf(grantee: iam.IGrantable): IConstruct | undefined {
  if (Construct.isConstruct(grantee) && grantee !== (grantee.grantPrincipal as unknown)) return grantee;
  const role: unknown = grantee.grantPrincipal;
  if (!Construct.isConstruct(role)) return undefined;
  return isRuntime(role.node.scope) ? role.node.scope : role;
}

function isRuntime(construct: unknown): construct is IConstruct {
  return construct instanceof agentcore.Runtime;
}

/** The policy of a caller refers to what it calls, so its stack is deployed after the other. */
export function requireCallerAfter(resource: IConstruct, grantee: iam.IGrantable): void {
  StackOrder.of(resource).require(...dependents(grantee).map((later) => ({ later, earlier: resource, because: CALLS })));
}

/** What must be deployed after the callee: the policy of the caller's role, which may be in another stack, and the caller if it is not a role. */
function dependents(grantee: iam.IGrantable): Ordered[] {
  const { grantPrincipal } = grantee;
  return [
    ...Construct.isConstruct(grantPrincipal) ? [{ in: grantPrincipal, part: 'policy' }] : [],
    ...Construct.isConstruct(grantee) && grantee !== (grantPrincipal as unknown) ? [grantee] : [],
  ];
}

/** The CDK can name a role in another account's template only when the role has a physical name. */
function requireRoleName(resource: IConstruct, grantee: iam.IGrantable): void {
  const role = grantee.grantPrincipal;
  if (!(role instanceof iam.Role)) return;
  try {
    Stack.of(resource).resolve(role.roleArn);
  } catch {
    throw new GatewayError('caller-role-without-name', resource,
      `${resource.node.path} and ${role.node.path} are in different accounts, so the resource policy must name the role, and the role has no physical name`,
      apiMessage`create the role with \`roleName: PhysicalName.GENERATE_IF_NEEDED\` (for an \`AgentRuntime\`, pass it as \`executionRole\`)`);
  }
}

/**
 * Whether the caller's own policy holds the statement.
 *
 * An immutable imported role reports the statement as added although it was dropped; an empty dependency list reveals that. For roles of
 * the app, the list is complete only at synthesis.
 */
export function isInCallersPolicy(grant: iam.Grant, { grantPrincipal }: iam.IGrantable): boolean {
  if (grant.principalStatements.length === 0) return false;
  return isRoleOfApp({ grantPrincipal }) || Dependable.of(grant).dependencyRoots.length > 0;
}

function isRoleOfApp({ grantPrincipal }: iam.IGrantable): boolean {
  return grantPrincipal instanceof iam.Role || grantPrincipal instanceof iam.LazyRole;
}

/** Warns if the app cannot change the policies of the role, with the missing statements. */
export function warnIfNothingWasAdded(resource: IConstruct, grantee: iam.IGrantable, grant: iam.Grant): void {
  if (grant.resourceStatements.length > 0) {
    const account = grantee.grantPrincipal.principalAccount;
    if (account !== undefined && !Token.isUnresolved(account) && !isRoleOfApp(grantee)) {
      annotate(resource, 'other-account', `a caller of account ${account} was allowed in the resource policy`, 'allow the call in that account too');
    }
    return;
  }
  if (grant.principalStatements.length === 0 || isInCallersPolicy(grant, grantee)) return;
  warnOfMissingStatements(resource as Construct, grantee, grant.principalStatements);
}
