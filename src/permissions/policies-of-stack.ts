import { createHash } from 'crypto';
import { Stack } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, Dependable, IDependable } from 'constructs';
import { EMPTY_DOCUMENT_CHARACTERS, InlinePolicy, StatementJson } from './inline-policy';
import { ManagedPolicies } from './managed-policies';
import { charactersOf, contentOf } from './policy-content';
import { dependable } from '../order/dependable';
import { childOf } from '../synthesis/child';

/** Statements that one or several constructs need. */
interface Grant {
  readonly content: string;
  readonly statements: readonly StatementJson[];
  /** A policy of the construct, or a shared one if several constructs need the statements. */
  policy: InlinePolicy;
  isShared: boolean;
}

/**
 * The policies of a role in one stack.
 *
 * Those with permissions for several constructs are named after their content: they are created and deleted, but never changed, so an
 * update takes no permission from a construct that still needs it.
 */
export class PoliciesOfStack {
  public readonly path: string;
  /** The length of the inline policies, if they are written. */
  public characters = 0;
  private readonly grants = new Map<string, Grant>();
  private managed: ManagedPolicies | undefined;

  /** @param isInline whether the stack has inline policies. Evaluated at synthesis. */
  constructor(private readonly role: iam.IRole, private readonly stack: Stack, private readonly isInline: () => boolean) {
    this.path = stack.node.path;
  }

  public add(scope: Construct, id: string, statements: readonly StatementJson[]): IDependable {
    let isFinal = true;
    const content = contentOf(this.stack, statements, () => (isFinal = false));
    // What is lazy may differ at synthesis.
    const key = isFinal ? content : `${scope.node.path} ${content}`;
    const known = this.grants.get(key);
    if (known) this.share(known);
    const grant = known ?? this.create(scope, id, content, statements);
    this.grants.set(key, grant);
    return dependable(() => this.isInline() ? [grant.policy] : Dependable.of(this.managed!.all).dependencyRoots);
  }

  /** Prepares managed policies. */
  public allowManaged(): void {
    if (this.managed) return;
    this.managed = new ManagedPolicies(childOf(this.scope, `${this.name}-AgentCore`), this.role, () => !this.isInline());
    for (const { statements } of this.grants.values()) this.managed.add(statements);
  }

  private create(scope: Construct, id: string, content: string, statements: readonly StatementJson[]): Grant {
    this.characters += charactersOf(content) + EMPTY_DOCUMENT_CHARACTERS;
    this.managed?.add(statements);
    return { content, statements, policy: new InlinePolicy(scope, id, this.role, statements, this.isInline), isShared: false };
  }

  private share(grant: Grant): void {
    if (grant.isShared) return;
    const { scope, id } = grant.policy.node;
    scope!.node.tryRemoveChild(id);
    const hash = createHash('sha256').update(grant.content).digest('hex').slice(0, 8);
    grant.policy = new InlinePolicy(this.scope, `${this.name}-Shared${hash}`, this.role, grant.statements, this.isInline);
    grant.isShared = true;
  }

  /** Beside the role, so that who depends on the role does not depend on what its policies refer to. */
  private get scope(): Construct {
    return this.isLocal ? this.role.node.scope! as Construct : this.stack;
  }

  /** Identifies the role in the scope. */
  private get name(): string {
    const { id, addr } = this.role.node;
    return this.isLocal ? id : `${id}-${addr.slice(-8)}`;
  }

  private get isLocal(): boolean {
    return Stack.of(this.role) === this.stack;
  }
}
