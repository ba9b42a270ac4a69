import type { CloudFormationCustomResourceDeleteEvent } from 'aws-lambda';
import { ControlPlane } from './control-plane.lambda';
import { readOuterGateways } from './properties.lambda';
import { startSynchronizing, synchronize } from './synchronize.lambda';
import type { Environment } from '../check/environment.lambda';
import { placeOf } from '../check/stack-place.lambda';
import { stackStatus } from '../check/stack-status.lambda';

/**
 * Makes outer gateways read the tools of inner gateways again, after targets or Cedar policies of inner gateways were deleted.
 *
 * A gateway comes before those that list its tools, so each gateway reads what the one before it has just read. Does nothing if the stack itself is deleted.
 */
export async function synchronizeAfterRemoval(event: CloudFormationCustomResourceDeleteEvent, environment: Environment, latest: number): Promise<void> {
  const status = await stackStatus(event.StackId, environment);
  if (status === undefined || status.startsWith('DELETE_') || status.startsWith('ROLLBACK_')) return;
  const { urlSuffix, region: ownRegion } = placeOf(event.StackId);
  for (const { gatewayId, region, targets } of readOuterGateways(event.ResourceProperties, ownRegion)) {
    const control = new ControlPlane({ gatewayId, region }, urlSuffix, environment);
    if (status.includes('ROLLBACK')) await startSynchronizing(control, gatewayId, targets, environment);
    else await synchronize(control, gatewayId, targets, environment, latest);
  }
}
