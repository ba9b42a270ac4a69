import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { Credentials } from './world.lambda';

export interface Unsigned {
  readonly method: string;
  readonly url: URL;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

export interface SigningScope {
  readonly region: string;
  readonly service: string;
}

/** The request's headers with SigV4's added. */
export async function sign(request: Unsigned, scope: SigningScope, credentials: Credentials, at: Date): Promise<Record<string, string>> {
  const { method, url, body } = request;
  const signer = new SignatureV4({ ...scope, credentials, sha256: Sha256 });
  const signed = await signer.sign({
    method,
    protocol: url.protocol,
    hostname: url.hostname,
    // Still encoded, as it goes over the wire: a runtime's path holds its ARN as one encoded segment, and SigV4 encodes once more.
    path: url.pathname,
    query: query(url),
    headers: { ...request.headers, host: url.host },
    body,
  }, { signingDate: at });
  // fetch sets it by itself, from the same URL.
  const { host: _, ...headers } = signed.headers;
  return headers;
}

function query(url: URL): Record<string, string[]> {
  const names = [...new Set(url.searchParams.keys())];
  return Object.fromEntries(names.map((name) => [name, url.searchParams.getAll(name)]));
}
