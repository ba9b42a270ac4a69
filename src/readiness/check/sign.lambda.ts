import { createHash, createHmac, Hash, Hmac } from 'crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import { Credentials } from './environment.lambda';
import { Headers, HttpRequest } from '../../mcp-client/transport';

export interface SigningScope {
  readonly region: string;
  readonly service: string;
}

/** Signs a request with SigV4 and returns its headers with the signature added. */
export async function sign(request: Omit<HttpRequest, 'method'> & { readonly method: string }, scope: SigningScope, credentials: Credentials, at: Date): Promise<Headers> {
  const { method, url, body } = request;
  const signer = new SignatureV4({ ...scope, credentials, sha256: Sha256 });
  const signed = await signer.sign({
    method,
    protocol: url.protocol,
    hostname: url.hostname,
    // The encoded path: it contains the ARN of a runtime as one encoded segment, which SigV4 encodes again.
    path: url.pathname,
    query: query(url),
    headers: { ...request.headers, host: url.host },
    body,
  }, { signingDate: at });
  // fetch sets `host`.
  const { host: _, ...headers } = signed.headers;
  return headers;
}

/** SHA-256 in the form that the signer requires: an HMAC when it receives a secret. */
class Sha256 {
  private readonly hash: Hash | Hmac;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytes(secret));
  }

  public update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.hash.update(bytes(data));
  }

  public async digest(): Promise<Uint8Array> {
    return this.hash.digest();
  }
}

function bytes(data: string | ArrayBuffer | ArrayBufferView): string | Uint8Array {
  if (typeof data === 'string') return data;
  return ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data);
}

function query(url: URL): Record<string, string[]> {
  const names = [...new Set(url.searchParams.keys())];
  return Object.fromEntries(names.map((name) => [name, url.searchParams.getAll(name)]));
}
