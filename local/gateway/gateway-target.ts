import type { TargetSnapshot } from '../snapshot/snapshot';
import type { Target } from '../targets/target';

/** A target of a gateway, and what it calls. */
export interface GatewayTarget {
  readonly snapshot: TargetSnapshot;
  readonly target: Target;
}
