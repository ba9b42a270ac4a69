import { createHash } from 'crypto';
import type { CloudFormationCustomResourceEvent, Context } from 'aws-lambda';
import { check } from './check.lambda';
import { Answer, answer } from './cloudformation-answer.lambda';
import { readProperties } from './properties.lambda';
import { reasonNotRun } from './reason.lambda';
import { redact } from './redact.lambda';
import { World } from './world.lambda';

/** Kept of Lambda's own time limit, for ending the session and for reaching CloudFormation at the second or third try. */
const RESERVE_MS = 15_000;
/** A request that does not even heed its own time limit may take this much of the reserve. */
const GRACE_MS = 5_000;
/** The answer must be out before Lambda stops the function. */
const LAST_MOMENT_MS = 500;

/** One event of the custom resource: does what it asks and answers CloudFormation, whatever happens. */
export async function serve(event: CloudFormationCustomResourceEvent, context: Pick<Context, 'getRemainingTimeInMillis'>, world: World): Promise<void> {
  const end = world.now() + context.getRemainingTimeInMillis();
  const result = event.RequestType === 'Delete'
    ? { status: 'SUCCESS' as const, physicalResourceId: event.PhysicalResourceId }
    : await created(event, world, end - RESERVE_MS);
  await answer(event, result, world, end - LAST_MOMENT_MS);
}

async function created(event: CloudFormationCustomResourceEvent, world: World, latest: number): Promise<Answer> {
  const raw: Record<string, unknown> = event.ResourceProperties;
  const physicalResourceId = physicalId(raw.Url);
  try {
    const properties = readProperties(raw);
    if (latest <= world.now()) throw new Error('the function has no time left for it');
    const deadline = Math.min(world.now() + properties.timeoutMs, latest);
    const outcome = await Promise.race([
      check(properties, world, deadline),
      overdue(world, deadline + GRACE_MS),
    ]);
    return outcome.ready
      ? { status: 'SUCCESS', physicalResourceId, data: { ToolCount: String(outcome.toolCount) } }
      : { status: 'FAILED', physicalResourceId, reason: outcome.reason };
  } catch (error) {
    return { status: 'FAILED', physicalResourceId, reason: reasonNotRun(raw.Name, new Error(hideSecrets((error as Error).message, world))) };
  }
}

/** The same for the same URL: an update that keeps it must not look like a replacement. */
function physicalId(url: unknown): string {
  return `readiness-${createHash('sha256').update(String(url)).digest('hex').slice(0, 32)}`;
}

async function overdue(world: World, at: number): Promise<never> {
  const signal = world.timeout(Math.max(0, at - world.now()));
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('it did not end in time'))));
}

function hideSecrets(text: string, world: World): string {
  try {
    return redact(text, world.credentials());
  } catch {
    // No credentials, so none to hide.
    return text;
  }
}
