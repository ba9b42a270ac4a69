import { arnForms } from '../../../model/arn-forms';
import type { Gateway, GatewayModel, Statement } from '../../../model/gateway-model';
import { coversAction, coversResource, patternMatches } from '../../../model/iam-match';
import { Certainty, isKnown, isRecord, List, oneOrMore, placeholder, property, Resolved, solePlaceholder, Text } from '../../../model/value';
import { AGENTCORE, AGENTCORE_PRINCIPAL } from '../../../service/agentcore';
import { environmentOf } from '../../lib/needs/arns';

/** Statements of a trust policy that allow, or may allow, the service to assume a role. */
export function servicesStatements(model: GatewayModel, trust: List<Statement>): { statement: Statement; trusts: Exclude<Certainty, 'no'> }[] {
  return trust.items.flatMap((statement) => {
    const trusts = statement.effect === 'Deny' ? 'no' : trustsService(model, statement);
    return trusts === 'no' ? [] : [{ statement, trusts }];
  });
}

/** The principals of a trust policy, for messages. */
export function principalsOf(trust: List<Statement>): string[] {
  return trust.items.flatMap(({ principal }) => {
    if (!isRecord(principal)) return oneOrMore(principal).items.map(({ text }) => text);
    return Object.values(principal).flatMap((value) => oneOrMore(value).items.map(({ text }) => text));
  });
}

function trustsService(model: GatewayModel, statement: Statement): Certainty {
  const { effect, principal, notPrincipal } = statement;
  const takes = coversAction(model, statement, 'sts:AssumeRole');
  if (takes === 'no' || notPrincipal !== undefined || effect === 'unknown' || !isRecord(principal)) return takes === 'no' ? 'no' : 'unknown';
  const services = oneOrMore(property(principal, 'Service'));
  if (services.items.some(({ text }) => text === AGENTCORE_PRINCIPAL)) return takes;
  return services.items.some(({ text, known }) => !known && mayBeService(text)) ? 'unknown' : 'no';
}

/** The domain of a service may be written as `AWS::URLSuffix`. */
function mayBeService(text: string): boolean {
  return solePlaceholder(text) !== undefined || text.startsWith(`${AGENTCORE}.`);
}

/** Condition keys that prevent the service from assuming the role for a gateway of another account. */
const KEYS = ['aws:sourceaccount', 'aws:sourcearn', 'aws:sourceorgid', 'aws:sourceorgpaths'];

interface Test {
  readonly operator: string;
  readonly key: string;
  readonly values: List<Text>;
}

function testsOf(condition: Resolved | undefined): Test[] {
  if (!isRecord(condition)) return [];
  return Object.entries(condition).flatMap(([operator, keys]) => isRecord(keys)
    ? Object.entries(keys).map(([key, values]) => ({ operator: operator.replace(/IfExists$/, '').toLowerCase(), key: key.toLowerCase(), values: oneOrMore(values) }))
    : []);
}

/** Whether a condition allows the service to assume a role for a gateway. */
export function holdsFor(model: GatewayModel, gateway: Gateway, statement: Statement): Certainty {
  const { condition } = statement;
  if (condition === undefined) return 'yes';
  if (!isRecord(condition)) return 'unknown';
  const answers = testsOf(condition).map((test): Certainty => {
    if (test.key === 'aws:sourceaccount') return anyOf(test, (value) => sameAccount(environmentOf(model, gateway.address).account, value));
    if (test.key === 'aws:sourcearn') return matchesGateway(model, gateway, statement, test);
    return 'unknown';
  });
  return answers.includes('no') ? 'no' : answers.includes('unknown') ? 'unknown' : 'yes';
}

function anyOf({ operator, values }: Test, is: (value: Text) => Certainty): Certainty {
  if (!/^(string(equals|like|equalsignorecase)|arn(equals|like))$/.test(operator)) return 'unknown';
  const answers = values.items.map(is);
  if (answers.includes('yes')) return 'yes';
  return answers.includes('unknown') || !values.known ? 'unknown' : 'no';
}

function sameAccount(account: string, { text }: Text): Certainty {
  if (text === account || text === placeholder('AWS::AccountId')) return 'yes';
  return isKnown(text) && isKnown(account) && !/[*?]/.test(text) ? 'no' : 'unknown';
}

function matchesGateway(model: GatewayModel, gateway: Gateway, statement: Statement, test: Test): Certainty {
  const forms = arnForms(model, gateway.address);
  return anyOf(test, (value) => {
    // Only ARN operators and StringLike support wildcards, and no ARN contains an asterisk.
    if (test.operator.startsWith('stringequals') && /[*?]/.test(value.text)) return 'no';
    return coversResource(model, { ...statement, resources: { items: [value], known: true } }, forms);
  });
}

/** Whether a statement prevents the service from assuming the role for a gateway of another account. */
export function keepsOthersOut(model: GatewayModel, gateway: Gateway, { condition }: Statement): Certainty {
  if (condition !== undefined && !isRecord(condition)) return 'unknown';
  const { partition, region } = environmentOf(model, gateway.address);
  const ofOthers = [partition, 'aws'].map((written) => `arn:${written}:${AGENTCORE}:${region}:999999999999:gateway/of-another-team-0123456789`);
  const tests = testsOf(condition).filter(({ key, operator }) => KEYS.includes(key) && !operator.includes('not') && operator !== 'null');
  const keeps = tests.some(({ key, values }) => {
    return key !== 'aws:sourcearn' || !values.known || !values.items.some(({ text }) => ofOthers.some((arn) => patternMatches(model, text, arn) === 'yes'));
  });
  return keeps ? 'yes' : 'no';
}
