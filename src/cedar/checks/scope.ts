/** Checks of the policy scope: scopes that the service rejects, and scopes that never match. */
import { splitToolName } from '../../service/tool-name';
import { NAMESPACE } from '../cedar-type';
import type { FindingDraft } from '../finding';
import { uidOf } from '../policy-json';
import { attributePaths, entityLiterals } from '../policy-outline';
import type { ParsedPolicy } from '../policy-reading';
import { GATEWAY_ARN_START, principalTypesOf, roleArnToPrincipalId } from '../principals';
import { stringValue } from '../tokens';
import type { Token } from '../tokens';
import { namedActions } from './scene';
import type { PolicyGateway, Scene } from './scene';

const GATEWAY_TYPE = `${NAMESPACE}::Gateway`;
const IAM_TYPE = `${NAMESPACE}::IamEntity`;

export function checkResource({ json, outline }: ParsedPolicy, scene: Scene): FindingDraft[] {
  if (json.resource.op === 'All') {
    return [{
      id: 'missing-resource',
      severity: 'error',
      message: 'the resource is not constrained; the service rejects the policy: "a wildcard resource was detected"',
      fix: `write resource == ${writtenGateway(scene)}`,
      span: outline.resource,
    }];
  }
  if (json.resource.op === 'is' && json.action.op !== 'All') {
    return [{
      id: 'constrained-action',
      severity: 'error',
      message: 'the policy names actions but no gateway; the service rejects it: "a constrained action scope was encountered"',
      fix: `write resource == ${writtenGateway(scene)}`,
      span: outline.resource,
    }];
  }
  return [];
}

/** A policy that names a gateway of another policy engine can be deployed, but never applies. */
export function checkGatewayArn({ tokens }: ParsedPolicy, scene: Scene): FindingDraft[] {
  const fix = `write ${writtenGateway(scene)}`;
  return entityLiterals(tokens).filter(({ type }) => type === GATEWAY_TYPE).flatMap(({ id, start, end }): FindingDraft[] => {
    const message = otherGateway(id, scene);
    return message === undefined ? [] : [{ id: 'other-gateway', severity: 'warning', message, fix, span: { start, end } }];
  });
}

/** Why an id cannot be a gateway of the policy engine; undefined when it is one or may be one. */
function otherGateway(id: string, { gateways, others }: Scene): string | undefined {
  if (isUnresolved(id) || gateways.some(({ arn }) => arn === id)) return undefined;
  if (Object.hasOwn(others.gateways, id)) return `this is the ARN of gateway ${others.gateways[id]}, which this policy engine is not attached to; the policy never applies`;
  if (isSymbol(id) ? WRONG_ATTRIBUTE.test(id) : !GATEWAY_ARN.test(id)) return `"${id}" is not the ARN of a gateway; the policy never applies`;
  if (hasSymbol(id) || gateways.length === 0 || gateways.some((gateway) => mayBe(gateway, id))) return undefined;
  return `"${id}" is another gateway; the policy never applies`;
}

/** The schema contains the tools of all gateways, so the engine accepts a policy that names one gateway and tools of another. */
export function checkToolsOfGateway({ json, outline }: ParsedPolicy, { gateways, schema }: Scene): FindingDraft[] {
  const arn = json.resource.op === '==' && json.resource.entity ? uidOf(json.resource.entity).id : undefined;
  const own = gateways.find((gateway) => gateway.arn !== undefined && gateway.arn === arn)?.targets;
  if (!own) return [];
  return (namedActions(json) ?? []).flatMap((id): FindingDraft[] => {
    const target = splitToolName(id)?.target ?? id;
    if (own.includes(target) || !schema.targets.includes(target)) return [];
    return [{
      id: 'other-gateway',
      severity: 'warning',
      message: `target \`${target}\` does not belong to the gateway in the scope, so the policy never applies to "${id}"`,
      fix: `write the ARN of the gateway that has target \`${target}\``,
      span: outline.action,
    }];
  });
}

const GATEWAY_ARN = new RegExp(`^${GATEWAY_ARN_START}.`);
/** Attributes of a gateway other than its ARN. */
const WRONG_ATTRIBUTE = /\.Gateway(Url|Identifier)⟩$/;

/** Whether a literal ARN, for example copied from the console, may be the ARN of a gateway. */
function mayBe({ arn, name }: PolicyGateway, literal: string): boolean {
  if (arn === undefined || isUnresolved(arn)) return true;
  if (!hasSymbol(arn)) return false;
  const id = literal.slice(literal.lastIndexOf('/') + 1);
  return name === undefined || (id.startsWith(`${name.toLowerCase()}-`) && id.length === name.length + 11);
}

/** The analysis of the service rejects policies that permit every request, including requests to tools that are added later. */
export function checkPermitAll({ json, outline, source }: ParsedPolicy): FindingDraft[] {
  if (json.effect !== 'permit' || json.conditions.length > 0 || !source.isAnalyzed) return [];
  if (json.principal.op === 'All') {
    return [{
      id: 'permit-everyone',
      severity: 'error',
      message: `the policy permits ${json.action.op === 'All' ? 'every call' : 'these calls'} to everyone, without a condition; the service rejects it: "Overly Permissive: Policy Engine will allow every request"`,
      fix: 'constrain the principal, add a condition, or set the validation mode `IGNORE_ALL_FINDINGS`',
      span: outline.effect,
    }];
  }
  if (json.action.op !== 'All' || json.principal.op !== 'is' || json.principal.in) return [];
  return [{
    id: 'permit-all',
    severity: 'warning',
    message: 'the policy permits every call; the service rejects it as "Overly Permissive"',
    fix: 'constrain the principal or the action, add a condition, or set the validation mode `IGNORE_ALL_FINDINGS`',
    span: outline.effect,
  }];
}

export function checkPrincipalKind({ json, outline }: ParsedPolicy, { gateways }: Scene): FindingDraft[] {
  const type = (json.principal.entity ? uidOf(json.principal.entity).type : json.principal.entity_type)?.replace(`${NAMESPACE}::`, '');
  if (type === 'UnauthenticatedUser') {
    return [{
      id: 'wrong-principal-kind',
      severity: 'warning',
      message: 'the policy names AgentCore::UnauthenticatedUser; the service was observed to reject such policies',
      fix: 'remove the principal constraint: permit(principal, …)',
      span: outline.principal,
    }];
  }
  const known = gateways.filter(({ authorizer }) => authorizer !== undefined);
  const possible = known.flatMap(({ authorizer }) => principalTypesOf(authorizer!));
  if ((type !== 'OAuthUser' && type !== 'IamEntity') || known.length < gateways.length || possible.length === 0 || possible.includes(type)) return [];
  const authorizers = [...new Set(known.map(({ authorizer }) => authorizer))].join(', ');
  return [{
    id: 'wrong-principal-kind',
    severity: 'warning',
    message: `callers of this gateway (authorizer ${authorizers}) are ${[...new Set(possible)].map((one) => `${NAMESPACE}::${one}`).join(' or ')}; ` +
      `the policy names ${NAMESPACE}::${type}, so it never applies${json.effect === 'forbid' ? ' and forbids nothing' : ''}`,
    fix: `write principal is ${[...new Set(possible)].map((one) => `${NAMESPACE}::${one}`).join(' or ')}`,
    span: outline.principal,
  }];
}

/** The policy engine identifies a role by its STS ARN, without path and session name. */
export function checkRoleArns({ tokens }: ParsedPolicy, { others }: Scene): FindingDraft[] {
  return [...notArns(tokens), ...tokens.flatMap((token, index): FindingDraft[] => {
    if (token.kind !== 'string' || isComparedWithContext(tokens, index)) return [];
    const written = stringValue(token);
    const id = others.roles.includes(written) ? PRINCIPAL_ID : roleArnToPrincipalId(written) ?? endOfPrincipalId(written);
    if (id === undefined || id === written) return [];
    const isSession = written.includes(':assumed-role/');
    return [{
      id: 'iam-role-arn',
      severity: 'warning',
      message: isSession
        ? 'the policy engine identifies a role by its STS ARN without path and session name, so this never matches'
        : 'the policy engine identifies a role by its STS ARN, so this never matches',
      fix: `write "${id}"`,
      span: token,
    }];
  })];
}

const PRINCIPAL_ID = 'arn:<partition>:sts::<account>:assumed-role/<role name>';

/** Corrects the end of an ARN in a `like` pattern: `*:role/Agent` and `*:assumed-role/Agent/*`. */
function endOfPrincipalId(pattern: string): string | undefined {
  const [, before, name] = /^(\*[^/]*):(?:role\/(?:[^*]*\/)?|assumed-role\/(?=[^/]+\/))([^/]+)(?:\/.*)?$/.exec(pattern) ?? [];
  return name && `${before}:assumed-role/${name}`;
}

/** Reports names and wildcards that are used as ARNs: `AgentCore::IamEntity::"Agent"`. */
function notArns(tokens: readonly Token[]): FindingDraft[] {
  return entityLiterals(tokens).filter(({ type, id }) => type === IAM_TYPE && !id.startsWith('arn:') && !isUnresolved(id) && !hasSymbol(id)).map(({ id, start, end }) => ({
    id: 'iam-role-arn',
    severity: 'warning',
    message: `the policy engine identifies a role by its STS ARN, but "${id}" is not an ARN`,
    fix: id.includes('*') ? 'write principal is AgentCore::IamEntity, and principal.id like "…" in the conditions' : `write "${PRINCIPAL_ID}"`,
    span: { start, end },
  }));
}

/** Whether a string is compared with an argument: `context.input.role == "arn:…"`. */
function isComparedWithContext(tokens: readonly Token[], index: number): boolean {
  return attributePaths(tokens).some(({ variable, start, next }) => variable === 'context' &&
    (next === index - 1 || tokens[index + 2]?.start === start));
}

/** The gateway entity, with a placeholder when one has its ARN. */
function writtenGateway({ gateways, placeholders }: Scene): string {
  const arn = gateways.length === 1 ? gateways[0].arn : undefined;
  const placeholder = Object.entries(placeholders).find(([, value]) => value === arn)?.[0];
  const text = placeholder === undefined ? arn : `{{${placeholder}}}`;
  return `${GATEWAY_TYPE}::"${text === undefined || text.includes('${') ? '<ARN of the gateway>' : text}"`;
}

/** Whether a text has a token that is unresolved until deployment, or a placeholder without a value. */
function isUnresolved(text: string): boolean {
  return text.includes('${Token[') || text.includes('{{') || text.includes('<%');
}

/** Whether a text consists of one symbol for a value that is unresolved until deployment. */
function isSymbol(text: string): boolean {
  return /^⟨[^⟨⟩]*⟩$/.test(text);
}

function hasSymbol(text: string): boolean {
  return text.includes('⟨');
}
