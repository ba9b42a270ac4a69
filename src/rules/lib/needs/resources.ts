import type { GatewayModel, Resource } from '../../../model/gateway-model';
import type { Address } from '../../../model/source';
import { attributesIn, symbolTable } from '../../../model/symbols';
import type { Resolved } from '../../../model/value';

const typed = new WeakMap<GatewayModel, ReadonlyMap<string, readonly Resource[]>>();

/** The resources of a type, except those that are never created. */
export function ofType(model: GatewayModel, type: string): readonly Resource[] {
  const byType = typed.get(model) ?? resourcesByType(model);
  typed.set(model, byType);
  return byType.get(type) ?? [];
}

function resourcesByType({ resources }: GatewayModel): Map<string, Resource[]> {
  const byType = new Map<string, Resource[]>();
  for (const resource of Object.values(resources)) {
    if (resource.exists === 'no') continue;
    const sameType = byType.get(resource.type);
    if (sameType) sameType.push(resource);
    else byType.set(resource.type, [resource]);
  }
  return byType;
}

/** Whether a value refers to a resource. */
export function mentions(model: GatewayModel, value: Resolved | undefined, address: Address): boolean {
  return attributesIn(symbolTable(model), value).some((found) => found.address === address);
}
