import { ControlPlane, Rejection, TargetState } from './control-plane.lambda';
import type { CachedTarget } from './properties.lambda';
import { excerpt } from '../../mcp-client/excerpt';
import type { Environment } from '../check/environment.lambda';
import { redact } from '../check/redact.lambda';

const POLL_MS = 3_000;
/** How many targets are synchronized at the same time: a hundred one by one would take longer than the function has. */
const CONCURRENT = 5;
/** CloudFormation cuts off a longer reason. */
const MAX_REASON_BYTES = 1000;

/**
 * Makes the gateway read the tools of `targets` again, and waits until it has.
 *
 * @param deadline milliseconds since the epoch
 * @returns why a target was not synchronized, or undefined
 */
export async function synchronize(
  control: ControlPlane, targets: readonly CachedTarget[], environment: Environment, deadline: number,
): Promise<string | undefined> {
  const waiting = [...targets];
  const failures: string[] = [];
  const synchronizeNext = async (): Promise<void> => {
    for (let target = waiting.shift(); target !== undefined; target = waiting.shift()) {
      const failure = await synchronizeOne(control, target, environment, deadline);
      environment.log({ synchronize: target.name, outcome: failure ?? 'synchronized' });
      if (failure !== undefined) failures.push(`${target.name}: the gateway did not read its tools again: ${failure}`);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT }, synchronizeNext));
  return failures.length === 0 ? undefined : excerpt(redact(failures.join('; '), environment.credentials()), MAX_REASON_BYTES);
}

/** Starts the synchronization without waiting for it: a rollback must not depend on a server. */
export async function startSynchronizing(control: ControlPlane, targets: readonly CachedTarget[], environment: Environment): Promise<void> {
  for (const { id, name } of targets) {
    const outcome = await control.synchronize(id).then(() => 'started', (error: Error) => error.message);
    environment.log({ synchronize: name, rollback: true, outcome });
  }
}

async function synchronizeOne(control: ControlPlane, { id }: CachedTarget, environment: Environment, deadline: number): Promise<string | undefined> {
  for (;;) {
    const failure = await attempt(control, id, environment, deadline);
    if (failure === undefined || !failure.again || environment.now() + POLL_MS > deadline) return failure?.reason;
    await environment.sleep(POLL_MS);
  }
}

interface AttemptFailure {
  readonly reason: string;
  readonly again: boolean;
}

async function attempt(control: ControlPlane, id: string, environment: Environment, deadline: number): Promise<AttemptFailure | undefined> {
  try {
    const before = await settled(control, id, environment, deadline);
    await control.synchronize(id);
    const after = await settled(control, id, environment, deadline, before);
    if (after.status === 'READY') return undefined;
    return { reason: `its status is ${after.status}${after.reasons.length === 0 ? '' : ` (${after.reasons.join('; ')})`}`, again: after.status === 'SYNCHRONIZE_UNSUCCESSFUL' };
  } catch (error) {
    return { reason: (error as Error).message, again: !(error instanceof Rejection) || error.isTemporary };
  }
}

/**
 * Waits until no operation on the target is in progress.
 *
 * @param before if given, `READY` counts only with another time of synchronization than then
 */
async function settled(control: ControlPlane, id: string, environment: Environment, deadline: number, before?: TargetState): Promise<TargetState> {
  for (;;) {
    const state = await control.describe(id);
    const isStale = state.status === 'READY' && before !== undefined && state.lastSynchronizedAt === before.lastSynchronizedAt;
    if (!isStale && !/^(CREATING|UPDATING|DELETING|SYNCHRONIZING)$/.test(state.status)) return state;
    if (environment.now() + POLL_MS > deadline) throw new Error(`its status is still ${state.status}`);
    await environment.sleep(POLL_MS);
  }
}
