/** Policies against the schema of the tools: what the service would answer with CREATE_FAILED, minutes later. */
import type { PolicyFindingId } from '../../findings/policy-findings';
import { attributeAccess, attributeName } from '../cedar-names';
import { attributesOf, fieldAt, NAMESPACE } from '../cedar-type';
import { didYouMean } from '../did-you-mean';
import type { FindingDraft } from '../finding';
import { compareText } from '../json-schema-type';
import type { ParsedPolicy } from '../policy-reading';
import { TextPositions } from '../policy-text';
import { PRINCIPAL_TYPES } from '../schema-from-tools';
import type { CedarAction, CedarSchema } from '../schema-from-tools';
import { isWord } from '../tokens';
import { suggestAction } from './actions';
import { readMessage, unquote } from './engine-message';
import type { EngineMessage } from './engine-message';
import { actionsInScope, isUnknownAction, namedActions } from './scene';
import type { Scene } from './scene';
import { typeFix } from './type-fix';
import { isInapplicable } from './validate';
import type { Verdict } from './validate';

const OTHER_FIX = 'read only arguments and claims that the tools and the tokens have';

/** What the validator found, said once for each place. The validator says it once for each action and principal. */
export function explainVerdict(policy: ParsedPolicy, verdict: Verdict, scene: Scene): FindingDraft[] {
  const positions = new TextPositions(policy.text);
  const messages = verdict.errors.map((error) => readMessage(error, positions))
    .filter(({ action }) => action === undefined || !isUnknownAction(action, scene.schema));
  const places = new Map<string, EngineMessage[]>();
  for (const message of messages) {
    // One attribute can be missing in one action and optional in another.
    const kind = message.action === undefined ? message.kind.is : 'attribute';
    const key = `${message.span.start}-${message.span.end}-${kind}`;
    places.set(key, [...places.get(key) ?? [], message]);
  }
  const drafts = [...places.values()].map((group) => explain(policy, sorted(group), scene));
  return drafts.length > 0 ? drafts : neverApplies(policy, verdict, scene);
}

function explain(policy: ParsedPolicy, group: readonly EngineMessage[], scene: Scene): FindingDraft {
  const { text, help, span, kind } = group[0];
  const draft = (id: PolicyFindingId, message: string, fix?: string): FindingDraft => ({ id, severity: 'error', message, fix: fix ?? help ?? OTHER_FIX, span });
  switch (kind.is) {
    case 'unknown-action': {
      const id = /::("(?:[^"\\]|\\.)*")$/.exec(kind.written)?.[1];
      return draft('unknown-action', text, suggestAction(kind.written, id === undefined ? kind.written : unquote(id), scene.schema));
    }
    case 'unknown-type': return draft('unknown-type', text, suggestType(kind.type, scene.schema));
    case 'missing-attribute': return missingAttribute(policy, group, scene);
    case 'optional-attribute': return optionalAttribute(group, kind.path);
    case 'unguarded-tag': return draft('unguarded-claim', text, help?.replace('with `.hasTag', 'with `principal.hasTag'));
    case 'types': return draft('wrong-type', text, typeFix(kind.types, span, policy.tokens, actionsInScope(policy.json, scene.schema).tools) ?? 'compare values of the same type');
    case 'enum-value': return draft('unknown-enum-value', `\`${kind.value}\` is not one of the values of ${kind.type}`, help?.replace('valid entity eids', 'the values are'));
    case 'literal': return draft('wrong-literal', text.replace('error during extension function argument validation: ', ''), help ?? 'correct the text between the quotes');
    default: return draft('schema', text);
  }
}

function missingAttribute(policy: ParsedPolicy, group: readonly EngineMessage[], scene: Scene): FindingDraft {
  const [first] = group;
  const kind = first.kind as Extract<EngineMessage['kind'], { is: 'missing-attribute' }>;
  if (first.action !== undefined) return missingInContext(policy, group, kind.path, scene.schema);
  const draft = (id: PolicyFindingId, fix: string): FindingDraft => ({ id, severity: 'error', message: first.text, fix, span: first.span });
  const owner = kind.entityType?.replace(`${NAMESPACE}::`, '');
  const [name] = kind.path;
  if (owner === 'OAuthUser' || owner === 'IamEntity') {
    const iamOnly = policy.json.principal.entity_type === `${NAMESPACE}::IamEntity`;
    if (iamOnly) return draft('claim-as-attribute', 'an IAM caller has no attribute but `id`, and no claims');
    if (name === 'sub') return draft('claim-as-attribute', 'the `sub` claim of a token is principal.id');
    return draft('claim-as-attribute', `token claims are tags: principal.hasTag("${name}") && principal.getTag("${name}") == "…"`);
  }
  if (owner === 'UnauthenticatedUser') {
    const types = scene.gateways.some(({ authorizer }) => authorizer === 'CUSTOM_JWT') ? [PRINCIPAL_TYPES[0]] : [PRINCIPAL_TYPES[1]];
    return draft('untyped-principal', `name the principal type in the scope: \`principal is ${NAMESPACE}::${types[0]}\``);
  }
  if (owner === 'Gateway' || owner === 'Action') return draft('unknown-field', `${owner === 'Gateway' ? 'resource' : 'action'} has no attributes; compare it with == or in`);
  if (owner === 'Unknown') return draft('unknown-field', 'the tool\'s schema does not say what this field holds, so policies cannot look into it; give the field a `type`');
  return draft('unknown-field', owner === undefined ? first.help ?? OTHER_FIX : `the field is an object with open keys: .hasTag("${name}") && .getTag("${name}") == …`);
}

function missingInContext(policy: ParsedPolicy, group: readonly EngineMessage[], path: readonly string[], schema: CedarSchema): FindingDraft {
  const [first] = group;
  const actions = [...new Set(group.map(({ action }) => action!))];
  const isTool = (id: string) => schema.actions.some((action) => action.id === id);
  const written = pathText(path);
  if (!actions.every(isTool)) {
    // A scope that reaches more than tools: every step has to be tested.
    return {
      id: 'unknown-field',
      severity: 'error',
      message: `attribute \`${written}\` is not in the context of every action in scope: not in ${actionList(actions)}`,
      fix: path[0] === 'input' && path.length > 1
        ? `name the actions in the scope, or test every step: context has input && ${hasChain(path)} && …`
        : 'name the actions in the scope, or test every step: context has input && …',
      span: first.span,
    };
  }
  const action = schema.actions.find(({ id }) => id === actions[0])!;
  return {
    id: 'unknown-field',
    severity: 'error',
    message: `attribute \`${written}\` in context for action${actions.length > 1 ? 's' : ''} ${actionList(actions)} not found`,
    fix: suggestField(path, action, actionsInScope(policy.json, schema).tools),
    span: first.span,
  };
}

function suggestField(path: readonly string[], { input, id }: CedarAction, tools: readonly CedarAction[]): string {
  if (path[0] !== 'input') {
    if (path.length === 1 && path[0] === 'now') return 'the time is context.system.now';
    return fieldAt(input, path) ? `arguments are under context.input: context.input${path.map(attributeAccess).join('')}` : 'the context has `input`, the arguments, and `system`';
  }
  const parent = path.length === 2 ? input : fieldAt(input, path.slice(1, -1))?.type;
  const names = (parent && attributesOf(parent) || []).map(({ name }) => name);
  const near = didYouMean(path[path.length - 1], names);
  if (near) return `did you mean \`${near}\`?`;
  if (tools.some((tool) => fieldAt(tool.input, path.slice(1)))) return `name only the tools that have it in the scope, or test for it: ${hasChain(path)} && …`;
  if (names.length === 0) {
    if (path.length === 2) return `${id} takes no arguments`;
    return `the tool's schema names no fields of \`${pathText(path.slice(0, -1))}\`, so policies cannot look into it; give it \`properties\``;
  }
  return `the fields are ${names.slice(0, 8).map((name) => `\`${name}\``).join(', ')}${names.length > 8 ? ', …' : ''}`;
}

function optionalAttribute(group: readonly EngineMessage[], path: readonly string[]): FindingDraft {
  return {
    id: 'optional-field',
    severity: 'error',
    message: `unable to guarantee safety of access to optional attribute \`${pathText(path)}\``,
    fix: path[0] === 'input' || group[0].help === undefined ? `test for it: ${hasChain(path)} && …` : group[0].help,
    span: group[0].span,
  };
}

function suggestType(type: string, { schema }: CedarSchema): string {
  const known = [...PRINCIPAL_TYPES, 'Gateway', 'Action'].map((name) => `${NAMESPACE}::${name}`);
  if (/group|role/i.test(type)) {
    return 'groups and roles of a user are token claims: principal.hasTag("cognito:groups") && principal.getTag("cognito:groups") like "*\\"admins\\"*"';
  }
  const near = known.includes(`${NAMESPACE}::${type}`) ? `${NAMESPACE}::${type}` : didYouMean(type, [...known, ...Object.keys(schema[NAMESPACE].entityTypes).map((name) => `${NAMESPACE}::${name}`)]);
  return near ? `did you mean ${near}?` : `policies can name ${known.join(', ')}`;
}

function neverApplies(policy: ParsedPolicy, { warnings }: Verdict, { schema }: Scene): FindingDraft[] {
  if (!warnings.some((warning) => isInapplicable(warning) || warning.message.includes('policy is impossible'))) return [];
  if (actionsInScope(policy.json, schema).unknown) return [];
  const iamClaims = policy.json.principal.entity_type === `${NAMESPACE}::IamEntity` && policy.tokens.some((token) => isWord(token, 'hasTag'));
  const group = policy.json.action.op === '==' ? namedActions(policy.json)?.find((id) => schema.targets.includes(id)) : undefined;
  const fixes = [
    ...(group === undefined ? [] : [`write action in ${NAMESPACE}::Action::"${group}": "${group}" is the group of a target's tools`]),
    ...(iamClaims ? ['remove hasTag: an IAM caller has no claims, so it is always false'] : []),
  ];
  return [{
    id: 'never-applies',
    severity: 'warning',
    message: `this policy applies to no request${policy.json.effect === 'forbid' ? ', so it forbids nothing' : ''}: its scope or its conditions are never true`,
    fix: fixes.length > 0 ? fixes.join('; ') : 'correct the scope or the conditions',
    span: policy.outline.effect,
  }];
}

/** Tools before base actions, each by name, whatever the order of the validator. */
function sorted(group: readonly EngineMessage[]): EngineMessage[] {
  const rank = ({ action, kind }: EngineMessage) => {
    // Users, who have claims, before the principals that have none.
    if (kind.is === 'missing-attribute' && kind.entityType) return String(PRINCIPAL_TYPES.findIndex((type) => kind.entityType === `${NAMESPACE}::${type}`));
    return `${kind.is === 'optional-attribute' ? 1 : 0}${action?.includes('___') ? 0 : 1}${action ?? ''}`;
  };
  return [...group].sort((a, b) => compareText(rank(a), rank(b)) || compareText(a.text, b.text));
}

function actionList(ids: readonly string[]): string {
  const shown = ids.slice(0, 3).map((id) => JSON.stringify(id)).join(', ');
  return ids.length > 3 ? `${shown} and ${ids.length - 3} more` : shown;
}

function hasChain(path: readonly string[]): string {
  return `context${path.slice(0, -1).map(attributeAccess).join('')} has ${attributeName(path[path.length - 1])}`;
}

function pathText(path: readonly string[]): string {
  return path.map((name, index) => index === 0 ? name : attributeAccess(name)).join('');
}
