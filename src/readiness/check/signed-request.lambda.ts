import { Environment } from './environment.lambda';
import { sign, SigningScope } from './sign.lambda';

/** One request to an AWS API. */
export interface AwsRequest extends SigningScope {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: URL;
  readonly contentType?: string;
  readonly body?: string;
}

export interface AwsResponse {
  readonly status: number;
  readonly text: string;
}

/** AWS APIs respond within seconds. */
const LIMIT_MS = 10_000;

/** Sends a request that is signed with the role of the function. */
export async function sendSigned({ method, url, contentType, body, region, service }: AwsRequest, environment: Environment): Promise<AwsResponse> {
  const headers = await sign(
    { method, url, body, headers: contentType === undefined ? {} : { 'content-type': contentType } },
    { region, service }, environment.credentials(), new Date(environment.now()));
  const response = await environment.fetch(url, { method, headers, body, signal: environment.abortAfter(LIMIT_MS) });
  return { status: response.status, text: await response.text() };
}
