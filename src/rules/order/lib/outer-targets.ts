import type { Gateway, GatewayModel, Target } from '../../../model/gateway-model';
import type { Address } from '../../../model/source';
import { listsAtCreation } from '../../lib/needs/contact-time';

/** A target that lists the tools of an inner gateway of the app while it is created. */
export interface OuterTarget {
  readonly outer: Target;
  readonly inner: Gateway;
  readonly innerTargets: readonly Target[];
}

/** Excludes gateways that list each other: `auth-gateway-cycle` reports them. */
export function outerTargets({ gateways, targets }: GatewayModel): OuterTarget[] {
  const gatewayAt = new Map(gateways.map((gateway) => [gateway.address, gateway]));
  const targetAt = new Map(targets.map((target) => [target.address, target]));

  const leadsTo = (from: Address, to: Address, seen: Set<Address>): boolean => {
    if (from === to) return true;
    if (seen.has(from)) return false;
    seen.add(from);
    return innerGateways(from).some((next) => leadsTo(next, to, seen));
  };
  const innerGateways = (address: Address): Address[] => (gatewayAt.get(address)?.targets ?? []).flatMap((target) => {
    const pointsTo = targetAt.get(target)?.pointsTo;
    return pointsTo?.kind === 'gateway' && pointsTo.address !== undefined ? [pointsTo.address] : [];
  });

  return targets.flatMap((outer): OuterTarget[] => {
    const { pointsTo, gateway } = outer;
    const inner = pointsTo.kind === 'gateway' && pointsTo.address !== undefined ? gatewayAt.get(pointsTo.address) : undefined;
    if (!inner || !listsAtCreation(outer)) return [];
    if (gateway?.address !== undefined && leadsTo(inner.address, gateway.address, new Set())) return [];
    return [{ outer, inner, innerTargets: inner.targets.flatMap((address) => targetAt.get(address) ?? []) }];
  });
}
