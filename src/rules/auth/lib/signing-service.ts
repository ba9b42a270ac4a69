import { hostOf } from './endpoint';
import type { GatewayModel, Target } from '../../../model/gateway-model';
import { AGENTCORE } from '../../../service/agentcore';
import { functionUrlOf } from '../../lib/needs/functions';

/** The service that calls to a target must be signed for, derived from the endpoint. */
export function signingServiceOf(model: GatewayModel, target: Target): string | undefined {
  const { pointsTo } = target;
  if (pointsTo.kind === 'runtime' || pointsTo.kind === 'gateway') return AGENTCORE;
  if (functionUrlOf({ model, target })) return 'lambda';
  return pointsTo.kind === 'url' ? hostOf(pointsTo.url.text)?.service : undefined;
}
