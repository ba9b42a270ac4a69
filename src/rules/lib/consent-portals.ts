import type { Gateway, GatewayModel } from '../../model/gateway-model';
import { isList, property, Resolved, textOf } from '../../model/value';

/** The gateway of a consent portal, if it is in the app. */
export function gatewayOfPortal({ gateways }: GatewayModel, sources: Resolved | undefined): Gateway | undefined {
  const identifiers = isList(sources) ? sources.map((source) => textOf(property(source, 'Identifier'))?.text) : [];
  return gateways.find(({ identifier, arn }) => identifiers.some((text) => text === identifier || text === arn));
}
