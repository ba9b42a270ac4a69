/** Who calls a gateway, as the policy engine sees it. */
import { wellFormed } from './cedar-names';
import { NAMESPACE } from './cedar-type';
import type { CedarEntity } from './engine';
import type { EntityUid } from './entity-uid';
import { splitPath } from '../model/value';
import { AGENTCORE } from '../service/agentcore';
import type { AuthorizerType } from '../service/values';

/** A caller that was authenticated with SigV4. */
export interface IamPrincipal {
  readonly kind: 'iam';
  /** For a role: `arn:<partition>:sts::<account>:assumed-role/<RoleName>`, without the session. */
  readonly id: string;
}

/** A caller that was authenticated with a token. */
export interface OAuthPrincipal {
  readonly kind: 'oauth';
  /** The `sub` claim; the client id for client credentials. */
  readonly id: string;
  /** Every claim as the string that policies see. */
  readonly tags: Readonly<Record<string, string>>;
}

/** Anybody, at a gateway without authentication. Has no attributes and no tags. */
export interface UnauthenticatedPrincipal {
  readonly kind: 'unauthenticated';
}

export type Principal = IamPrincipal | OAuthPrincipal | UnauthenticatedPrincipal;

const ENTITY_TYPES = { iam: 'IamEntity', oauth: 'OAuthUser', unauthenticated: 'UnauthenticatedUser' } as const;

/** The kinds of principal that callers of a gateway can be. */
export function principalTypesOf(authorizer: AuthorizerType): readonly string[] {
  switch (authorizer) {
    case 'CUSTOM_JWT': return ['OAuthUser'];
    case 'NONE': return ['UnauthenticatedUser'];
    // SigV4 is verified by both.
    default: return ['IamEntity'];
  }
}

/** A caller with an IAM role. Takes the ARN of the role, of its session, or the principal id itself. */
export function iamPrincipal(arn: string): IamPrincipal {
  return { kind: 'iam', id: wellFormed(roleArnToPrincipalId(arn) ?? arn) };
}

/** A caller with a token that has these claims. */
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

/** A part of an ARN, as a pattern: a text, with what stands for values that only the deployment knows. */
const ARN_PART = '(?:⟨[^⟨⟩]*⟩|[^:⟨])*';

/** How the ARN of a gateway begins, before its id. */
export const GATEWAY_ARN_START = `arn:${ARN_PART}:${AGENTCORE}:${ARN_PART}:${ARN_PART}:gateway/`;

const ROLE_ARN = new RegExp(`^arn:(${ARN_PART}):(?:iam|sts)::(${ARN_PART}):(role/.+|assumed-role/.+)$`, 's');

/**
 * The id under which a role reaches the policy engine: its STS ARN, without path and session.
 *
 * `undefined` for what is neither the ARN of a role nor of an assumed role. Parts of the ARN may be unresolved tokens.
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
