import { randomUUID } from 'crypto';
import type { HttpRequest } from '../openapi/request';

export interface ProxiedMethod {
  /** As the API defines it: `/pets/{petId}`. */
  readonly resourcePath: string;
  readonly stage: string;
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly accountId: string;
  readonly apiId: string;
}

/**
 * The event of a Lambda proxy integration.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format
 */
export function proxyEvent({ body, headers, method, url }: HttpRequest, { accountId, apiId, resourcePath, stage, stageVariables }: ProxiedMethod): Buffer {
  const query = [...url.searchParams];
  const path = url.pathname;
  const now = new Date();
  return Buffer.from(JSON.stringify({
    resource: resourcePath,
    path,
    httpMethod: method,
    headers: orNull(headers),
    multiValueHeaders: orNull(Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]))),
    // Of several values, the last.
    queryStringParameters: orNull(Object.fromEntries(query)),
    multiValueQueryStringParameters: orNull(Object.fromEntries(query.map(([name]) => [name, url.searchParams.getAll(name)]))),
    pathParameters: orNull(pathParameters(resourcePath, path)),
    stageVariables: orNull(stageVariables),
    requestContext: {
      accountId,
      apiId,
      stage,
      resourcePath,
      resourceId: resourcePath,
      httpMethod: method,
      path: `/${stage}${path}`,
      protocol: 'HTTP/1.1',
      requestId: randomUUID(),
      extendedRequestId: randomUUID(),
      requestTime: now.toUTCString(),
      requestTimeEpoch: now.getTime(),
      identity: { sourceIp: '127.0.0.1', userAgent: 'AmazonBedrockAgentCore' },
    },
    body: body ? body.toString() : null,
    isBase64Encoded: false,
  }));
}

function pathParameters(resourcePath: string, path: string): Record<string, string> {
  const names = [...resourcePath.matchAll(/\{([^{}+]+)\+?\}/g)].map(([, name]) => name);
  const pattern = resourcePath.split(/\{[^{}]+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('([^/]+)');
  const values = new RegExp(`^${pattern}$`).exec(path)?.slice(1) ?? [];
  return Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(values[index] ?? '')]));
}

/** API Gateway writes null for what there is none of. */
function orNull<T extends object>(values: T): T | null {
  return Object.keys(values).length > 0 ? values : null;
}
