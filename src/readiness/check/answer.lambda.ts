import { eventData } from './event-stream.lambda';
import { CheckFailure, Step } from './failure.lambda';

export type Result = Record<string, unknown>;

/** Above the largest list the service passes on (6 MB), and small enough for the function's memory. */
const MAX_BODY_CHARACTERS = 16 * 1024 * 1024;

/** The result of a JSON-RPC request out of its HTTP response; throws what stands in its place. */
export async function readResult(response: Response, step: Step, id: number): Promise<Result> {
  if (!response.ok) throw await httpFailure(response, step);

  const contentType = response.headers.get('content-type') ?? 'none';
  const message = /^text\/event-stream\b/i.test(contentType)
    ? await answerInStream(response, step)
    : answerInBody(await text(response, step), contentType, response.status, step);

  if (isRecord(message.error)) {
    throw new CheckFailure({ step, kind: 'json-rpc', ...errorParts(message.error) });
  }
  // Errors are taken with any id, because services that fail before they parse the request invent one.
  if (String(message.id) !== String(id)) throw protocolFailure(step, `it carries id ${JSON.stringify(message.id)} instead of ${id}`);
  if (!isRecord(message.result)) throw protocolFailure(step, `it carries neither a result nor an error: ${JSON.stringify(message)}`);
  return message.result;
}

export function protocolFailure(step: Step, words: string): CheckFailure {
  return new CheckFailure({ step, kind: 'protocol', words });
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Other messages may come first on the stream: notifications, and requests, which a client without capabilities owes no service. */
async function answerInStream(response: Response, step: Step): Promise<Record<string, unknown>> {
  for await (const data of eventData(chunks(response, step))) {
    const message = parse(data);
    if (!isRecord(message)) throw protocolFailure(step, `an event is not a JSON-RPC message: ${data}`);
    if ('result' in message || 'error' in message) return message;
  }
  throw new CheckFailure({ step, kind: 'unreachable', words: 'the event stream ended before the answer' });
}

function answerInBody(body: string, contentType: string, status: number, step: Step): Record<string, unknown> {
  const message = parse(body);
  if (!isRecord(message)) throw protocolFailure(step, `HTTP ${status} with content type ${contentType}: ${body || '(empty)'}`);
  return message;
}

async function httpFailure(response: Response, step: Step): Promise<CheckFailure> {
  const body = await text(response, step);
  const parsed = parse(body);
  const rpc = isRecord(parsed) && isRecord(parsed.error) ? parsed.error : undefined;
  const said = isRecord(parsed) ? parsed.message ?? parsed.Message : undefined;
  const { code, words } = rpc ? errorParts(rpc) : { words: String(said ?? (body || response.statusText)) };
  // AWS services name the exception in a header: `AccessDeniedException:http://…`.
  const exception = response.headers.get('x-amzn-errortype')?.split(':')[0];
  return new CheckFailure({
    step,
    kind: 'http',
    status: response.status,
    code,
    words: [exception, words].filter(Boolean).join(': ') || '(no words)',
    retryAfterMs: retryAfter(response),
  });
}

function errorParts({ code, message, data }: Record<string, unknown>): { code?: number; words: string } {
  const details = data === undefined || data === null ? '' : ` (${typeof data === 'string' ? data : JSON.stringify(data)})`;
  return { code: typeof code === 'number' ? code : undefined, words: `${message ?? '(no words)'}${details}` };
}

/** `Retry-After` is either seconds or a date. */
function retryAfter({ headers }: Response): number | undefined {
  const value = headers.get('retry-after');
  if (value === null) return undefined;
  const seconds = Number(value);
  const sent = Date.parse(headers.get('date') ?? '');
  // Against the server's own clock, which need not agree with ours.
  const ms = Number.isNaN(seconds) ? Date.parse(value) - sent : seconds * 1000;
  return ms >= 0 ? ms : undefined;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

async function text(response: Response, step: Step): Promise<string> {
  let all = '';
  for await (const chunk of chunks(response, step)) all += chunk;
  return all;
}

async function* chunks({ body }: Response, step: Step): AsyncGenerator<string> {
  if (!body) return;
  const decoder = new TextDecoder();
  let length = 0;
  for await (const bytes of body as AsyncIterable<Uint8Array>) {
    const chunk = decoder.decode(bytes, { stream: true });
    length += chunk.length;
    if (length > MAX_BODY_CHARACTERS) throw protocolFailure(step, `the body is longer than ${MAX_BODY_CHARACTERS} characters`);
    yield chunk;
  }
}
