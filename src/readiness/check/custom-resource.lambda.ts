import { createHash } from 'crypto';
import type { CloudFormationCustomResourceEvent, Context } from 'aws-lambda';
import { checkAll } from './check.lambda';
import { CloudFormationResponse, respond } from './cloudformation-response.lambda';
import { Environment } from './environment.lambda';
import { readServers } from './properties.lambda';
import { reasonNotRun } from './reason.lambda';
import { redact } from './redact.lambda';
import { placeOf } from './stack-place.lambda';
import { stackStatus } from './stack-status.lambda';
import { synchronizeAfterRemoval } from '../synchronize/after-removal.lambda';
import { ControlPlane } from '../synchronize/control-plane.lambda';
import { changedTargets, readProperties as readSynchronization } from '../synchronize/properties.lambda';
import { startSynchronizing, synchronize } from '../synchronize/synchronize.lambda';

const SYNCHRONIZATION = 'Custom::AgentCoreSynchronization';
const AFTER_REMOVAL = 'Custom::AgentCoreSynchronizationAfterRemoval';
/** Reserved from Lambda's timeout for ending the session and for retrying the response to CloudFormation. */
const RESERVE_MS = 15_000;
/** The share of the reserve for a request that exceeds its time limit. */
const GRACE_MS = 5_000;
/** The response must be sent before Lambda stops the function. */
const LAST_MOMENT_MS = 500;

/** Handles one event of a custom resource. Always responds to CloudFormation. */
export async function serve(event: CloudFormationCustomResourceEvent, context: Pick<Context, 'getRemainingTimeInMillis'>, environment: Environment): Promise<void> {
  const end = environment.now() + context.getRemainingTimeInMillis();
  const response = event.RequestType === 'Delete'
    ? await deleted(event, environment, end - RESERVE_MS)
    : await handled(event, environment, end - RESERVE_MS);
  await respond(event, response, environment, end - LAST_MOMENT_MS);
}

/** A deletion always succeeds: nothing of a custom resource exists that could stay behind. */
async function deleted(event: DeleteEvent, environment: Environment, latest: number): Promise<CloudFormationResponse> {
  if (event.ResourceType === AFTER_REMOVAL) {
    await synchronizeAfterRemoval(event, environment, latest)
      .catch((error: Error) => environment.log({ synchronize: event.LogicalResourceId, error: hideSecrets(error.message, environment) }));
  }
  return { status: 'SUCCESS', physicalResourceId: event.PhysicalResourceId };
}

type DeleteEvent = Extract<CloudFormationCustomResourceEvent, { readonly RequestType: 'Delete' }>;
type WriteEvent = Exclude<CloudFormationCustomResourceEvent, { readonly RequestType: 'Delete' }>;

async function handled(event: WriteEvent, environment: Environment, latest: number): Promise<CloudFormationResponse> {
  const raw: Record<string, unknown> = event.ResourceProperties;
  // Its existence is all that counts until it is deleted.
  if (event.ResourceType === AFTER_REMOVAL) return { status: 'SUCCESS', physicalResourceId: physicalId('removal', event.LogicalResourceId) };
  const [physicalResourceId, handle] = event.ResourceType === SYNCHRONIZATION
    ? [physicalId('synchronization', raw.GatewayId), synchronized] as const
    : [physicalId('readiness', raw.Url ?? event.LogicalResourceId), checked] as const;
  const rollback = await isRollback(event, environment);
  try {
    if (latest <= environment.now()) throw new Error('the function has no time left');
    return { physicalResourceId, ...await handle(event, environment, latest, rollback) };
  } catch (error) {
    const reason = reasonNotRun(raw.Name, new Error(hideSecrets((error as Error).message, environment)));
    // The version of this function that the rollback restores may not know the properties of the newer version.
    return rollback ? { status: 'SUCCESS', physicalResourceId } : { status: 'FAILED', physicalResourceId, reason };
  }
}

type Result = Omit<CloudFormationResponse, 'physicalResourceId'>;

/** Waits until servers or inner gateways list their tools. */
async function checked(event: WriteEvent, environment: Environment, latest: number, rollback: boolean): Promise<Result> {
  if (rollback) return { status: 'SUCCESS' };
  const before = event.RequestType === 'Update' ? event.OldResourceProperties : undefined;
  const servers = readServers(event.ResourceProperties, placeOf(event.StackId).region, before);
  const longest = Math.max(0, ...servers.map(({ timeoutMs }) => timeoutMs));
  const deadline = Math.min(environment.now() + longest, latest);
  const outcome = await Promise.race([
    checkAll(servers, environment, deadline),
    overdue(environment, deadline + GRACE_MS),
  ]);
  return outcome.ready ? { status: 'SUCCESS', data: { ToolCount: String(outcome.toolCount) } } : { status: 'FAILED', reason: outcome.reason };
}

/** Makes a gateway read the tools of targets again whose servers changed. */
async function synchronized(event: WriteEvent, environment: Environment, latest: number, rollback: boolean): Promise<Result> {
  const { region, urlSuffix } = placeOf(event.StackId);
  const properties = readSynchronization(event.ResourceProperties, region);
  if (event.RequestType === 'Create') return { status: 'SUCCESS' };
  const changed = changedTargets(properties, event.OldResourceProperties);
  if (changed.length === 0) return { status: 'SUCCESS' };
  const control = new ControlPlane(properties, urlSuffix, environment);
  if (rollback) {
    await startSynchronizing(control, properties.gatewayId, changed, environment);
    return { status: 'SUCCESS' };
  }
  const reason = await synchronize(control, String(event.ResourceProperties.Name), changed, environment, latest);
  return reason === undefined ? { status: 'SUCCESS' } : { status: 'FAILED', reason };
}

async function isRollback(event: WriteEvent, environment: Environment): Promise<boolean> {
  if (event.RequestType !== 'Update') return false;
  // A rollback must not wait for a server, which may be the reason for it. An unknown status counts as an ordinary update.
  return (await stackStatus(event.StackId, environment))?.includes('ROLLBACK') ?? false;
}

/** Derived from what an update of the resource keeps: the URL, the gateway, or the logical ID. */
function physicalId(prefix: string, of: unknown): string {
  return `${prefix}-${createHash('sha256').update(String(of)).digest('hex').slice(0, 32)}`;
}

async function overdue(environment: Environment, at: number): Promise<never> {
  const signal = environment.abortAfter(Math.max(0, at - environment.now()));
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('it did not finish in time'))));
}

function hideSecrets(text: string, environment: Environment): string {
  try {
    return redact(text, environment.credentials());
  } catch {
    // Without credentials there are none to redact.
    return text;
  }
}
