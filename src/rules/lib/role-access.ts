import { meets } from './condition';
import type { NeededResource } from './needs/needed-resource';
import type { GatewayModel, PolicyCarrier, Role, Statement } from '../../model/gateway-model';
import { statementCovers } from '../../model/iam-match';
import type { Address } from '../../model/source';
import { symbolTable } from '../../model/symbols';
import { Certainty, isKnown, placeholder, solePlaceholder, Text } from '../../model/value';

/** The access of a role to one action on one resource. */
export interface Access {
  /** Statements that certainly allow it. */
  readonly sure: readonly Statement[];
  /** Statements that may allow it, depending on values or conditions that are unresolved until deployment. */
  readonly possible: readonly Statement[];
  /** A statement that denies it or may deny it. */
  readonly denied: { readonly for: Certainty; readonly by?: Statement };
  /** Why the role may have policies that are not in the templates. */
  readonly unseen?: string;
}

/** Common AWS managed policies without permissions that gateways or their callers need. */
const UNRELATED_POLICIES = [
  'AWSXRayDaemonWriteAccess', 'AWSXrayWriteOnlyAccess', 'AmazonEC2ContainerRegistryReadOnly', 'CloudWatchAgentServerPolicy',
  'CloudWatchLambdaInsightsExecutionRolePolicy', 'service-role/AWSLambdaBasicExecutionRole', 'service-role/AWSLambdaVPCAccessExecutionRole',
  'service-role/AmazonECSTaskExecutionRolePolicy',
];

const accesses = new WeakMap<Role, Map<string, Access>>();

/**
 * Finds the statements that allow or deny a role an action on a resource.
 *
 * `asks` is the resource that needs the action. A policy under the same condition exists whenever that resource exists.
 */
export function accessOf(model: GatewayModel, role: Role, action: string, on: NeededResource, asks: Address): Access {
  const ofRole = accesses.get(role) ?? new Map<string, Access>();
  accesses.set(role, ofRole);
  const { stack, condition } = model.resources[asks];
  const key = [action, condition === undefined ? '' : `${stack} ${condition}`, ...on.forms, ...on.also ?? [], JSON.stringify(on.request ?? {})].join('\n');
  const access = ofRole.get(key) ?? lookUp(model, role, action, on, asks);
  ofRole.set(key, access);
  return access;
}

function lookUp(model: GatewayModel, role: Role, action: string, on: NeededResource, asks: Address): Access {
  const sure: Statement[] = [];
  const possible: Statement[] = [];
  let denied: Access['denied'] = { for: 'no' };
  for (const statement of candidates(role, action)) {
    const applies = weaker(coversNeeded(model, statement, action, on), certaintyOf(model, statement, on, asks));
    if (applies === 'no') continue;
    if (statement.effect === 'Deny') {
      if (denied.for !== 'yes') denied = { for: applies, by: statement };
    } else if (applies === 'yes' && statement.effect === 'Allow') {
      sure.push(statement);
    } else {
      possible.push(statement);
    }
  }
  const unseen = unseenPolicies(model, role);
  return { sure, possible, denied, ...unseen === undefined ? {} : { unseen } };
}

/** Whether the templates allow a role an action. */
export function isAllowed(access: Access, role: Role): Certainty {
  if (access.denied.for === 'yes') return 'no';
  if (access.sure.length > 0) return access.denied.for === 'no' && !role.permissionsBoundary ? 'yes' : 'unknown';
  return access.possible.length > 0 || access.unseen !== undefined ? 'unknown' : 'no';
}

/** Whether the templates allow a role any action of a service, on whatever resource. */
export function allowedActions(model: GatewayModel, role: Role, service: string): Certainty {
  const ofService = role.statements.filter(({ effect, actions, notActions }) => effect !== 'Deny'
    && (notActions !== undefined || actions.items.some(({ text }) => mayBeOfService(text, service))));
  if (ofService.some(({ effect, actions }) => effect === 'Allow' && actions.items.some(({ text }) => text.toLowerCase().startsWith(`${service.toLowerCase()}:`) || text === '*'))) return 'yes';
  return ofService.length > 0 || unseenPolicies(model, role) !== undefined ? 'unknown' : 'no';
}

/** Whether an action with wildcards or unresolved parts may be of a service. */
function mayBeOfService(action: string, service: string): boolean {
  const [prefix] = action.split(':');
  return !isKnown(action) || /[*?]/.test(prefix) || prefix.toLowerCase() === service.toLowerCase();
}

/** Why it is unknown whether a role is allowed an action. */
export function whyUnknown(access: Access, role: Role, action: string): string {
  const { sure: [sure], possible: [possible], denied } = access;
  if (denied.by && sure) return `it is unknown until deployment whether policy ${denied.by.carrier.path} denies \`${action}\``;
  if (sure) return `the effect of the permissions boundary of role ${role.path} is unknown`;
  if (possible) return `it is unknown until deployment whether policy ${possible.carrier.path} allows \`${action}\``;
  return access.unseen ?? 'the templates do not contain all policies of the role';
}

/** Why a role may have policies that are not in the templates. */
function unseenPolicies(model: GatewayModel, role: Role): string | undefined {
  if (role.imported) return `role ${role.path} is not created in the app, so its policies are unknown`;
  if (!role.complete) return `some statements of role ${role.path} are unresolved until deployment`;
  const managed = role.managedPolicies.items.find(({ text }) => !UNRELATED_POLICIES.some((name) => text.endsWith(`:iam::aws:policy/${name}`)));
  if (managed) return `the managed policy \`${managed.text}\` of role ${role.path} is not in the templates`;
  return model.gaps[0]?.message;
}

/** Whether a statement covers an action on a needed resource. */
function coversNeeded(model: GatewayModel, statement: Statement, action: string, { forms, also, ofService }: NeededResource): Certainty {
  const covered = covers(model, statement, action, forms);
  if (covered === 'yes' || (also && covers(model, statement, action, also) === 'yes')) return 'yes';
  return covered === 'unknown' && ofService ? covers(model, withoutAppResources(model, statement), action, forms) : covered;
}

const ANY_PARTITION = `arn:${placeholder('AWS::Partition')}:`;

/**
 * Whether a statement covers an action on a resource, whose ARN has several forms.
 *
 * A template that contains `arn:aws:` is for that partition, even if the region of its stack is unresolved.
 */
export function covers(model: GatewayModel, statement: Statement, action: string, forms: readonly string[]): Certainty {
  const covered = statementCovers(model, statement, action, forms);
  if (covered !== 'unknown') return covered;
  return statementCovers(model, statement, action, forms.map((form) => form.replace(ANY_PARTITION, 'arn:aws:'))) === 'yes' ? 'yes' : 'unknown';
}

/** A statement without the ARN attributes of the app's resources. */
function withoutAppResources(model: GatewayModel, statement: Statement): Statement {
  const symbols = symbolTable(model);
  const isOfApp = ({ text }: Text) => solePlaceholder(text) !== undefined && symbols.expression(text)?.is === 'attribute';
  const { items, known } = statement.resources;
  return { ...statement, resources: { items: items.filter((item) => !isOfApp(item)), known } };
}

/** Whether a statement applies, regardless of its actions and resources. */
function certaintyOf(model: GatewayModel, { condition, carrier }: Statement, { request = {} }: NeededResource, asks: Address): Certainty {
  return weaker(condition === undefined ? 'yes' : meets(condition, request), existsFor(model, carrier, asks));
}

function existsFor(model: GatewayModel, carrier: PolicyCarrier, asks: Address): Certainty {
  const policy = model.resources[carrier.address];
  if (!policy || policy.exists === 'yes') return 'yes';
  const asking = model.resources[asks];
  return asking.stack === policy.stack && asking.condition === policy.condition ? 'yes' : policy.exists;
}

function weaker(a: Certainty, b: Certainty): Certainty {
  if (a === 'no' || b === 'no') return 'no';
  return a === 'yes' ? b : 'unknown';
}

/** The statements of a role by literal action, and the statements that may cover any action. */
interface StatementIndex {
  readonly byAction: ReadonlyMap<string, readonly Statement[]>;
  readonly aboutAny: readonly Statement[];
}

const indexes = new WeakMap<Role, StatementIndex>();

/** The statements that may cover an action. An index, because roles have many statements for other actions. */
function candidates(role: Role, action: string): readonly Statement[] {
  const index = indexes.get(role) ?? indexOf(role);
  indexes.set(role, index);
  return [...index.byAction.get(action.toLowerCase()) ?? [], ...index.aboutAny];
}

function indexOf({ statements }: Role): StatementIndex {
  const byAction = new Map<string, Statement[]>();
  const aboutAny: Statement[] = [];
  for (const statement of statements) {
    const { actions, notActions } = statement;
    if (notActions || !actions.known || actions.items.some(({ text }) => !isKnown(text) || /[*?]/.test(text))) {
      aboutAny.push(statement);
      continue;
    }
    for (const action of new Set(actions.items.map(({ text }) => text.toLowerCase()))) {
      byAction.set(action, [...byAction.get(action) ?? [], statement]);
    }
  }
  return { byAction, aboutAny };
}
