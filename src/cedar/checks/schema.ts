/** Validates policies against the schema of the tools. The service reports these errors as CREATE_FAILED. */
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
import { TYPE_UNKNOWN_FIX, typeFix } from './type-fix';
import { isInapplicable } from './validate';
import type { Verdict } from './validate';

const OTHER_FIX = 'use only arguments of the tools and claims of the tokens';

/** Reports each problem once for each place. The validator reports it once for each action and principal. */
export function explainVerdict(policy: ParsedPolicy, verdict: Verdict, scene: Scene): FindingDraft[] {
  const positions = new TextPositions(policy.text);
  const messages = verdict.errors.map((error) => readMessage(error, positions))
    .filter(({ action }) => action === undefined || !isUnknownAction(action, scene.schema));
  const places = new Map<string, EngineMessage[]>();
  for (const message of messages) {
    // An attribute can be missing in one action and optional in another.
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
    case 'enum-value': return draft('unknown-enum-value', `\`${kind.value}\` is not a value of ${kind.type}`, help?.replace('valid entity eids', 'the values are'));
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
    if (iamOnly) return draft('claim-as-attribute', 'use principal.id: an IAM principal has no other attributes and no claims');
    if (name === 'sub') return draft('claim-as-attribute', 'write principal.id, which is the `sub` claim');
    return draft('claim-as-attribute', `write principal.hasTag("${name}") && principal.getTag("${name}") == "…", because token claims are tags`);
  }
  if (owner === 'UnauthenticatedUser') {
    const types = scene.gateways.some(({ authorizer }) => authorizer === 'CUSTOM_JWT') ? [PRINCIPAL_TYPES[0]] : [PRINCIPAL_TYPES[1]];
    return draft('untyped-principal', `add the principal type to the scope: \`principal is ${NAMESPACE}::${types[0]}\``);
  }
  if (owner === 'Gateway' || owner === 'Action') return draft('unknown-field', `compare ${owner === 'Gateway' ? 'resource' : 'action'} with == or in: it has no attributes`);
  if (owner === 'Unknown') return draft('unknown-field', TYPE_UNKNOWN_FIX);
  return draft('unknown-field', owner === undefined ? first.help ?? OTHER_FIX : `write .hasTag("${name}") && .getTag("${name}") == …, because the field is an object with additional properties`);
}

function missingInContext(policy: ParsedPolicy, group: readonly EngineMessage[], path: readonly string[], schema: CedarSchema): FindingDraft {
  const [first] = group;
  const actions = [...new Set(group.map(({ action }) => action!))];
  const isTool = (id: string) => schema.actions.some((action) => action.id === id);
  const written = pathText(path);
  if (!actions.every(isTool)) {
    // The scope includes more than tools, so the policy must test every step.
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
    message: `attribute \`${written}\` does not exist in the context of action${actions.length > 1 ? 's' : ''} ${actionList(actions)}`,
    fix: suggestField(path, action, actionsInScope(policy.json, schema).tools),
    span: first.span,
  };
}

function suggestField(path: readonly string[], { input, id }: CedarAction, tools: readonly CedarAction[]): string {
  if (path[0] !== 'input') {
    if (path.length === 1 && path[0] === 'now') return 'write context.system.now';
    return fieldAt(input, path)
      ? `write context.input${path.map(attributeAccess).join('')}, because arguments are in context.input`
      : 'use `context.input` (the arguments) or `context.system.now` (the time)';
  }
  const parent = path.length === 2 ? input : fieldAt(input, path.slice(1, -1))?.type;
  const names = (parent && attributesOf(parent) || []).map(({ name }) => name);
  const near = didYouMean(path[path.length - 1], names);
  if (near) return `did you mean \`${near}\`?`;
  if (tools.some((tool) => fieldAt(tool.input, path.slice(1)))) return `name only tools with this argument in the scope, or test for it: ${hasChain(path)} && …`;
  if (names.length === 0) {
    if (path.length === 2) return `remove it: ${id} has no arguments`;
    return `add \`properties\` to \`${pathText(path.slice(0, -1))}\` in the tool schema, so that policies can access its fields`;
  }
  return `use one of the fields ${names.slice(0, 8).map((name) => `\`${name}\``).join(', ')}${names.length > 8 ? ', …' : ''}`;
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
    return 'write principal.hasTag("cognito:groups") && principal.getTag("cognito:groups") like "*\\"admins\\"*", because groups and roles of a user are token claims';
  }
  const near = known.includes(`${NAMESPACE}::${type}`) ? `${NAMESPACE}::${type}` : didYouMean(type, [...known, ...Object.keys(schema[NAMESPACE].entityTypes).map((name) => `${NAMESPACE}::${name}`)]);
  return near ? `did you mean ${near}?` : `use one of ${known.join(', ')}`;
}

function neverApplies(policy: ParsedPolicy, { warnings }: Verdict, { schema }: Scene): FindingDraft[] {
  if (!warnings.some((warning) => isInapplicable(warning) || warning.message.includes('policy is impossible'))) return [];
  if (actionsInScope(policy.json, schema).unknown) return [];
  const iamClaims = policy.json.principal.entity_type === `${NAMESPACE}::IamEntity` && policy.tokens.some((token) => isWord(token, 'hasTag'));
  const group = policy.json.action.op === '==' ? namedActions(policy.json)?.find((id) => schema.targets.includes(id)) : undefined;
  const fixes = [
    ...(group === undefined ? [] : [`write action in ${NAMESPACE}::Action::"${group}": "${group}" is the action group of a target`]),
    ...(iamClaims ? ['remove hasTag: an IAM principal has no claims, so it is always false'] : []),
  ];
  return [{
    id: 'never-applies',
    severity: 'warning',
    message: `this policy never applies${policy.json.effect === 'forbid' ? ', so it forbids nothing' : ''}: its scope or its conditions are never true`,
    fix: fixes.length > 0 ? fixes.join('; ') : 'correct the scope or the conditions',
    span: policy.outline.effect,
  }];
}

/** Sorts tools before base actions, each by name, independent of the order of the validator. */
function sorted(group: readonly EngineMessage[]): EngineMessage[] {
  const rank = ({ action, kind }: EngineMessage) => {
    // Principals with claims first.
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
