import type { Gateway, GatewayModel, Target } from '../../../model/gateway-model';
import { stronglyConnected } from '../../../model/graph-algorithms';
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

  const indexOf = new Map(gateways.map(({ address }, index) => [address, index]));
  const inner = gateways.map((gateway) => gateway.targets.flatMap((target) => {
    const pointsTo = targetAt.get(target)?.pointsTo;
    return (pointsTo?.kind === 'gateway' && pointsTo.address !== undefined ? indexOf.get(pointsTo.address) : undefined) ?? [];
  }));
  const groupOf = new Map(stronglyConnected(inner).flatMap((group, number) => group.map((index): [Address, number] => [gateways[index].address, number])));

  return targets.flatMap((outer): OuterTarget[] => {
    const { pointsTo, gateway } = outer;
    const innerGateway = pointsTo.kind === 'gateway' && pointsTo.address !== undefined ? gatewayAt.get(pointsTo.address) : undefined;
    if (!innerGateway || !listsAtCreation(outer)) return [];
    const cycle = groupOf.get(innerGateway.address);
    if (cycle !== undefined && gateway?.address !== undefined && groupOf.get(gateway.address) === cycle) return [];
    return [{ outer, inner: innerGateway, innerTargets: innerGateway.targets.flatMap((address) => targetAt.get(address) ?? []) }];
  });
}
