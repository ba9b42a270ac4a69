import { CfnResource, Names, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, IDependable } from 'constructs';
import { IAM_POLICY_NAME_CHARACTERS, MANAGED_POLICY_CHARACTERS, PSEUDO_PARAMETER_CHARACTERS, REFERENCE_CHARACTERS, ROLE_INLINE_POLICY_CHARACTERS } from '../service/limits';
import { annotate } from '../synthesis/annotate';
import { markAsOwn } from '../synthesis/own-construct';

/** Above this share of the inline policy quota, more targets of a stack share managed policies. A rule warns only at a higher share. */
const INLINE_CHARACTERS = 0.75 * ROLE_INLINE_POLICY_CHARACTERS;
/** Lengths are estimated before deployment, so managed policies keep a margin. */
const MANAGED_CHARACTERS = 0.85 * MANAGED_POLICY_CHARACTERS;
const TOKEN = /\$\{Token\[([^\]]+)\]\}/g;

/**
 * The policies of a gateway's role: one for the gateway and one for each target, so that each resource depends only on its own policy, which
 * is removed with it.
 *
 * Nothing is added to the default policy of the role: a gateway that depends on it would depend on all its targets, and every target on all
 * others.
 */
export class RolePolicies {
  private inlineCharacters = 0;
  /** The managed policy for the next statements, in each stack with targets of the gateway. */
  private readonly managed = new Map<Stack, { readonly policy: iam.ManagedPolicy; characters: number }>();
  private managedCount = 0;
  private isImmutable = false;

  constructor(private readonly gateway: Construct, private readonly role: iam.IRole) {}

  /**
   * Attaches `statements` to the role in a policy inside `scope`, or in one that several targets of the same stack share.
   *
   * @returns the policy, to depend on
   */
  public attach(scope: Construct, id: string, statements: iam.PolicyStatement[]): IDependable {
    const characters = policyLength(statements);
    const fits = this.inlineCharacters + characters <= INLINE_CHARACTERS;
    if (!fits && !this.isImmutable) return this.attachManaged(Stack.of(scope), statements, characters);
    return this.role instanceof iam.Role ? this.attachResource(scope, id, statements, this.role, characters) : this.attachInline(scope, id, statements);
  }

  /** Attaches `statements` in a policy that is not shared. */
  public attachInline(scope: Construct, id: string, statements: iam.PolicyStatement[]): iam.Policy {
    this.inlineCharacters += policyLength(statements);
    const policy = new iam.Policy(scope, id, { statements });
    // Immutable roles ignore `attachInlinePolicy`, which is detected below.
    this.role.attachInlinePolicy(policy);
    if (!(this.role instanceof iam.Role) && !isAttached(policy)) {
      this.isImmutable = true;
      warnOfMissingStatements(scope, this.role, statements);
    }
    return policy;
  }

  /**
   * Attaches `statements` to a role of the app in a `CfnPolicy`. An `iam.Policy` for each target makes synthesis a quarter slower.
   */
  private attachResource(scope: Construct, id: string, statements: iam.PolicyStatement[], role: iam.Role, characters: number): IDependable {
    this.inlineCharacters += characters;
    return new iam.CfnPolicy(new Construct(scope, id), 'Resource', {
      // Unique in the app: the role may have policies from several stacks.
      policyName: Names.uniqueResourceName(scope, { maxLength: IAM_POLICY_NAME_CHARACTERS }),
      policyDocument: { Version: '2012-10-17', Statement: statements.map((statement) => statement.freeze().toStatementJson()) },
      roles: [role.roleName],
    });
  }

  private attachManaged(stack: Stack, statements: iam.PolicyStatement[], characters: number): IDependable {
    let managed = this.managed.get(stack);
    if (!managed || managed.characters + characters > MANAGED_CHARACTERS) {
      this.managedCount += 1;
      const id = `TargetPolicies${this.managedCount}`;
      const isLocal = stack === Stack.of(this.gateway);
      const policy = new iam.ManagedPolicy(isLocal ? this.gateway : stack, isLocal ? id : `${this.gateway.node.id}-${id}-${this.gateway.node.addr.slice(-8)}`, {
        description: 'Permissions of targets beyond the inline policy quota of the role',
        roles: [this.role],
      });
      markAsOwn(policy);
      managed = { policy, characters: 0 };
      this.managed.set(stack, managed);
    }
    managed.characters += characters;
    managed.policy.addStatements(...statements);
    return managed.policy;
  }
}

/** Estimates the number of characters that IAM counts for a policy with these statements. */
function policyLength(statements: iam.PolicyStatement[]): number {
  const text = JSON.stringify({ Version: '2012-10-17', Statement: statements.map((s) => s.toStatementJson()) });
  return text.replace(TOKEN, (_token, name: string) => 'x'.repeat(name.startsWith('AWS.') ? PSEUDO_PARAMETER_CHARACTERS : REFERENCE_CHARACTERS)).length;
}

/** An imported role may silently ignore policies. */
function isAttached(policy: iam.Policy): boolean {
  const roles = Stack.of(policy).resolve((policy.node.defaultChild as iam.CfnPolicy).roles);
  return Array.isArray(roles) && roles.length > 0;
}

/** Warns that the app cannot change the policies of a role, with the missing statements. */
export function warnOfMissingStatements(scope: Construct, role: iam.IGrantable, statements: iam.PolicyStatement[]): void {
  const who = Construct.isConstruct(role) ? `role ${role.node.path}` : 'the principal';
  const json = statements.map((s) => JSON.stringify(Stack.of(scope).resolve(s.toStatementJson()))).join(', ');
  annotate(scope, 'role-not-changed', `this app cannot change the policies of ${who}, so nothing was granted`, `add these statements manually: ${json}`);
}

/** The CloudFormation resource of a policy. */
export function policyResource(policy: IDependable): CfnResource {
  return (policy as Construct).node.defaultChild as CfnResource;
}
