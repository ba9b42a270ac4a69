import { ControlPlane, Rejection, TargetState } from './control-plane.lambda';
import { excerpt } from '../../mcp-client/excerpt';
import type { Environment } from '../check/environment.lambda';
import { redact } from '../check/redact.lambda';

const POLL_MS = 3_000;
/** How many targets are synchronized at the same time: a hundred one by one would take longer than the function has. */
const CONCURRENT = 5;
/** CloudFormation cuts off a longer reason. */
const MAX_REASON_BYTES = 1000;

/** A target whose tools the gateway caches. */
interface CachedTarget {
  readonly id: string;
  readonly name: string;
}

/**
 * Makes a gateway read the tools of targets again, and waits until it has. Names of targets that do not exist are ignored.
 *
 * @param gateway the name of the gateway, for messages
 * @param names the names of the targets
 * @param deadline milliseconds since the epoch
 * @returns why a target was not synchronized, or undefined
 */
export async function synchronize(
  control: ControlPlane, gateway: string, names: readonly string[], environment: Environment, deadline: number,
): Promise<string | undefined> {
  const waiting = await targetsNamed(names, control, environment, deadline);
  const failures: string[] = [];
  const synchronizeNext = async (): Promise<void> => {
    for (let target = waiting.shift(); target !== undefined; target = waiting.shift()) {
      const failure = await synchronizeOne(control, target, environment, deadline);
      environment.log({ synchronize: gateway, target: target.name, outcome: failure ?? 'synchronized' });
      if (failure !== undefined) failures.push(`${gateway}: the gateway did not read the tools of target ${target.name} again: ${failure}`);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT }, synchronizeNext));
  return failures.length === 0 ? undefined : excerpt(redact(failures.join('; '), environment.credentials()), MAX_REASON_BYTES);
}

/** Starts the synchronization without waiting for it, and never fails: a rollback must not depend on a server. */
export async function startSynchronizing(control: ControlPlane, gateway: string, names: readonly string[], environment: Environment): Promise<void> {
  const line = { synchronize: gateway, rollback: true };
  const ids = await control.targetIds().catch((error: Error) => {
    environment.log({ ...line, outcome: error.message });
    return new Map<string, string>();
  });
  for (const { id, name } of targetsIn(ids, names)) {
    const outcome = await control.synchronize(id).then(() => 'started', (error: Error) => error.message);
    environment.log({ ...line, target: name, outcome });
  }
}

async function targetsNamed(names: readonly string[], control: ControlPlane, environment: Environment, deadline: number): Promise<CachedTarget[]> {
  for (;;) {
    try {
      return targetsIn(await control.targetIds(), names);
    } catch (error) {
      if (!isTemporary(error) || environment.now() + POLL_MS > deadline) throw error;
      await environment.sleep(POLL_MS);
    }
  }
}

function targetsIn(ids: ReadonlyMap<string, string>, names: readonly string[]): CachedTarget[] {
  return names.flatMap((name) => {
    const id = ids.get(name);
    return id === undefined ? [] : [{ id, name }];
  });
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
    return { reason: (error as Error).message, again: isTemporary(error) };
  }
}

/** Everything but a rejection is an error of the network. */
function isTemporary(error: unknown): boolean {
  return !(error instanceof Rejection) || error.isTemporary;
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
