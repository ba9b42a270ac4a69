import { createHash } from 'crypto';
import type { CloudFormationCustomResourceEvent, Context } from 'aws-lambda';
import { check } from './check.lambda';
import { CloudFormationResponse, respond } from './cloudformation-response.lambda';
import { Environment } from './environment.lambda';
import { readProperties } from './properties.lambda';
import { reasonNotRun } from './reason.lambda';
import { redact } from './redact.lambda';

/** Reserved from Lambda's timeout for ending the session and for retrying the response to CloudFormation. */
const RESERVE_MS = 15_000;
/** The share of the reserve for a request that exceeds its time limit. */
const GRACE_MS = 5_000;
/** The response must be sent before Lambda stops the function. */
const LAST_MOMENT_MS = 500;

/** Handles one event of the custom resource. Always responds to CloudFormation. */
export async function serve(event: CloudFormationCustomResourceEvent, context: Pick<Context, 'getRemainingTimeInMillis'>, environment: Environment): Promise<void> {
  const end = environment.now() + context.getRemainingTimeInMillis();
  const response = event.RequestType === 'Delete'
    ? { status: 'SUCCESS' as const, physicalResourceId: event.PhysicalResourceId }
    : await created(event, environment, end - RESERVE_MS);
  await respond(event, response, environment, end - LAST_MOMENT_MS);
}

async function created(event: CloudFormationCustomResourceEvent, environment: Environment, latest: number): Promise<CloudFormationResponse> {
  const raw: Record<string, unknown> = event.ResourceProperties;
  const physicalResourceId = physicalId(raw.Url);
  try {
    const properties = readProperties(raw);
    if (latest <= environment.now()) throw new Error('the function has no time left');
    const deadline = Math.min(environment.now() + properties.timeoutMs, latest);
    const outcome = await Promise.race([
      check(properties, environment, deadline),
      overdue(environment, deadline + GRACE_MS),
    ]);
    return outcome.ready
      ? { status: 'SUCCESS', physicalResourceId, data: { ToolCount: String(outcome.toolCount) } }
      : { status: 'FAILED', physicalResourceId, reason: outcome.reason };
  } catch (error) {
    return { status: 'FAILED', physicalResourceId, reason: reasonNotRun(raw.Name, new Error(hideSecrets((error as Error).message, environment))) };
  }
}

/** Derived from the URL: an update that keeps the URL must not replace the resource. */
function physicalId(url: unknown): string {
  return `readiness-${createHash('sha256').update(String(url)).digest('hex').slice(0, 32)}`;
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
