import { hostOf } from './endpoint';
import type { Target } from '../../../model/gateway-model';
import { AGENTCORE } from '../../../service/agentcore';

/** The service that calls to a target must be signed for, derived from the endpoint. */
export function signingServiceOf({ pointsTo }: Target): string | undefined {
  if (pointsTo.kind === 'runtime' || pointsTo.kind === 'gateway') return AGENTCORE;
  return pointsTo.kind === 'url' ? hostOf(pointsTo.url.text)?.service : undefined;
}
