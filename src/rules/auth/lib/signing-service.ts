import { hostOf } from './endpoint';
import type { Target } from '../../../model/gateway-model';

/** The service that calls to a target must be signed for, where its endpoint tells. */
export function signingServiceOf({ pointsTo }: Target): string | undefined {
  if (pointsTo.kind === 'runtime' || pointsTo.kind === 'gateway') return 'bedrock-agentcore';
  return pointsTo.kind === 'url' ? hostOf(pointsTo.url.text)?.service : undefined;
}
