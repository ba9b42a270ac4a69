import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { Environment } from './environment.lambda';

export interface CloudFormationResponse {
  readonly status: 'SUCCESS' | 'FAILED';
  readonly physicalResourceId: string;
  readonly reason?: string;
  readonly data?: Record<string, string>;
}

const TRIES = 6;
const TRY_TIMEOUT_MS = 4_000;
const FIRST_WAIT_MS = 250;

/**
 * Sends the response to CloudFormation; throws if CloudFormation does not accept it, so that Lambda retries the event.
 *
 * Without a response, the stack waits for an hour. The URL is a credential and must not appear in logs.
 */
export async function respond(
  event: CloudFormationCustomResourceEvent, response: CloudFormationResponse, environment: Environment, until: number,
): Promise<void> {
  const { status, reason, physicalResourceId, data } = response;
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
  for (let attempt = 1; attempt <= TRIES && until > environment.now(); attempt++) {
    trouble = await put(event.ResponseURL, body, environment, Math.min(TRY_TIMEOUT_MS, until - environment.now()));
    environment.log({ response: status, attempt, outcome: trouble || 'delivered' });
    if (trouble === '') return;
    await environment.sleep(FIRST_WAIT_MS * 2 ** (attempt - 1));
  }
  throw new Error(`could not send ${status} to CloudFormation: ${trouble || 'no time left'}`);
}

/** Returns an empty string on success, otherwise the reason of the failure. */
async function put(url: string, body: string, environment: Environment, timeoutMs: number): Promise<string> {
  try {
    // The URL is pre-signed for an empty content type; fetch would set one.
    const response = await environment.fetch(url, { method: 'PUT', headers: { 'content-type': '' }, body, signal: environment.abortAfter(timeoutMs) });
    await response.body?.cancel();
    return response.ok ? '' : `HTTP ${response.status}`;
  } catch (error) {
    // Not the message, which may contain the URL.
    const { name, cause } = error as Error;
    return (cause as NodeJS.ErrnoException | undefined)?.code ?? name;
  }
}
