import type { CloudFormationCustomResourceDeleteEvent } from 'aws-lambda';
import { ControlPlane } from './control-plane.lambda';
import { readOuterTargets } from './properties.lambda';
import { startSynchronizing, synchronize } from './synchronize.lambda';
import type { Environment } from '../check/environment.lambda';
import { placeOf } from '../check/stack-place.lambda';
import { stackStatus } from '../check/stack-status.lambda';

/**
 * Makes outer gateways read the tools of an inner gateway again, after targets or Cedar policies of the inner gateway were deleted.
 *
 * Inner gateways come first in the list, so each gateway reads what the one before it has just read. Does nothing if the stack itself is deleted.
 */
export async function synchronizeAfterRemoval(event: CloudFormationCustomResourceDeleteEvent, environment: Environment, latest: number): Promise<void> {
  const status = await stackStatus(event.StackId, environment);
  if (status === undefined || status.startsWith('DELETE_') || status.startsWith('ROLLBACK_')) return;
  const { urlSuffix, region: ownRegion } = placeOf(event.StackId);
  for (const { gatewayId, region, name } of readOuterTargets(event.ResourceProperties, ownRegion)) {
    const control = new ControlPlane({ gatewayId, region }, urlSuffix, environment);
    const id = await control.targetNamed(name);
    // The outer target was deleted in the same update.
    if (id === undefined) continue;
    const target = { id, name: `${name} of ${gatewayId}` };
    if (status.includes('ROLLBACK')) await startSynchronizing(control, [target], environment);
    else await synchronize(control, [target], environment, latest);
  }
}
