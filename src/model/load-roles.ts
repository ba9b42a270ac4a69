import type { Link, PolicyCarrier, Resource, Role, Statement } from './gateway-model';
import { LoadContext, located, present } from './load-context';
import type { Address } from './source';
import { isRecord, List, listOf, oneOrMore, property, Resolved, splitPath, Text, textOf } from './value';

const ROLE = 'AWS::IAM::Role';
const MANAGED_POLICY = 'AWS::IAM::ManagedPolicy';

/** Loads all roles and their policies, and finds the role for an ARN or a name. */
export class Roles {
  public readonly list: readonly Role[];
  private readonly addressByName: ReadonlyMap<string, Address>;
  private readonly imported = new Set<Address>();

  public constructor(private readonly context: LoadContext) {
    this.addressByName = new Map(context.ofType(ROLE).flatMap((role) => {
      const name = textOf(property(role.properties, 'RoleName'));
      return name?.known ? [[name.text, role.address]] : [];
    }));
    const builders = new Map(context.ofType(ROLE).map((role) => [role.address, new RoleBuilder(role)]));
    const builderOf = ({ text, known, address }: Link): RoleBuilder => {
      const key = address ?? importedAddress(text);
      if (address === undefined) this.imported.add(key);
      const builder = builders.get(key) ?? new RoleBuilder({ imported: key, name: { text, known } });
      builders.set(key, builder);
      return builder;
    };
    this.readOwnPolicies(builders);
    this.readAttachedPolicies(builderOf);
    const users = this.usersByRole();
    this.list = [...builders].map(([address, builder]) => builder.build(context, users.get(address) ?? []));
  }

  /** The role that a value names by reference, ARN or name. */
  public link(value: Resolved | undefined): Link | undefined {
    const link = this.context.link(value, ROLE);
    if (!link || link.address !== undefined) return link;
    const name = roleName(link.text);
    const address = this.addressByName.get(name) ?? importedAddress(name);
    return this.addressByName.has(name) || this.imported.has(address) ? { ...link, address } : link;
  }

  /** Policies inside roles, and managed policies that roles name. */
  private readOwnPolicies(builders: ReadonlyMap<Address, RoleBuilder>): void {
    for (const resource of this.context.ofType(ROLE)) {
      const builder = builders.get(resource.address)!;
      const inline = listOf(property(resource.properties, 'Policies'), (policy) => isRecord(policy) ? policy : undefined);
      for (const policy of inline.items) {
        builder.add(carrier(resource, 'inline', property(policy, 'PolicyName')), property(policy, 'PolicyDocument'));
      }
      if (!inline.known) builder.incomplete();
      const managed = listOf(property(resource.properties, 'ManagedPolicyArns'), (arn) => this.context.link(arn, MANAGED_POLICY));
      for (const { text, known, address } of managed.items) {
        if (address === undefined) builder.addManaged({ text, known });
        else this.attachManaged(builder, this.context.resources[address]);
      }
      if (!managed.known) builder.incomplete();
    }
  }

  /** Policies that name the roles they are attached to. */
  private readAttachedPolicies(builderOf: (role: Link) => RoleBuilder): void {
    for (const policy of this.context.ofType('AWS::IAM::Policy', 'AWS::IAM::RolePolicy')) {
      const kind = policy.type as 'AWS::IAM::Policy' | 'AWS::IAM::RolePolicy';
      for (const role of this.rolesOf(policy, kind === 'AWS::IAM::Policy' ? 'Roles' : 'RoleName')) {
        builderOf(role).add(carrier(policy, kind, property(policy.properties, 'PolicyName')), property(policy.properties, 'PolicyDocument'));
      }
    }
    for (const policy of this.context.ofType(MANAGED_POLICY)) {
      for (const role of this.rolesOf(policy, 'Roles')) this.attachManaged(builderOf(role), policy);
    }
  }

  private attachManaged(builder: RoleBuilder, policy: Resource): void {
    builder.add(carrier(policy, MANAGED_POLICY, property(policy.properties, 'ManagedPolicyName')), property(policy.properties, 'PolicyDocument'));
  }

  private rolesOf(policy: Resource, name: string): Link[] {
    const written = property(policy.properties, name);
    const roles = listOf(name === 'RoleName' && written !== undefined ? [written] : written, (role) => this.link(role));
    if (!roles.known) this.context.gap(policy, 'the roles of this policy are unresolved until deployment');
    return [...roles.items];
  }

  /** The resources that use a role, by `Role`, `RoleArn`, `ExecutionRoleArn` … */
  private usersByRole(): Map<Address, Address[]> {
    const users = new Map<Address, Address[]>();
    for (const { address: user, type, properties, exists } of Object.values(this.context.resources)) {
      if (type.startsWith('AWS::IAM::') || exists === 'no') continue;
      for (const [key, value] of Object.entries(properties)) {
        const role = /Role(Arn)?$/.test(key) ? this.link(value)?.address : undefined;
        if (role !== undefined) users.set(role, [...users.get(role) ?? [], user]);
      }
    }
    return users;
  }
}

class RoleBuilder {
  private readonly carriers: PolicyCarrier[] = [];
  private readonly statements: Statement[] = [];
  private readonly managed: Text[] = [];
  private complete = true;

  public constructor(private readonly of: Resource | { readonly imported: Address; readonly name: Text }) {}

  /** Adds a policy once, even if the role and the policy name each other. */
  public add(policy: PolicyCarrier, document: Resolved | undefined): void {
    if (policy.kind !== 'inline' && this.carriers.some(({ address }) => address === policy.address)) return;
    this.carriers.push(policy);
    const { items, known } = statementsOf(document, policy);
    this.statements.push(...items);
    if (!known) this.complete = false;
  }

  public addManaged(arn: Text): void {
    this.managed.push(arn);
  }

  public incomplete(): void {
    this.complete = false;
  }

  public build(context: LoadContext, usedBy: readonly Address[]): Role {
    const { carriers, statements, complete, managed } = this;
    const policies = { statements, managedPolicies: { items: managed, known: complete }, carriers, complete, usedBy };
    if ('imported' in this.of) {
      const { imported: address, name } = this.of;
      return { address, path: name.text, imported: true, name: { ...name, text: roleName(name.text) }, arn: name.text, ...policies };
    }
    const { properties } = this.of;
    return present<Role>({
      ...located(this.of),
      imported: false,
      name: textOf(property(properties, 'RoleName')),
      arn: context.attribute(this.of, 'Arn'),
      trust: statementsOf(property(properties, 'AssumeRolePolicyDocument'), carrier(this.of, 'inline', undefined)),
      permissionsBoundary: context.link(property(properties, 'PermissionsBoundary'), MANAGED_POLICY),
      ...policies,
    });
  }
}

/** The statements of a policy document. */
export function statementsOf(document: Resolved | undefined, from: PolicyCarrier): List<Statement> {
  if (typeof document === 'string') return { items: [], known: false };
  const statements = property(document, 'Statement');
  return listOf(isRecord(statements) ? [statements] : statements, (statement): Statement | undefined => {
    if (!isRecord(statement)) return undefined;
    const effect = textOf(property(statement, 'Effect'));
    const optional = (key: string) => property(statement, key) === undefined ? undefined : oneOrMore(property(statement, key));
    return present<Statement>({
      sid: textOf(property(statement, 'Sid')),
      effect: effect?.text === 'Allow' || effect?.text === 'Deny' ? effect.text : 'unknown',
      actions: oneOrMore(property(statement, 'Action')),
      notActions: optional('NotAction'),
      resources: oneOrMore(property(statement, 'Resource')),
      notResources: optional('NotResource'),
      principal: property(statement, 'Principal'),
      notPrincipal: property(statement, 'NotPrincipal'),
      condition: property(statement, 'Condition'),
      carrier: from,
    });
  });
}

function carrier(resource: Resource, kind: PolicyCarrier['kind'], policyName: Resolved | undefined): PolicyCarrier {
  return present<PolicyCarrier>({ ...located(resource), kind, policyName: textOf(policyName) });
}

/** `arn:aws:iam::111122223333:role/path/name` and `name` alike. */
function roleName(text: string): string {
  return text.startsWith('arn:') && text.includes(':role/') ? splitPath(text).at(-1)! : text;
}

/** The address of a role outside the app. */
function importedAddress(name: string): Address {
  return `imported-role/${roleName(name)}`;
}
