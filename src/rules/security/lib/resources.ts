import type { GatewayModel, Resource } from '../../../model/gateway-model';

/** Resources of a type that are, or may be, created. */
export function resourcesOfType(model: GatewayModel, type: string): Resource[] {
  return Object.values(model.resources).filter((resource) => resource.type === type && resource.exists !== 'no');
}
