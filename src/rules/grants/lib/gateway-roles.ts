import type { Gateway, GatewayModel, Role } from '../../../model/gateway-model';

/** A role, and the gateways that call their targets with it. */
export interface GatewayRole {
  readonly role: Role;
  readonly gateways: readonly Gateway[];
}

/** The roles of gateways that the templates hold, each once. */
export function gatewayRoles({ gateways, roles }: GatewayModel): GatewayRole[] {
  return roles.flatMap((role) => {
    const users = gateways.filter((gateway) => gateway.role?.address === role.address);
    return users.length > 0 ? [{ role, gateways: users }] : [];
  });
}

/** Gateways of whose roles nothing is known. */
export function gatewaysWithoutRole({ gateways, roles }: GatewayModel): Gateway[] {
  return gateways.filter((gateway) => !roles.some(({ address }) => address === gateway.role?.address));
}
