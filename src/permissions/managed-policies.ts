import { createHash } from 'crypto';
import { AspectPriority, Aspects, Lazy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, IDependable } from 'constructs';
import { EMPTY_DOCUMENT_CHARACTERS, policyDocument, StatementJson } from './inline-policy';
import { charactersOf, contentOf } from './policy-content';
import { dependable } from '../order/dependable';
import { LARGEST_MANAGED_POLICIES_PER_ROLE, MANAGED_POLICY_CHARACTERS } from '../service/limits';

/** Bytes of the hash of a resource that choose its policy: so many for each policy. */
const BYTES = 3;

/** What is allowed on one resource. */
interface Permission {
  /** The statement without actions and resources. */
  readonly rest: StatementJson;
  readonly restContent: string;
  /** Undefined for a statement with `NotResource`. */
  readonly resource: unknown;
  readonly resourceContent: string;
  readonly actions: Set<string>;
  readonly hash: Buffer;
}

/**
 * The managed policies of a role in one stack. They are `Managed1`, `Managed2` …, so an update replaces their documents and never adds to them.
 * Only the synthesis knows how many there are, so an aspect creates them.
 *
 * Each permission is in the policy that a hash of it chooses (rendezvous hashing): without another policy, nothing moves from one policy to
 * another, and with another, only into that one. Each policy depends on the next, so the new one exists before the others are changed, and
 * the last is deleted after they are.
 */
export class ManagedPolicies {
  /** A dependency on all policies: the first one is created after the others. */
  public readonly all: IDependable = dependable(() => {
    // If another aspect added the first statements, the aspect of this class may have come too late to be visited.
    if (!this.isVisited) this.create();
    return this.policies.slice(0, 1);
  });
  private readonly policies: ManagedPolicy[] = [];
  private readonly statements: StatementJson[] = [];
  private arranged: StatementJson[][] | undefined;
  private isVisited = false;

  /** @param isWritten whether the policies are in the template. Evaluated at synthesis. */
  constructor(private readonly scope: Construct, private readonly role: iam.IRole, private readonly isWritten: () => boolean = () => true) {
    const visit = (construct: unknown): void => {
      if (construct === scope) this.create();
    };
    Aspects.of(scope).add({ visit }, { priority: AspectPriority.READONLY });
  }

  public add(statements: readonly StatementJson[]): void {
    this.arranged = undefined;
    this.statements.push(...statements);
    if (this.isVisited) this.create();
  }

  /** Creates as many policies as there are documents, and one more, because lazy values may be longer later. */
  private create(): void {
    this.isVisited = true;
    const count = Math.min(this.documents.length + 1, LARGEST_MANAGED_POLICIES_PER_ROLE);
    for (let index = this.policies.length; index < count; index++) {
      const policy = new ManagedPolicy(new Construct(this.scope, `Managed${index + 1}`), 'Resource', {
        description: `Permissions of ${this.role.node.path}`,
        roles: [this.role.roleName],
        policyDocument: Lazy.any({ produce: () => policyDocument(this.documents[index]) }),
      }, () => this.isWritten() && index < this.documents.length);
      this.policies.at(-1)?.node.addDependency(policy);
      this.policies.push(policy);
    }
  }

  /** The statements of each policy: as few policies as have room for them. */
  public get documents(): readonly StatementJson[][] {
    return (this.arranged ??= this.arrange());
  }

  private arrange(): StatementJson[][] {
    const permissions = this.permissions();
    if (permissions.length === 0) return [];
    for (let size = 1; ; size++) {
      const parts: Permission[][] = Array.from({ length: size }, () => []);
      for (const permission of permissions) parts[chosenBy(permission.hash, size)].push(permission);
      if (size < LARGEST_MANAGED_POLICIES_PER_ROLE && parts.some((part) => charactersIn(part) > MANAGED_POLICY_CHARACTERS)) continue;
      return parts.filter((part) => part.length > 0).map((part) => withUniqueIds(groups(part).map(statementOf)));
    }
  }

  /** Each permission once, in an order that does not depend on the order of calls. */
  private permissions(): Permission[] {
    const byContent = new Map<string, Permission>();
    for (const { Action, Resource, ...rest } of this.statements) {
      const restContent = contentOf(this.scope, rest);
      for (const resource of listOf(Resource)) {
        const resourceContent = resource === undefined ? '' : contentOf(this.scope, resource);
        const content = restContent + resourceContent;
        const permission: Permission = byContent.get(content)
          ?? { rest, restContent, resource, resourceContent, actions: new Set(), hash: createHash('sha512').update(content).digest() };
        byContent.set(content, permission);
        for (const action of listOf(Action)) if (action !== undefined) permission.actions.add(action as string);
      }
    }
    return [...byContent].sort(([a], [b]) => a < b ? -1 : 1).map(([, permission]) => permission);
  }
}

class ManagedPolicy extends iam.CfnManagedPolicy {
  constructor(scope: Construct, id: string, props: iam.CfnManagedPolicyProps, private readonly isWritten: () => boolean) {
    super(scope, id, props);
  }

  protected shouldSynthesize(): boolean {
    return this.isWritten();
  }
}

/** The policy with the highest score, which the hash gives to each. */
function chosenBy(hash: Buffer, size: number): number {
  const scores = Array.from({ length: size }, (_, index) => hash.readUIntBE(index * BYTES, BYTES));
  return scores.indexOf(Math.max(...scores));
}

/** Permissions that differ in the resource only are one statement. */
function groups(permissions: readonly Permission[]): Permission[][] {
  const byActions = new Map<string, Permission[]>();
  for (const permission of permissions) {
    const key = JSON.stringify([permission.restContent, ...[...permission.actions].sort()]);
    byActions.set(key, [...byActions.get(key) ?? [], permission]);
  }
  return [...byActions.values()];
}

function statementOf(permissions: readonly Permission[]): StatementJson {
  const [{ rest, actions, resource }] = permissions;
  return {
    ...actions.size > 0 && { Action: oneOrList([...actions].sort()) },
    ...rest,
    ...resource !== undefined && { Resource: oneOrList(permissions.map((permission) => permission.resource)) },
  };
}

/** Targets may have equal statement IDs, and a policy must not. */
function withUniqueIds(all: StatementJson[]): StatementJson[] {
  return all.map((statement, index) => {
    const { Sid, ...rest } = statement;
    return Sid !== undefined && all.slice(0, index).some((earlier) => earlier.Sid === Sid) ? rest : statement;
  });
}

function charactersIn(permissions: readonly Permission[]): number {
  const listed = (characters: readonly number[]) => characters.reduce((sum, length) => sum + length + ','.length, 0);
  return EMPTY_DOCUMENT_CHARACTERS + listed(groups(permissions).map((group) => {
    const [{ restContent, actions }] = group;
    return charactersOf(restContent) + '"Action":[],"Resource":[],'.length + listed([...actions].map((action) => action.length + 2))
      + listed(group.map(({ resourceContent }) => charactersOf(resourceContent)));
  }));
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function oneOrList(values: readonly unknown[]): unknown {
  return values.length === 1 ? values[0] : values;
}
