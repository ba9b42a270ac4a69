import { createHash } from 'crypto';
import { Lazy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { policyDocument, StatementJson } from './inline-policy';
import { charactersOf, contentOf } from './policy-content';
import { LARGEST_MANAGED_POLICIES_PER_ROLE, MANAGED_POLICY_CHARACTERS } from '../service/limits';

/** Bytes of the hash of a resource that choose its policy: so many for each policy. */
const BYTES = 3;
const EMPTY_DOCUMENT = JSON.stringify(policyDocument([])).length;

/** One resource in a statement. */
interface Permission {
  /** The statement without its resources. */
  readonly rest: StatementJson;
  readonly restContent: string;
  /** Undefined for a statement with `NotResource`. */
  readonly resource: unknown;
  readonly resourceContent: string;
  readonly hash: Buffer;
}

/**
 * The managed policies of a role in one stack. They are `Managed1`, `Managed2` …, so an update replaces their documents and never adds to them.
 *
 * Each permission is in the policy that a hash of it chooses (rendezvous hashing): without another policy, nothing moves from one policy to
 * another, and with another, only into that one. Each policy depends on the next, so the new one exists before the others are changed, and
 * the last is deleted after they are.
 */
export class ManagedPolicies {
  private readonly policies: ManagedPolicy[];
  private readonly statements: StatementJson[] = [];
  private arranged: StatementJson[][] | undefined;

  /** @param isWritten whether the policies are in the template. Evaluated at synthesis. */
  constructor(private readonly scope: Construct, role: iam.IRole, isWritten: () => boolean) {
    this.policies = Array.from({ length: LARGEST_MANAGED_POLICIES_PER_ROLE }, (_, index) => new ManagedPolicy(new Construct(scope, `Managed${index + 1}`), 'Resource', {
      description: `Permissions of ${role.node.path}`,
      roles: [role.roleName],
      policyDocument: Lazy.any({ produce: () => policyDocument(this.documents[index]) }),
    }, () => isWritten() && index < this.documents.length));
    this.policies.slice(1).forEach((next, index) => this.policies[index].node.addDependency(next));
  }

  /** The policy that is created after all others. */
  public get last(): iam.CfnManagedPolicy {
    return this.policies[0];
  }

  public add(statements: readonly StatementJson[]): void {
    this.arranged = undefined;
    this.statements.push(...statements);
  }

  /** The statements of each policy: as few policies as have room for them. */
  public get documents(): readonly StatementJson[][] {
    return (this.arranged ??= this.arrange());
  }

  private arrange(): StatementJson[][] {
    const permissions = this.permissions();
    for (let size = 1; ; size++) {
      const parts: Permission[][] = Array.from({ length: size }, () => []);
      for (const permission of permissions) parts[chosenBy(permission.hash, size)].push(permission);
      if (size < LARGEST_MANAGED_POLICIES_PER_ROLE && parts.some((part) => charactersIn(part) > MANAGED_POLICY_CHARACTERS)) continue;
      return parts.map((part) => [...groups(part).values()].map(statementOf));
    }
  }

  /** Each permission once, in an order that does not depend on the order of calls. */
  private permissions(): Permission[] {
    const byContent = new Map<string, Permission>();
    // Targets may have equal statement IDs, which a policy must not.
    for (const { Resource, Sid, ...rest } of this.statements) {
      const restContent = contentOf(this.scope, rest);
      for (const resource of Array.isArray(Resource) ? Resource as unknown[] : [Resource]) {
        const resourceContent = resource === undefined ? '' : contentOf(this.scope, resource);
        const content = restContent + resourceContent;
        if (byContent.has(content)) continue;
        byContent.set(content, { rest, restContent, resource, resourceContent, hash: createHash('sha512').update(content).digest() });
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
function groups(permissions: readonly Permission[]): Map<string, Permission[]> {
  const byRest = new Map<string, Permission[]>();
  for (const permission of permissions) byRest.set(permission.restContent, [...byRest.get(permission.restContent) ?? [], permission]);
  return byRest;
}

function statementOf(permissions: readonly Permission[]): StatementJson {
  const [{ rest, resource }] = permissions;
  if (resource === undefined) return rest;
  return { ...rest, Resource: permissions.length === 1 ? resource : permissions.map((permission) => permission.resource) };
}

function charactersIn(permissions: readonly Permission[]): number {
  let characters = EMPTY_DOCUMENT;
  for (const [rest, group] of groups(permissions)) {
    characters += charactersOf(rest) + ',,"Resource":[]'.length;
    for (const { resourceContent } of group) characters += charactersOf(resourceContent) + ','.length;
  }
  return characters;
}
