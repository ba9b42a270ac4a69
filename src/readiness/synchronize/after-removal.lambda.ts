import type { CloudFormationCustomResourceDeleteEvent } from 'aws-lambda';
import { ControlPlane } from './control-plane.lambda';
import { readOuterTargets } from './properties.lambda';
import { startSynchronizing, synchronize } from './synchronize.lambda';
import { urlSuffixOf } from '../../service/partition';
import type { Environment } from '../check/environment.lambda';
import { stackStatus } from '../check/stack-status.lambda';

/**
 * Makes outer gateways read the tools of an inner gateway again, after targets or Cedar policies of the inner gateway were deleted.
 *
 * Inner gateways come first in the list, so each gateway reads what the one before it has just read. Does nothing if the stack itself is deleted.
 */
export async function synchronizeAfterRemoval(event: CloudFormationCustomResourceDeleteEvent, environment: Environment, latest: number): Promise<void> {
  const status = await stackStatus(event.StackId, environment);
  if (status === undefined || status.startsWith('DELETE_') || status.startsWith('ROLLBACK_')) return;
  const urlSuffix = urlSuffixOf(event.StackId.split(':')[1]);
  for (const { gatewayId, region, name, path } of readOuterTargets(event.ResourceProperties)) {
    const control = new ControlPlane({ gatewayId, region }, urlSuffix, environment);
    const id = await control.targetNamed(name);
    // The outer target was deleted in the same update.
    if (id === undefined) continue;
    const target = { id, name: path };
    if (status.includes('ROLLBACK')) await startSynchronizing(control, [target], environment);
    else await synchronize(control, [target], environment, latest);
  }
}
