import { createHash, createHmac } from 'crypto';
import { IncomingHttpHeaders } from 'http';

/** A received request. */
export interface SignedRequest {
  readonly method: string;
  /** The encoded path and query. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Signer {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly region: string;
  readonly service: string;
}

/**
 * What is wrong with the signature of a request, or nothing. Written from the specification, so that it shares no mistake with the library that signs.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function faultInSignature(request: SignedRequest, signer: Signer, now: Date): string | undefined {
  const { headers } = request;
  const parts = /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(headers.authorization ?? '');
  if (!parts) return 'no AWS4-HMAC-SHA256 authorization';
  const [, credential, signedHeaders, signature] = parts;

  const timestamp = String(headers['x-amz-date']);
  const date = timestamp.slice(0, 8);
  const scope = `${date}/${signer.region}/${signer.service}/aws4_request`;
  if (credential !== `${signer.accessKeyId}/${scope}`) return `credential ${credential}`;
  if (Math.abs(parseTimestamp(timestamp) - now.getTime()) > 5 * 60_000) return `expired at ${timestamp}`;
  if (headers['x-amz-security-token'] !== signer.sessionToken) return 'wrong session token';

  const names = signedHeaders.split(';');
  const mustBeSigned = ['host', ...Object.keys(headers).filter((name) => name.startsWith('x-amz-'))];
  const unsigned = mustBeSigned.filter((name) => !names.includes(name));
  if (unsigned.length > 0) return `not signed: ${unsigned.join(', ')}`;

  const [path, query = ''] = request.target.split('?', 2);
  const canonicalRequest = [
    request.method,
    // Every service except S3 encodes the path once more.
    path.split('/').map(encode).join('/'),
    query.split('&').filter(Boolean).map((pair) => canonicalPair(pair)).sort().join('&'),
    ...names.map((name) => `${name}:${String(headers[name]).trim().replace(/ +/g, ' ')}`),
    '',
    signedHeaders,
    sha256(request.body),
  ].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', timestamp, scope, sha256(canonicalRequest)].join('\n');
  const key = [date, signer.region, signer.service, 'aws4_request'].reduce<Buffer>((k, part) => hmac(k, part), Buffer.from(`AWS4${signer.secretAccessKey}`));
  if (hmac(key, toSign).toString('hex') === signature) return undefined;

  // The service returns the request that it expected, which includes the session token.
  return 'The request signature we calculated does not match the signature you provided. ' +
    `The Canonical String for this request should have been '${canonicalRequest}'`;
}

function canonicalPair(pair: string): string {
  const [name, value = ''] = pair.split('=', 2).map((part) => decodeURIComponent(part));
  return `${encode(name)}=${encode(value)}`;
}

/** Percent-encodes all characters except the unreserved ones of RFC 3986. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

function parseTimestamp(timestamp: string): number {
  return Date.parse(timestamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
