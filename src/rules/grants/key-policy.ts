import type { Gateway, Statement } from '../../model/gateway-model';
import { coversAction } from '../../model/iam-match';
import { isList, isRecord, oneOrMore, property, Resolved, ResolvedRecord } from '../../model/value';
import { GATEWAY_PERMISSIONS } from '../../service/gateway-permissions';
import { evaluateEach, isUnresolved, placeOf } from '../lib/places';
import { quoted } from '../lib/wording';
import type { Rule } from '../rule';

const NEEDED = GATEWAY_PERMISSIONS.encryptGateway.actions;

/** The key of a gateway lets the role of the gateway use it. */
export const keyPolicy: Rule = {
  id: 'grants-key-policy',
  group: 'grants',
  severity: 'error',
  sentence: 'The policy of the KMS key of a gateway allows the role of the gateway, or leaves it to IAM.',
  why: 'A permission in the policy of a role has an effect only if the policy of the key allows the account or the role. Otherwise the service cannot encrypt what the gateway stores.',
  source: 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html',
  evaluate: ({ model }) => evaluateEach(model.gateways, (evaluation, gateway) => {
    const key = gateway.kmsKey?.address === undefined ? undefined : model.resources[gateway.kmsKey.address];
    const policy = key && property(key.properties, 'KeyPolicy');
    // Without a policy, a key has one that leaves everything to IAM.
    if (!key || policy === undefined) return;
    const statements = property(policy, 'Statement');
    const list = isList(statements) ? statements : isRecord(statements) ? [statements] : [];
    if (isUnresolved(policy) || isUnresolved(statements) || list.some(isUnresolved)) return evaluation.unknown(`the policy of key ${key.path} is unresolved until deployment`);
    const admitting = list.filter(isRecord).filter((statement) => property(statement, 'Effect') === 'Allow');
    const answers = admitting.map((statement) => admits(statement, gateway));
    const allowed = NEEDED.filter((action) => admitting.some((statement, index) => answers[index] === 'yes' && coversAction(model, actionsIn(statement), action) === 'yes'));
    if (allowed.length === NEEDED.length) return evaluation.pass();
    if (answers.includes('unknown')) return evaluation.unknown(`it is unknown until deployment whom the policy of key ${key.path} allows`);
    const missing = NEEDED.filter((action) => !allowed.includes(action));
    evaluation.fail({
      at: placeOf(gateway),
      with: [placeOf(key)],
      message: `the policy of key ${key.path} allows neither the account nor the role of gateway ${gateway.path} to use ${quoted(missing)}`,
      fix: `allow the role ${quoted(missing)} in the policy of the key, or allow \`kms:*\` to the account, which leaves it to IAM`,
    });
  }),
};

/** Whether a statement is about the account, the role of the gateway or everyone. */
function admits(statement: ResolvedRecord, { role }: Gateway): 'yes' | 'no' | 'unknown' {
  const principal: Resolved | undefined = property(statement, 'Principal');
  if (principal === '*') return 'yes';
  const { items, known } = oneOrMore(property(principal, 'AWS'));
  if (items.some(({ text }) => text === '*' || /^arn:.*:iam::.*:root$/.test(text) || /^\d{12}$/.test(text) || text === role?.text)) return 'yes';
  // Another expression may be the ARN of the role.
  return !known || items.some((item) => !item.known && role?.address === undefined) ? 'unknown' : 'no';
}

function actionsIn(statement: ResolvedRecord): Pick<Statement, 'actions' | 'notActions'> {
  const notActions = property(statement, 'NotAction');
  return { actions: oneOrMore(property(statement, 'Action')), ...notActions === undefined ? {} : { notActions: oneOrMore(notActions) } };
}
