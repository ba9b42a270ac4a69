import { readFileSync } from 'fs';
import { iamPrincipal, oauthPrincipal, Principal, unauthenticatedPrincipal } from '../../src/cedar';
import { principalsOfRole } from '../../src/cedar/role-principals';
import type { GatewayModel, Role } from '../../src/model/gateway-model';
import type { Address } from '../../src/model/source';
import { FUNCTION_TYPES } from '../../src/service/resource-types';
import { asUserError, UserError } from '../user-error';

/** A principal that may call gateways. */
export interface NamedPrincipal {
  readonly name: string;
  /** The construct path of the role, or of the agent or function that has it. */
  readonly path?: string;
  /** The role, if it is in the app. */
  readonly role?: Address;
  /** All notations of the principal; the first that the policies contain is used. */
  readonly forms: readonly Principal[];
}

/** Distinguishes callers with the same name by their construct paths, or by a number. */
export function withDistinctNames(principals: readonly NamedPrincipal[]): NamedPrincipal[] {
  const isShared = (name: string) => principals.filter((one) => one.name === name).length > 1;
  return principals.map((one, index) => {
    if (!isShared(one.name)) return one;
    const number = principals.slice(0, index).filter(({ name }) => name === one.name).length + 1;
    return { ...one, name: one.path ?? (number === 1 ? one.name : `${one.name} (${number})`) };
  });
}

/**
 * Parses a principal: the claims of a token as JSON or as a JSON file, the ARN of a role, the construct path (or the end of it) of an agent,
 * function or role of the app, or `anyone`.
 */
export function readPrincipal(text: string, model: GatewayModel): NamedPrincipal {
  if (text === 'anyone') return { name: 'anyone', forms: [unauthenticatedPrincipal()] };
  if (text.startsWith('{') || text.startsWith('@')) return readClaims(text);
  if (text.startsWith('arn:')) return { name: text.slice(text.lastIndexOf('/') + 1), forms: [iamPrincipal(text)] };
  return inApp(text, model);
}

function readClaims(text: string): NamedPrincipal {
  const json = text.startsWith('@') ? asUserError(() => readFileSync(text.slice(1), 'utf8')) : text;
  let claims: unknown;
  try {
    claims = JSON.parse(json);
  } catch (error) {
    throw new UserError(`the claims ${text} are not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof claims !== 'object' || claims === null || Array.isArray(claims)) throw new UserError(`the claims ${text} are not a JSON object`);
  const principal = oauthPrincipal(claims as Record<string, unknown>);
  return { name: principal.id || 'token', forms: [principal] };
}

function inApp(text: string, model: GatewayModel): NamedPrincipal {
  const candidates = [...model.runtimes, ...model.gateways, ...model.roles, ...Object.values(model.resources).filter(({ type }) => FUNCTION_TYPES.includes(type))];
  const found = [({ path }: { path: string }) => path === text, ({ path }: { path: string }) => path.endsWith(`/${text}`)]
    .map((matches) => [...new Map(candidates.filter(matches).map((one) => [one.address, one])).values()]).find((list) => list.length > 0);
  if (!found) {
    throw new UserError(`\`${text}\` is not a principal; use the construct path of an agent, function or role of the app, the ARN of a role, claims as JSON or as @file.json, or \`anyone\``);
  }
  if (found.length > 1) throw new UserError(`\`${text}\` matches several constructs: ${found.map(({ path }) => path).join(', ')}; use the construct path`);
  const [{ address, path }] = found;
  const role = model.roles.find((candidate) => candidate.address === address || candidate.usedBy.includes(address));
  if (!role) throw new UserError(`the role of ${path} is not in the app; use the ARN of the role`);
  return { ...principalOfRole(role, model), path, name: path.slice(path.lastIndexOf('/') + 1) };
}

/** The principal of a role of the app, whose account and name may be unresolved until deployment. */
export function principalOfRole(role: Role, model: GatewayModel): NamedPrincipal {
  return { name: role.path.slice(role.path.lastIndexOf('/') + 1), role: role.address, forms: principalsOfRole(role, model) };
}
