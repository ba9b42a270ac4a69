import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { World } from './world.lambda';

export interface Answer {
  readonly status: 'SUCCESS' | 'FAILED';
  readonly physicalResourceId: string;
  readonly reason?: string;
  readonly data?: Record<string, string>;
}

const TRIES = 6;
const TRY_TIMEOUT_MS = 4_000;
const FIRST_WAIT_MS = 250;

/**
 * Puts the answer where CloudFormation waits for it; throws if that does not work, so that Lambda runs the event again.
 *
 * Without an answer the stack would wait for an hour. The URL is a credential and appears nowhere.
 */
export async function answer(event: CloudFormationCustomResourceEvent, result: Answer, world: World, until: number): Promise<void> {
  const { status, reason, physicalResourceId, data } = result;
  const body = JSON.stringify({
    Status: status,
    Reason: reason,
    PhysicalResourceId: physicalResourceId,
    StackId: event.StackId,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
    Data: data,
  });

  let trouble = '';
  for (let attempt = 1; attempt <= TRIES && until > world.now(); attempt++) {
    trouble = await put(event.ResponseURL, body, world, Math.min(TRY_TIMEOUT_MS, until - world.now()));
    world.log({ answer: status, attempt, outcome: trouble || 'delivered' });
    if (trouble === '') return;
    await world.sleep(FIRST_WAIT_MS * 2 ** (attempt - 1));
  }
  throw new Error(`CloudFormation could not be told ${status}: ${trouble || 'no time left'}`);
}

/** Nothing, or what went wrong. */
async function put(url: string, body: string, world: World, timeoutMs: number): Promise<string> {
  try {
    // The pre-signed URL is signed for an empty content type; fetch would fill one in.
    const response = await world.fetch(url, { method: 'PUT', headers: { 'content-type': '' }, body, signal: world.timeout(timeoutMs) });
    await response.body?.cancel();
    return response.ok ? '' : `HTTP ${response.status}`;
  } catch (error) {
    // Not the message, which may hold the URL.
    const { name, cause } = error as Error;
    return (cause as NodeJS.ErrnoException | undefined)?.code ?? name;
  }
}
