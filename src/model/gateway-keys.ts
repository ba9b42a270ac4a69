import type { GatewayModel } from './gateway-model';
import type { Address } from './source';
import { isRecord, property } from './value';
import { GATEWAYS_NAMESPACE } from '../service/runtime-config';

/** The key of each gateway in the Runtime Configuration. */
export function gatewayKeys({ runtimeConfigurations, gateways }: Pick<GatewayModel, 'runtimeConfigurations' | 'gateways'>): Map<Address, string> {
  return new Map(runtimeConfigurations.flatMap(({ document }) => {
    const urls = property(document, GATEWAYS_NAMESPACE);
    if (!isRecord(urls)) return [];
    return Object.entries(urls).flatMap(([key, url]): [Address, string][] => {
      const gateway = gateways.find((candidate) => candidate.url === url);
      return gateway ? [[gateway.address, key]] : [];
    });
  }));
}
