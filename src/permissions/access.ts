import { Annotations, IResource, Stack, Token } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct, Dependable, IConstruct } from 'constructs';
import { missingStatementsText } from './role-policy';
import { Ordered, StackOrder } from '../order/stack-order';
import { RuntimeConfig } from '../runtime-config/runtime-config';
import { ERROR_PREFIX } from '../synthesis/gateway-error';

/** A call that is to be allowed: on what, and how. */
export interface InvokeAccess {
  /** The gateway or the runtime. */
  readonly resource: IResource;
  /** Adds to its resource policy; one that is imported cannot be given any from here. */
  readonly addToResourcePolicy?: (statement: iam.PolicyStatement) => iam.AddToResourcePolicyResult;
  readonly grantee: iam.IGrantable;
  readonly actions: string[];
  /** ARNs for the caller's own policy. */
  readonly resourceArns: string[];
  /** ARNs for the resource's policy, where the service takes no wildcards. */
  readonly resourceSelfArns: string[];
}

/**
 * Allows a caller to invoke a gateway or an agent, and never silently does nothing.
 *
 * A caller of another account is allowed on both sides; a role that cannot be changed from here is named with what it is missing.
 */
export function grantInvoke(access: InvokeAccess): iam.Grant {
  const { resource, grantee } = access;
  StackOrder.of(resource).require(...waiting(grantee).map((later) => ({ later, earlier: resource, because: 'may invoke, and therefore comes after,' })));
  const { actions, resourceArns, resourceSelfArns, addToResourcePolicy } = access;
  const grant = addToResourcePolicy
    ? iam.Grant.addToPrincipalOrResource({
      grantee, actions, resourceArns, resourceSelfArns, resource: Object.create(resource, { addToResourcePolicy: { value: addToResourcePolicy } }),
    })
    : iam.Grant.addToPrincipal({ grantee, actions, resourceArns });
  warnIfNothingWasAdded(resource, grantee, grant);
  return grant;
}

/** What comes after the callee: the policy of the caller's role, which may be in another stack than the caller, and a caller that is not a mere role. */
function waiting(grantee: iam.IGrantable): Ordered[] {
  const { grantPrincipal } = grantee;
  return [
    ...Construct.isConstruct(grantPrincipal) ? [{ in: grantPrincipal, part: 'policy' }] : [],
    ...Construct.isConstruct(grantee) && grantee !== (grantPrincipal as unknown) ? [grantee] : [],
  ];
}

/** A role imported as immutable claims to have taken the statement; that nothing depends on it tells that it did not. */
function warnIfNothingWasAdded(resource: IConstruct, grantee: iam.IGrantable, grant: iam.Grant): void {
  if (grant.resourceStatements.length > 0) {
    const account = grantee.grantPrincipal.principalAccount;
    if (account !== undefined && !Token.isUnresolved(account)) {
      Annotations.of(resource).addInfoV2(`${ERROR_PREFIX}:other-account`,
        `a caller of account ${account} was allowed in the resource policy; its own account must allow the call too`);
    }
    return;
  }
  const principal = grantee.grantPrincipal;
  // Roles of the app only know at synthesis which of their policies took the statement.
  if (principal instanceof iam.Role || principal instanceof iam.LazyRole || Dependable.of(grant).dependencyRoots.length > 0) return;
  Annotations.of(resource).addWarningV2(`${ERROR_PREFIX}:role-not-changed`, missingStatementsText(resource as Construct, grantee, grant.principalStatements));
}

/** Tells code that runs as `grantee` where the Runtime Configuration is, as far as it has an environment to tell it in. */
export function grantDiscovery(grantee: iam.IGrantable): void {
  if (isFunction(grantee)) {
    const config = RuntimeConfig.of(grantee);
    grantee.addEnvironment(RuntimeConfig.APPLICATION_ID_VARIABLE, config.applicationId);
    config.grantRead(grantee);
  }
}

function isFunction(grantee: iam.IGrantable): grantee is lambda.Function {
  return grantee instanceof lambda.Function;
}

/**
 * The resource policy of a gateway, a runtime or an endpoint, created with its first statement.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/resource-based-policies.html
 */
export class AgentCoreResourcePolicy {
  private document?: iam.PolicyDocument;

  constructor(private readonly scope: Construct, private readonly id: string, private readonly resourceArn: string) {}

  public add(statement: iam.PolicyStatement): iam.AddToResourcePolicyResult {
    if (!this.document) {
      const document = new iam.PolicyDocument();
      new agentcore.CfnResourcePolicy(this.scope, this.id, {
        resourceArn: this.resourceArn,
        policy: Stack.of(this.scope).toJsonString(document),
      });
      this.document = document;
    }
    this.document.addStatements(statement);
    return { statementAdded: true, policyDependable: this.scope };
  }
}
