import { isObject, parseJson } from '../../src/json';

export interface ProxyResponse {
  readonly status: number;
  readonly body: Buffer;
}

/** What API Gateway returns for a function that throws, or that returns another form. */
export const BAD_GATEWAY: ProxyResponse = { status: 502, body: Buffer.from('{"message": "Internal server error"}') };

/**
 * The response of a Lambda proxy integration.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-output-format
 */
export function proxyResponse(payload: Buffer): ProxyResponse {
  const value = parseJson(payload.toString());
  if (!isObject(value)) return BAD_GATEWAY;
  const { body = '', isBase64Encoded = false, statusCode = 200 } = value;
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599 || (typeof body !== 'string' && body !== null)) return BAD_GATEWAY;
  return { status, body: Buffer.from(body ?? '', isBase64Encoded === true ? 'base64' : 'utf8') };
}
