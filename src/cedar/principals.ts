/** Principals: the callers of a gateway in policies. */
import { wellFormed } from './cedar-names';
import { NAMESPACE } from './cedar-type';
import type { CedarEntity } from './engine';
import type { EntityUid } from './entity-uid';
import { splitPath } from '../model/value';
import { AGENTCORE } from '../service/agentcore';
import type { AuthorizerType } from '../service/values';

/** A caller that is authenticated with SigV4. */
interface IamPrincipal {
  readonly kind: 'iam';
  /** For a role: `arn:<partition>:sts::<account>:assumed-role/<RoleName>`, without the session name. */
  readonly id: string;
}

/** A caller that is authenticated with a token. */
interface OAuthPrincipal {
  readonly kind: 'oauth';
  /** The `sub` claim, or the client id for client credentials. */
  readonly id: string;
  /** The claims, as strings. */
  readonly tags: Readonly<Record<string, string>>;
}

/** A caller of a gateway without authentication. Has no attributes and no tags. */
interface UnauthenticatedPrincipal {
  readonly kind: 'unauthenticated';
}

export type Principal = IamPrincipal | OAuthPrincipal | UnauthenticatedPrincipal;

const ENTITY_TYPES = { iam: 'IamEntity', oauth: 'OAuthUser', unauthenticated: 'UnauthenticatedUser' } as const;

/** The principal types of the callers of a gateway. */
export function principalTypesOf(authorizer: AuthorizerType): readonly string[] {
  switch (authorizer) {
    case 'CUSTOM_JWT': return ['OAuthUser'];
    case 'NONE': return ['UnauthenticatedUser'];
    // AWS_IAM and AUTHENTICATE_ONLY both verify SigV4.
    default: return ['IamEntity'];
  }
}

/** Creates the principal for an IAM role. Accepts the ARN of the role, the ARN of a session, or the principal id. */
export function iamPrincipal(arn: string): IamPrincipal {
  return { kind: 'iam', id: wellFormed(roleArnToPrincipalId(arn) ?? arn) };
}

/** Creates the principal for a token with these claims. */
export function oauthPrincipal(claims: Readonly<Record<string, unknown>>): OAuthPrincipal {
  const tags = Object.entries(claims)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]): [string, string] => [wellFormed(name), typeof value === 'string' ? wellFormed(value) : JSON.stringify(value)]);
  const id = claims.sub ?? claims.client_id;
  return { kind: 'oauth', id: typeof id === 'string' ? wellFormed(id) : '', tags: Object.fromEntries(tags) };
}

export function unauthenticatedPrincipal(): UnauthenticatedPrincipal {
  return { kind: 'unauthenticated' };
}

/** A pattern for a part of an ARN: text with symbols for values that are unresolved until deployment. */
const ARN_PART = '(?:⟨[^⟨⟩]*⟩|[^:⟨])*';

/** A pattern for the ARN of a gateway up to its id. */
export const GATEWAY_ARN_START = `arn:${ARN_PART}:${AGENTCORE}:${ARN_PART}:${ARN_PART}:gateway/`;

const ROLE_ARN = new RegExp(`^arn:(${ARN_PART}):(?:iam|sts)::(${ARN_PART}):(role/.+|assumed-role/.+)$`, 's');

/**
 * The principal id of a role in policies: its STS ARN, without path and session name.
 *
 * `undefined` for an ARN of another resource type. Parts of the ARN may be unresolved tokens.
 */
export function roleArnToPrincipalId(arn: string): string | undefined {
  const [, partition, account, resource] = ROLE_ARN.exec(arn) ?? [];
  if (resource === undefined) return undefined;
  const parts = splitPath(resource);
  const name = parts[0] === 'role' ? parts.at(-1) : parts[1];
  return name && `arn:${partition}:sts::${account}:assumed-role/${name}`;
}

export function principalUid(principal: Principal): EntityUid {
  return { type: `${NAMESPACE}::${ENTITY_TYPES[principal.kind]}`, id: principal.kind === 'unauthenticated' ? 'unauthenticated' : principal.id };
}

export function principalEntity(principal: Principal): CedarEntity {
  return {
    uid: principalUid(principal),
    attrs: principal.kind === 'unauthenticated' ? {} : { id: principal.id },
    parents: [],
    ...(principal.kind === 'oauth' ? { tags: principal.tags } : {}),
  };
}
