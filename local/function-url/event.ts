import { randomUUID } from 'crypto';
import type { IncomingMessage } from 'http';

/** Where a function URL is. */
export interface FunctionUrlIdentity {
  /** The first part of the host name. */
  readonly urlId: string;
  readonly accountId: string;
  readonly region: string;
}

/** What API clients send as text. Every other body is passed in base64. */
const TEXT = /^(text\/|application\/(.*\+)?(json|xml|javascript|x-www-form-urlencoded)\b)/i;

/**
 * The event of a request to a function URL with IAM authorization: payload format 2.0.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads
 */
export function functionUrlEvent({ headers, method, url = '/' }: IncomingMessage, body: Buffer, { accountId, region, urlId }: FunctionUrlIdentity): Buffer {
  const { pathname, search, searchParams } = new URL(url, 'http://localhost');
  const domainName = `${urlId}.lambda-url.${region}.on.aws`;
  const { cookie, ...others } = headers;
  const isText = TEXT.test(headers['content-type'] ?? '');
  const now = new Date();
  return Buffer.from(JSON.stringify({
    version: '2.0',
    routeKey: '$default',
    rawPath: pathname,
    rawQueryString: search.slice(1),
    ...cookie === undefined ? {} : { cookies: cookie.split(/; */) },
    headers: {
      ...Object.fromEntries(Object.entries(others).map(([name, value]) => [name, String(value)])),
      'host': domainName,
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
    },
    ...searchParams.size === 0 ? {} : { queryStringParameters: Object.fromEntries([...new Set(searchParams.keys())].map((name) => [name, searchParams.getAll(name).join()])) },
    requestContext: {
      accountId,
      apiId: urlId,
      authorizer: { iam: { accountId, userArn: `arn:aws:sts::${accountId}:assumed-role/local/local` } },
      domainName,
      domainPrefix: urlId,
      http: { method, path: pathname, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: headers['user-agent'] ?? '' },
      requestId: randomUUID(),
      routeKey: '$default',
      stage: '$default',
      time: now.toUTCString().replace(/^\w+, (\d+) (\w+) (\d+) ([\d:]+) GMT$/, '$1/$2/$3:$4 +0000'),
      timeEpoch: now.getTime(),
    },
    ...body.length === 0 ? {} : { body: body.toString(isText ? 'utf8' : 'base64') },
    isBase64Encoded: body.length > 0 && !isText,
  }));
}
