// Verifies Signature Version 4 with @smithy/signature-v4: signs anew what was received, and compares. Independent of botocore.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';

class Sha256 {
  constructor(secret) {
    this.hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret);
  }
  update(data) {
    this.hash.update(data);
  }
  async digest() {
    return this.hash.digest();
  }
}

const PATTERN = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/;
const CLOCK_SKEW = 5 * 60 * 1000;

/** Returns what is wrong with the signature of a request; undefined if it is right. */
export async function verifySignature({ method, url, headers, body }, { region, service, keys }) {
  const [, accessKeyId, date, signedRegion, signedService, names, signature] = PATTERN.exec(headers.authorization ?? '') ?? [];
  if (!accessKeyId) return 'Missing Authentication Token';
  const key = keys[accessKeyId];
  if (!key) return `The security token included in the request is invalid: ${accessKeyId}`;
  if (signedRegion !== region || signedService !== service) return `Credential should be scoped to ${region}/${service}, not ${signedRegion}/${signedService}`;
  if ((headers['x-amz-security-token'] ?? '') !== (key.sessionToken ?? '')) return 'The security token included in the request is invalid';

  const signedNames = names.split(';');
  const unsigned = ['host', ...Object.keys(headers).filter((name) => name.startsWith('x-amz'))].filter((name) => !signedNames.includes(name));
  if (unsigned.length > 0) return `Headers are not signed: ${unsigned}`;

  const time = headers['x-amz-date'] ?? '';
  const signingDate = new Date(time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (!(Math.abs(Date.now() - signingDate) < CLOCK_SKEW) || !time.startsWith(date)) return `Signature expired: ${time}`;

  const signer = new SignatureV4({
    region, service, sha256: Sha256, applyChecksum: false, credentials: { accessKeyId, secretAccessKey: key.secret, sessionToken: key.sessionToken },
  });
  const { pathname, searchParams, hostname, port, protocol } = new URL(url);
  const again = await signer.sign({
    method, protocol, hostname, port: Number(port), path: pathname, query: Object.fromEntries(searchParams), body,
    headers: Object.fromEntries(signedNames.map((name) => [name, headers[name]])),
  }, { signingDate, signableHeaders: new Set(signedNames) });
  const expected = PATTERN.exec(again.headers.authorization);
  if (expected[5] !== names || !timingSafeEqual(Buffer.from(expected[6]), Buffer.from(signature))) {
    // As AWS does, with all that was sent.
    return `The request signature we calculated does not match the signature you provided: ${JSON.stringify(headers)}`;
  }
  return undefined;
}
