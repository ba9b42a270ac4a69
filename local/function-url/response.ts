import type { ServerResponse } from 'http';
import { isObject, parseJson } from '../../src/json';

/** The content type of a streamed response that starts with its status and headers. */
const WITH_PRELUDE = 'application/vnd.awslambda.http-integration-response';
const END_OF_PRELUDE = Buffer.alloc(8);

/** Writes what a function streams, as it arrives. */
export class StreamedResponse {
  private pending = Buffer.alloc(0);

  public constructor(private readonly response: ServerResponse) {}

  public write(chunk: Buffer, contentType: string): void {
    if (!this.response.headersSent) {
      this.pending = Buffer.concat([this.pending, chunk]);
      this.begin(contentType);
    } else {
      this.response.write(chunk);
    }
  }

  private begin(contentType: string): void {
    if (contentType !== WITH_PRELUDE) {
      this.response.writeHead(200, { 'content-type': 'application/octet-stream' }).write(this.pending);
      return;
    }
    const end = this.pending.indexOf(END_OF_PRELUDE);
    if (end === -1) return;
    const prelude = parseJson(this.pending.toString('utf8', 0, end));
    const { status, headers } = headOf(isObject(prelude) ? prelude : {});
    this.response.writeHead(status, headers);
    this.response.flushHeaders();
    const rest = this.pending.subarray(end + END_OF_PRELUDE.length);
    if (rest.length > 0) this.response.write(rest);
  }
}

/**
 * Writes what a function returned: an object with a status, or a body alone.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads
 */
export function writeReturned(response: ServerResponse, payload: Buffer): void {
  const value = parseJson(payload.toString());
  if (!isObject(value) || value.statusCode === undefined) {
    response.writeHead(200, { 'content-type': 'application/json' }).end(typeof value === 'string' ? value : payload);
    return;
  }
  const { status, headers } = headOf(value);
  const { body = '', isBase64Encoded } = value;
  const content = typeof body === 'string' ? Buffer.from(body, isBase64Encoded === true ? 'base64' : 'utf8') : JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(content);
}

interface Head {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Record<string, string | string[]>;
}

function headOf({ cookies, headers, statusCode }: { readonly [member: string]: unknown }): Head {
  const status = Number(statusCode ?? 200);
  const given = isObject(headers) ? Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]) : [];
  return {
    status: Number.isInteger(status) && status >= 100 && status <= 599 ? status : 502,
    headers: { ...Object.fromEntries(given), ...Array.isArray(cookies) ? { 'set-cookie': cookies.map(String) } : {} },
  };
}
