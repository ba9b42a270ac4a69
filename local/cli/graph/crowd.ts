import { counted } from '../../../src/findings/format';
import type { GatewayModel } from '../../../src/model/gateway-model';

/** With more targets, the rows of a gateway name their destinations: as many arrows would merge. */
const MOST_ARROWS = 8;
/** With more targets in all gateways, no gateway has rows. */
const MOST_ROWS = 600;
/** With more gateways, too. */
const MOST_OPEN_GATEWAYS = 60;

/** How a picture with many gateways and targets stays readable. */
export interface Crowd {
  /** Why no gateway has rows, for the reader. */
  readonly folded?: string;
  /** Whether the targets of a gateway call with rows instead of arrows. */
  isCrowded(targets: number): boolean;
}

export function crowdOf({ gateways, targets }: Pick<GatewayModel, 'gateways' | 'targets'>): Crowd {
  const isFolded = targets.length > MOST_ROWS || gateways.length > MOST_OPEN_GATEWAYS;
  return {
    isCrowded: (count) => count > MOST_ARROWS,
    ...isFolded ? { folded: `${counted(gateways.length, 'gateway')} with ${counted(targets.length, 'target')}: their targets and what they call are folded; draw one gateway with --gateway` } : {},
  };
}
