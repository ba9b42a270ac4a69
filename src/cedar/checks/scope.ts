/** What the service refuses, or never applies, for the head of a policy alone. */
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
      message: 'the resource is not constrained, which the service rejects: "a wildcard resource was detected"',
      fix: `write resource == ${writtenGateway(scene)}`,
      span: outline.resource,
    }];
  }
  if (json.resource.op === 'is' && json.action.op !== 'All') {
    return [{
      id: 'constrained-action',
      severity: 'error',
      message: 'a policy that names actions must name the gateway too; the service rejects it otherwise: "a constrained action scope was encountered"',
      fix: `write resource == ${writtenGateway(scene)}`,
      span: outline.resource,
    }];
  }
  return [];
}

/** Policies are about the gateways of their engine; one about another gateway deploys and never applies. */
export function checkGatewayArn({ tokens }: ParsedPolicy, scene: Scene): FindingDraft[] {
  const fix = `write ${writtenGateway(scene)}`;
  return entityLiterals(tokens).filter(({ type }) => type === GATEWAY_TYPE).flatMap(({ id, start, end }): FindingDraft[] => {
    const message = otherGateway(id, scene);
    return message === undefined ? [] : [{ id: 'other-gateway', severity: 'warning', message, fix, span: { start, end } }];
  });
}

/** Why an id is sure to be none of the engine's gateways; undefined where it is one, or may be. */
function otherGateway(id: string, { gateways, others }: Scene): string | undefined {
  if (isUnresolved(id) || gateways.some(({ arn }) => arn === id)) return undefined;
  if (Object.hasOwn(others.gateways, id)) return `this is the ARN of gateway ${others.gateways[id]}, for which this policy engine does not decide; the policy never applies`;
  if (isSymbol(id) ? WRONG_ATTRIBUTE.test(id) : !GATEWAY_ARN.test(id)) return `"${id}" is not the ARN of a gateway; the policy never applies`;
  if (hasSymbol(id) || gateways.length === 0 || gateways.some((gateway) => mayBe(gateway, id))) return undefined;
  return `"${id}" is another gateway; the policy never applies here`;
}

/** The engine knows the tools of all its gateways, so it takes a policy that is about one gateway and tools of another. */
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
      message: `target \`${target}\` is one of another gateway than the one in the scope, so the policy never applies to "${id}"`,
      fix: `write the ARN of the gateway that has target \`${target}\``,
      span: outline.action,
    }];
  });
}

const GATEWAY_ARN = new RegExp(`^${GATEWAY_ARN_START}.`);
/** Attributes of a gateway that are not its ARN. */
const WRONG_ATTRIBUTE = /\.Gateway(Url|Identifier)⟩$/;

/** Whether an ARN that is spelled out may be that of a gateway; people copy it from the console once the gateway is there. */
function mayBe({ arn, name }: PolicyGateway, spelledOut: string): boolean {
  if (arn === undefined || isUnresolved(arn)) return true;
  if (!hasSymbol(arn)) return false;
  const id = spelledOut.slice(spelledOut.lastIndexOf('/') + 1);
  return name === undefined || (id.startsWith(`${name.toLowerCase()}-`) && id.length === name.length + 11);
}

/** The service's analysis looks for policies that allow every request, also of tools that are added later. */
export function checkPermitAll({ json, outline, source }: ParsedPolicy): FindingDraft[] {
  const isOpen = json.effect === 'permit' && json.conditions.length === 0 && json.action.op === 'All' && ['All', 'is'].includes(json.principal.op) && !json.principal.in;
  if (!isOpen || !source.isAnalyzed) return [];
  return [{
    id: 'permit-all',
    severity: 'warning',
    message: 'this permits every call, which the service rejects as "Overly Permissive"',
    fix: 'narrow it by a principal, an action or a condition, or set the validation mode `IGNORE_ALL_FINDINGS`',
    span: outline.effect,
  }];
}

export function checkPrincipalKind({ json, outline }: ParsedPolicy, { gateways }: Scene): FindingDraft[] {
  const type = (json.principal.entity ? uidOf(json.principal.entity).type : json.principal.entity_type)?.replace(`${NAMESPACE}::`, '');
  if (type === 'UnauthenticatedUser') {
    return [{
      id: 'wrong-principal-kind',
      severity: 'warning',
      message: 'the service rejected policies that name AgentCore::UnauthenticatedUser',
      fix: 'leave the principal open: permit(principal, …)',
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
      `this policy is about ${NAMESPACE}::${type} and never applies${json.effect === 'forbid' ? ', so it forbids nothing' : ''}`,
    fix: `write principal is ${[...new Set(possible)].map((one) => `${NAMESPACE}::${one}`).join(' or ')}`,
    span: outline.principal,
  }];
}

/** The session name is stripped and the path is lost on the way to the policy engine. */
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
        ? 'a role reaches the policy engine without path and session name, so this never matches'
        : 'a role reaches the policy engine as its STS ARN, so this never matches',
      fix: `write "${id}"`,
      span: token,
    }];
  })];
}

const PRINCIPAL_ID = 'arn:<partition>:sts::<account>:assumed-role/<name of the role>';

/** `*:role/Agent` and `*:assumed-role/Agent/*`: the end of an ARN, behind `like`. */
function endOfPrincipalId(pattern: string): string | undefined {
  const [, before, name] = /^(\*[^/]*):(?:role\/(?:[^*]*\/)?|assumed-role\/(?=[^/]+\/))([^/]+)(?:\/.*)?$/.exec(pattern) ?? [];
  return name && `${before}:assumed-role/${name}`;
}

/** Names and wildcards in place of ARNs: `AgentCore::IamEntity::"Agent"`. */
function notArns(tokens: readonly Token[]): FindingDraft[] {
  return entityLiterals(tokens).filter(({ type, id }) => type === IAM_TYPE && !id.startsWith('arn:') && !isUnresolved(id) && !hasSymbol(id)).map(({ id, start, end }) => ({
    id: 'iam-role-arn',
    severity: 'warning',
    message: `a role reaches the policy engine as its STS ARN, which "${id}" is not`,
    fix: id.includes('*') ? 'write principal is AgentCore::IamEntity, and principal.id like "…" in the conditions' : `write "${PRINCIPAL_ID}"`,
    span: { start, end },
  }));
}

/** `context.input.role == "arn:…"` is about an argument, whatever it looks like. */
function isComparedWithContext(tokens: readonly Token[], index: number): boolean {
  return attributePaths(tokens).some(({ variable, start, next }) => variable === 'context' &&
    (next === index - 1 || tokens[index + 2]?.start === start));
}

/** The gateway as the author of a policy would write it. */
function writtenGateway({ gateways, placeholders }: Scene): string {
  const arn = gateways.length === 1 ? gateways[0].arn : undefined;
  const placeholder = Object.entries(placeholders).find(([, value]) => value === arn)?.[0];
  const text = placeholder === undefined ? arn : `{{${placeholder}}}`;
  return `${GATEWAY_TYPE}::"${text === undefined || text.includes('${') ? '<ARN of the gateway>' : text}"`;
}

/** True for a text whose value is known only at deployment, or whose placeholder has no value. */
function isUnresolved(text: string): boolean {
  return text.includes('${Token[') || text.includes('{{') || text.includes('<%');
}

/** True for what is in place of a value that only the deployment knows, and nothing else. */
function isSymbol(text: string): boolean {
  return /^⟨[^⟨⟩]*⟩$/.test(text);
}

function hasSymbol(text: string): boolean {
  return text.includes('⟨');
}
