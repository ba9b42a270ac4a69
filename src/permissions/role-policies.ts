import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, DependencyGroup, IDependable } from 'constructs';
import type { StatementJson } from './inline-policy';
import { PoliciesOfStack } from './policies-of-stack';
import { charactersOf, contentOf } from './policy-content';
import { warnOfMissingStatements } from './role-not-changed';
import { ROLE_INLINE_POLICY_CHARACTERS } from '../service/limits';

/** While an update renames everything, the old policies exist together with the new ones. */
const INLINE_CHARACTERS = ROLE_INLINE_POLICY_CHARACTERS / 2;

const POLICIES = new WeakMap<iam.IRole, RolePolicies>();

/**
 * The policies of a role for everything that needs permissions of it, in all stacks: targets of one or several gateways, for example.
 *
 * Each target has an inline policy, so that it depends on its own permissions only, and targets with equal permissions share one. If the
 * inline policies together are longer than half of the quota of IAM, the largest stacks have managed policies instead. All this is chosen
 * at synthesis, so it does not depend on the order of calls.
 *
 * Nothing is added to the default policy of the role: a gateway that depends on it would depend on all its targets, and every target on all
 * others.
 */
export class RolePolicies {
  public static of(role: iam.IRole): RolePolicies {
    const policies = POLICIES.get(role) ?? new RolePolicies(role);
    POLICIES.set(role, policies);
    return policies;
  }

  private readonly stacks = new Map<Stack, PoliciesOfStack>();
  /** Characters of the policies that are inline in any case. */
  private fixed = 0;
  /** The stacks with inline policies; undefined until they are chosen. */
  private inline: ReadonlySet<PoliciesOfStack> | undefined;
  private readonly isMutable: boolean;

  private constructor(private readonly role: iam.IRole) {
    this.isMutable = acceptsPolicies(role);
  }

  /**
   * Attaches `statements` to the role, for `scope`.
   *
   * @returns the policies with the statements, to depend on
   */
  public attach(scope: Construct, id: string, statements: iam.PolicyStatement[]): IDependable {
    if (!this.isMutable) return this.report(scope, statements);
    const policies = this.in(Stack.of(scope)).add(scope, id, statements.map((statement) => statement.freeze().toStatementJson() as StatementJson));
    this.arrange();
    return policies;
  }

  /** Attaches `statements` in an inline policy of `scope` that is not shared, or adds them to it. */
  public attachInline(scope: Construct, id: string, statements: iam.PolicyStatement[]): IDependable {
    if (!this.isMutable) return this.report(scope, statements);
    let policy = scope.node.tryFindChild(id) as iam.Policy | undefined;
    if (!policy) {
      policy = new iam.Policy(scope, id);
      this.role.attachInlinePolicy(policy);
    }
    policy.addStatements(...statements);
    this.fixed += charactersOf(contentOf(scope, statements.map((statement) => statement.toStatementJson()), () => undefined));
    this.arrange();
    return policy;
  }

  private in(stack: Stack): PoliciesOfStack {
    const known = this.stacks.get(stack);
    if (known) return known;
    const policies: PoliciesOfStack = new PoliciesOfStack(this.role, stack, () => this.inlineStacks.has(policies));
    this.stacks.set(stack, policies);
    return policies;
  }

  /** After an addition: creates what may be needed, and chooses again. */
  private arrange(): void {
    this.inline = undefined;
    const policies = [...this.stacks.values()];
    const characters = policies.reduce((sum, stack) => sum + stack.characters, this.fixed);
    if (characters > INLINE_CHARACTERS) for (const stack of policies) stack.allowManaged();
  }

  /** As many stacks as fit have inline policies, the smallest first. */
  private get inlineStacks(): ReadonlySet<PoliciesOfStack> {
    if (this.inline) return this.inline;
    let left = INLINE_CHARACTERS - this.fixed;
    const bySize = [...this.stacks.values()].sort((a, b) => a.characters - b.characters || (a.path < b.path ? -1 : 1));
    this.inline = new Set(bySize.filter(({ characters }) => (left -= characters) >= 0));
    return this.inline;
  }

  /** The report of `iam.Role.customizeRoles` lists the statements of a role that the app does not create. For other roles, a warning does. */
  private report(scope: Construct, statements: iam.PolicyStatement[]): IDependable {
    for (const statement of statements) this.role.addToPrincipalPolicy(statement);
    if (!(this.role instanceof iam.Role)) warnOfMissingStatements(scope, this.role, statements);
    return new DependencyGroup();
  }
}

/** Whether policies can be attached to a role: an imported role may silently ignore them. */
function acceptsPolicies(role: iam.IRole): boolean {
  // A role that `iam.Role.customizeRoles` replaces has no resource.
  if (role instanceof iam.Role && role.node.defaultChild instanceof iam.CfnRole) return true;
  const id = 'Probe';
  const probe = new iam.Policy(role as unknown as Construct, id);
  role.attachInlinePolicy(probe);
  role.node.tryRemoveChild(id);
  const roles: unknown = Stack.of(probe).resolve((probe.node.defaultChild as iam.CfnPolicy).roles);
  return Array.isArray(roles) && roles.length > 0;
}
