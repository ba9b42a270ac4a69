import type { CredentialKind } from './credential-kinds';
import { GATEWAY_PERMISSIONS } from './gateway-permissions';
import type { Permission } from './permission';
import { TARGET_PERMISSIONS } from './target-permissions';

/**
 * The permissions that a gateway role needs, one row for each reason.
 *
 * Constructs grant these rows and rules check them. Neither contains action names of its own.
 */

export type TargetPermission = keyof typeof TARGET_PERMISSIONS;
export type GatewayPermission = keyof typeof GATEWAY_PERMISSIONS;
export type PermissionName = TargetPermission | GatewayPermission;

export const PERMISSIONS: Readonly<Record<PermissionName, Permission>> = { ...TARGET_PERMISSIONS, ...GATEWAY_PERMISSIONS };

const OAUTH = ['getWorkloadToken', 'getWorkloadTokenOfUser', 'getOAuthToken', 'readSecret'] as const;

/** The permissions of an agent to get tokens for a gateway with JWT inbound authorization. Its workload access token comes with the invocation. */
export const TOKEN_PERMISSIONS = { token: 'getOAuthToken', secret: 'readSecret' } as const;

/** The permissions to obtain credentials. The gateway's own role and credentials of callers require none. */
export const CREDENTIAL_PERMISSIONS: Readonly<Record<CredentialKind, readonly TargetPermission[]>> = {
  NONE: [],
  GATEWAY_IAM_ROLE: [],
  CALLER_IAM_CREDENTIALS: [],
  JWT_PASSTHROUGH: [],
  API_KEY: ['getWorkloadToken', 'getApiKey', 'readSecret'],
  OAUTH_CLIENT_CREDENTIALS: OAUTH,
  OAUTH_AUTHORIZATION_CODE: [...OAUTH, 'completeSignIn'],
  OAUTH_TOKEN_EXCHANGE: OAUTH,
};
