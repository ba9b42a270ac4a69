import type { Gateway, GatewayModel, Role } from '../../../model/gateway-model';

/** A role and the gateways that use it. */
export interface GatewayRole {
  readonly role: Role;
  readonly gateways: readonly Gateway[];
}

/** The gateway roles that are in the templates, each once. */
export function gatewayRoles({ gateways, roles }: GatewayModel): GatewayRole[] {
  return roles.flatMap((role) => {
    const users = gateways.filter((gateway) => gateway.role?.address === role.address);
    return users.length > 0 ? [{ role, gateways: users }] : [];
  });
}
