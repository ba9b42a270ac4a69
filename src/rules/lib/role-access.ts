import type { NeededResource } from './needs/needed-resource';
import type { GatewayModel, PolicyCarrier, Role, Statement } from '../../model/gateway-model';
import { statementCovers } from '../../model/iam-match';
import type { Address } from '../../model/source';
import { symbolTable } from '../../model/symbols';
import { Certainty, isKnown, placeholder, solePlaceholder, Text } from '../../model/value';

/** What the policies of a role say about one action on one resource. */
export interface Access {
  /** Statements that allow it for certain. */
  readonly sure: readonly Statement[];
  /** Statements that may allow it: for values or under conditions that only the deployment knows. */
  readonly possible: readonly Statement[];
  /** A statement that denies it, for certain or perhaps. */
  readonly denied: { readonly for: Certainty; readonly by?: Statement };
  /** Set when the role may have policies that the templates do not show, and why. */
  readonly unseen?: string;
}

/** Policies of AWS that many roles have, and that say nothing about what gateways or their callers need. */
const UNRELATED_POLICIES = [
  'AWSXRayDaemonWriteAccess', 'AWSXrayWriteOnlyAccess', 'AmazonEC2ContainerRegistryReadOnly', 'CloudWatchAgentServerPolicy',
  'CloudWatchLambdaInsightsExecutionRolePolicy', 'service-role/AWSLambdaBasicExecutionRole', 'service-role/AWSLambdaVPCAccessExecutionRole',
  'service-role/AmazonECSTaskExecutionRolePolicy',
];

const answers = new WeakMap<Role, Map<string, Access>>();

/**
 * Looks for what allows a role an action on a resource.
 *
 * `asks` is what needs it: a policy under the same condition as that is there whenever it is asked for.
 */
export function accessOf(model: GatewayModel, role: Role, action: string, on: NeededResource, asks: Address): Access {
  const ofRole = answers.get(role) ?? new Map<string, Access>();
  answers.set(role, ofRole);
  const { stack, condition } = model.resources[asks];
  const key = [action, condition === undefined ? '' : `${stack} ${condition}`, ...on.forms, ...on.also ?? []].join('\n');
  const answer = ofRole.get(key) ?? lookUp(model, role, action, on, asks);
  ofRole.set(key, answer);
  return answer;
}

function lookUp(model: GatewayModel, role: Role, action: string, on: NeededResource, asks: Address): Access {
  const sure: Statement[] = [];
  const possible: Statement[] = [];
  let denied: Access['denied'] = { for: 'no' };
  for (const statement of candidates(role, action)) {
    const applies = weaker(coversNeeded(model, statement, action, on), certaintyOf(model, statement, asks));
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

/** Whether a role is allowed an action, as far as the templates tell. */
export function isAllowed(access: Access, role: Role): Certainty {
  if (access.denied.for === 'yes') return 'no';
  if (access.sure.length > 0) return access.denied.for === 'no' && !role.permissionsBoundary ? 'yes' : 'unknown';
  return access.possible.length > 0 || access.unseen !== undefined ? 'unknown' : 'no';
}

/** Why it is not known whether a role is allowed an action. */
export function whyUnknown(access: Access, role: Role, action: string): string {
  const { sure: [sure], possible: [possible], denied } = access;
  if (denied.by && sure) return `only the deployment knows whether policy ${denied.by.carrier.path} denies \`${action}\``;
  if (sure) return `what the permissions boundary of role ${role.path} leaves of its policies is not known`;
  if (possible) return `only the deployment knows whether policy ${possible.carrier.path} allows \`${action}\``;
  return access.unseen ?? 'the templates do not say';
}

/** Why a role may have more policies than the templates show. */
function unseenPolicies(model: GatewayModel, role: Role): string | undefined {
  if (role.imported) return `role ${role.path} is not created here, and its own policies are not known`;
  if (!role.complete) return `only the deployment knows all statements of role ${role.path}`;
  const managed = role.managedPolicies.items.find(({ text }) => !UNRELATED_POLICIES.some((name) => text.endsWith(`:iam::aws:policy/${name}`)));
  if (managed) return `what the managed policy \`${managed.text}\` of role ${role.path} allows is not in the templates`;
  return model.gaps[0]?.message;
}

/** Whether a statement is about an action on what is needed. */
function coversNeeded(model: GatewayModel, statement: Statement, action: string, { forms, also, ofService }: NeededResource): Certainty {
  const answer = covers(model, statement, action, forms);
  if (answer === 'yes' || (also && covers(model, statement, action, also) === 'yes')) return 'yes';
  return answer === 'unknown' && ofService ? covers(model, withoutAppResources(model, statement), action, forms) : answer;
}

const ANY_PARTITION = `arn:${placeholder('AWS::Partition')}:`;

/**
 * Whether a statement is about an action on a resource, whose ARN can be written in several forms.
 *
 * A template that writes `arn:aws:` is for that partition, whether or not its stack says where it is deployed.
 */
export function covers(model: GatewayModel, statement: Statement, action: string, forms: readonly string[]): Certainty {
  const answer = statementCovers(model, statement, action, forms);
  if (answer !== 'unknown') return answer;
  return statementCovers(model, statement, action, forms.map((form) => form.replace(ANY_PARTITION, 'arn:aws:'))) === 'yes' ? 'yes' : 'unknown';
}

/** A statement without the ARNs of resources of the app, each named by an attribute of its own. */
function withoutAppResources(model: GatewayModel, statement: Statement): Statement {
  const symbols = symbolTable(model);
  const isOfApp = ({ text }: Text) => solePlaceholder(text) !== undefined && symbols.expression(text)?.is === 'attribute';
  const { items, known } = statement.resources;
  return { ...statement, resources: { items: items.filter((item) => !isOfApp(item)), known } };
}

/** Whether a statement is in force, whatever it says. */
function certaintyOf(model: GatewayModel, statement: Statement, asks: Address): Certainty {
  return statement.condition === undefined ? existsFor(model, statement.carrier, asks) : 'unknown';
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

/** The statements of a role by the action that they spell out, and those that may be about any. */
interface StatementIndex {
  readonly byAction: ReadonlyMap<string, readonly Statement[]>;
  readonly aboutAny: readonly Statement[];
}

const indexes = new WeakMap<Role, StatementIndex>();

/** What can be about an action: roles have many statements, and most spell out other actions. */
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
