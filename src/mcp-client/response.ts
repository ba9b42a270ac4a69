import { chunksOf, textOf } from './body';
import { eventData } from './event-stream';
import { McpError, protocolError } from './failure';
import { isObject, JsonObject, parseJson } from '../json';

/** The JSON-RPC request that a response belongs to. */
export interface Sent {
  readonly id: number;
  readonly method: string;
}

/**
 * Reads the result of a JSON-RPC request from its HTTP response.
 *
 * On an event stream, a server can send requests before the result; they are passed to `onRequest`.
 *
 * @throws McpError when the response has no result
 */
export async function readResult(response: Response, { id, method }: Sent, onRequest: (request: JsonObject) => Promise<void>): Promise<JsonObject> {
  if (!response.ok) throw await httpError(response, method);

  const contentType = response.headers.get('content-type') ?? 'none';
  const message = /^text\/event-stream\b/i.test(contentType)
    ? await responseInStream(response, method, onRequest)
    : responseInBody(await textOf(response, method), contentType, response.status, method);

  if (isObject(message.error)) throw new McpError({ method, kind: 'json-rpc', ...errorParts(message.error) });
  // Errors may have any id: a service that fails before it parses the request does not know the id.
  if (String(message.id) !== String(id)) throw protocolError(method, `the response has id ${JSON.stringify(message.id)} instead of ${id}`);
  if (!isObject(message.result)) throw protocolError(method, `neither a result nor an error: ${JSON.stringify(message)}`);
  return message.result;
}

/** Notifications and requests may precede the response. */
async function responseInStream(response: Response, method: string, onRequest: (request: JsonObject) => Promise<void>): Promise<JsonObject> {
  for await (const data of eventData(chunksOf(response, method))) {
    const message = parseJson(data);
    if (!isObject(message)) throw protocolError(method, `an event is not a JSON-RPC message: ${data}`);
    if ('result' in message || 'error' in message) return message;
    if ('id' in message) await onRequest(message);
  }
  throw new McpError({ method, kind: 'unreachable', words: 'the event stream ended before the response' });
}

function responseInBody(body: string, contentType: string, status: number, method: string): JsonObject {
  const message = parseJson(body);
  if (!isObject(message)) throw protocolError(method, `HTTP ${status} with content type ${contentType}: ${body || '(empty body)'}`);
  return message;
}

async function httpError(response: Response, method: string): Promise<McpError> {
  const { status, statusText, headers } = response;
  const body = await textOf(response, method);
  const parsed = parseJson(body);
  const rpc = isObject(parsed) && isObject(parsed.error) ? errorParts(parsed.error) : undefined;
  const said = isObject(parsed) ? parsed.message ?? parsed.Message : undefined;
  const location = headers.get('location');
  const words = rpc?.words ?? String(said ?? (body || (location === null ? statusText : `redirects to ${location}`)));
  // AWS services return the exception type in a header: `AccessDeniedException:http://…`.
  const exception = headers.get('x-amzn-errortype')?.split(':')[0];
  return new McpError({
    method,
    kind: 'http',
    ...rpc,
    status,
    words: [exception, words].filter(Boolean).join(': ') || '(no message)',
    retryAfterMs: retryAfter(headers),
  });
}

function errorParts({ code, message, data }: JsonObject): { code?: number; data?: unknown; words: string } {
  const details = data === undefined || data === null ? '' : ` (${typeof data === 'string' ? data : JSON.stringify(data)})`;
  return { code: typeof code === 'number' ? code : undefined, data, words: `${message ?? '(no message)'}${details}` };
}

/** `Retry-After` is either seconds or a date. */
function retryAfter(headers: Response['headers']): number | undefined {
  const value = headers.get('retry-after');
  if (value === null) return undefined;
  const seconds = Number(value);
  const sent = Date.parse(headers.get('date') ?? '');
  // Relative to the server's clock, which may differ from the local one.
  const ms = Number.isNaN(seconds) ? Date.parse(value) - sent : seconds * 1000;
  return ms >= 0 ? ms : undefined;
}
