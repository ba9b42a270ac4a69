import { CfnResource, Names, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, IDependable } from 'constructs';
import { IAM_POLICY_NAME_CHARACTERS, MANAGED_POLICY_CHARACTERS, PSEUDO_PARAMETER_CHARACTERS, REFERENCE_CHARACTERS, ROLE_INLINE_POLICY_CHARACTERS } from '../service/limits';
import { annotate } from '../synthesis/annotate';
import { markAsOwn } from '../synthesis/own-construct';

/** Past this share of what IAM allows inline, further targets of a stack share managed policies: below the share that a rule warns of. */
const INLINE_CHARACTERS = 0.75 * ROLE_INLINE_POLICY_CHARACTERS;
/** Lengths are estimates before deployment, so managed policies keep some room. */
const MANAGED_CHARACTERS = 0.85 * MANAGED_POLICY_CHARACTERS;
const TOKEN = /\$\{Token\[([^\]]+)\]\}/g;

/**
 * What a gateway's role may do, one policy per reason, so that each reason can be waited for, and goes
 * when it goes.
 *
 * Nothing is ever written into the role's default policy: a gateway that depended on that would depend
 * on all its targets, and every target on all others.
 */
export class RolePolicies {
  private inlineCharacters = 0;
  /** Which managed policy takes further statements, in each stack with targets of the gateway. */
  private readonly managed = new Map<Stack, { readonly policy: iam.ManagedPolicy; characters: number }>();
  private managedCount = 0;
  private refused = false;

  constructor(private readonly gateway: Construct, private readonly role: iam.IRole) {}

  /**
   * Attaches `statements` to the role by a policy inside `scope`, or by one that several targets of the same stack share.
   *
   * @returns what to wait for
   */
  public attach(scope: Construct, id: string, statements: iam.PolicyStatement[]): IDependable {
    const characters = policyLength(statements);
    const fits = this.inlineCharacters + characters <= INLINE_CHARACTERS;
    if (!fits && !this.refused) return this.attachManaged(Stack.of(scope), statements, characters);
    return this.role instanceof iam.Role ? this.attachResource(scope, id, statements, this.role, characters) : this.attachInline(scope, id, statements);
  }

  /** Attaches `statements` by a policy that nobody else has a part in. */
  public attachInline(scope: Construct, id: string, statements: iam.PolicyStatement[]): iam.Policy {
    this.inlineCharacters += policyLength(statements);
    const policy = new iam.Policy(scope, id, { statements });
    // Asked this way, a role that must stay as it is can refuse.
    this.role.attachInlinePolicy(policy);
    if (!(this.role instanceof iam.Role) && !isAttached(policy)) {
      this.refused = true;
      warnOfMissingStatements(scope, this.role, statements);
    }
    return policy;
  }

  /**
   * Attaches `statements` to a role of the app by nothing but the resource: with an `iam.Policy` for each target, synthesis
   * takes a quarter longer.
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
        description: 'What more targets of the gateway need than fits into its role\'s inline policies',
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

/** How many characters IAM will count for a policy of these statements, estimated before deployment. */
function policyLength(statements: iam.PolicyStatement[]): number {
  const text = JSON.stringify({ Version: '2012-10-17', Statement: statements.map((s) => s.toStatementJson()) });
  return text.replace(TOKEN, (_token, name: string) => 'x'.repeat(name.startsWith('AWS.') ? PSEUDO_PARAMETER_CHARACTERS : REFERENCE_CHARACTERS)).length;
}

/** An imported role may refuse policies without a word; the user must then add the statements by hand. */
function isAttached(policy: iam.Policy): boolean {
  const roles = Stack.of(policy).resolve((policy.node.defaultChild as iam.CfnPolicy).roles);
  return Array.isArray(roles) && roles.length > 0;
}

/** Names what a role that cannot be changed from here is missing. */
export function warnOfMissingStatements(scope: Construct, role: iam.IGrantable, statements: iam.PolicyStatement[]): void {
  const who = Construct.isConstruct(role) ? `role ${role.node.path}` : 'the principal';
  const json = statements.map((s) => JSON.stringify(Stack.of(scope).resolve(s.toStatementJson()))).join(', ');
  annotate(scope, 'role-not-changed', `${who} cannot be changed from here, so nothing was granted`, `add by hand: ${json}`);
}

/** The one CloudFormation resource of a policy. */
export function policyResource(policy: IDependable): CfnResource {
  return (policy as Construct).node.defaultChild as CfnResource;
}
