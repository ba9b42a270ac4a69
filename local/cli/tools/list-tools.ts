import { eventData } from '../../../src/readiness/check/event-stream.lambda';

/** A tool as the server describes it, with everything it says. */
export type ServerTool = Readonly<Record<string, unknown>> & { readonly name: string };

/** Newest first. A server answers with another version when it does not know it. */
const VERSIONS = ['2025-11-25', '2025-06-18', '2025-03-26'];
const REQUEST_TIMEOUT_MS = 30_000;

/** The server is there and answered, but not with tools. */
export class ServerRefusal extends Error {}

interface Session {
  readonly url: string;
  readonly headers: Record<string, string>;
}

/**
 * All tools of an MCP server, page by page.
 *
 * @throws ServerRefusal for what the server answers, and the error of `fetch` when nothing listens yet.
 */
export async function listServerTools(url: string): Promise<readonly ServerTool[]> {
  const session = await open(url);
  try {
    return await allPages(session);
  } finally {
    await close(session);
  }
}

async function open(url: string): Promise<Session> {
  let refusal: unknown;
  for (const version of VERSIONS) {
    try {
      return await handshake(url, version);
    } catch (error) {
      if (!(error instanceof ServerRefusal)) throw error;
      refusal ??= error;
    }
  }
  throw refusal;
}

async function handshake(url: string, version: string): Promise<Session> {
  const params = { protocolVersion: version, capabilities: {}, clientInfo: { name: 'agentcore-gateway', version: '1' } };
  const { result, sessionId } = await request({ url, headers: {} }, 'initialize', params);
  const agreed = typeof result.protocolVersion === 'string' ? result.protocolVersion : version;
  const session = { url, headers: { 'MCP-Protocol-Version': agreed, ...sessionId === null ? {} : { 'Mcp-Session-Id': sessionId } } };
  const confirmed = await send(session, { jsonrpc: '2.0', method: 'notifications/initialized' });
  await confirmed.body?.cancel();
  return session;
}

async function allPages(session: Session): Promise<ServerTool[]> {
  const tools: ServerTool[] = [];
  const seen = new Set<string>();
  for (let cursor: string | undefined; ;) {
    const { result } = await request(session, 'tools/list', cursor === undefined ? {} : { cursor });
    if (!Array.isArray(result.tools) || !result.tools.every(isTool)) throw new ServerRefusal('tools/list: the result is no list of tools with names');
    tools.push(...result.tools);
    // Some servers end the list with null or an empty text instead of leaving the cursor out.
    if (typeof result.nextCursor !== 'string' || result.nextCursor === '') return tools;
    cursor = result.nextCursor;
    if (seen.has(cursor)) throw new ServerRefusal(`tools/list: the cursor ${JSON.stringify(cursor)} comes back, so the list never ends`);
    seen.add(cursor);
  }
}

async function close(session: Session): Promise<void> {
  if (!('Mcp-Session-Id' in session.headers)) return;
  // A courtesy; servers may answer that they do not let clients end sessions, and this one is about to be stopped.
  await fetch(session.url, { method: 'DELETE', headers: session.headers, signal: AbortSignal.timeout(2_000) }).then((answer) => answer.body?.cancel(), () => undefined);
}

interface Answer {
  readonly result: Readonly<Record<string, unknown>>;
  readonly sessionId: string | null;
}

let lastId = 0;

async function request(session: Session, method: string, params: unknown): Promise<Answer> {
  const id = ++lastId;
  const response = await send(session, { jsonrpc: '2.0', id, method, params });
  if (!response.ok) throw new ServerRefusal(`${method}: the server answered ${response.status} ${(await response.text()).slice(0, 300)}`.trim());
  const message = await answerTo(response, id);
  if (!isRecord(message)) throw new ServerRefusal(`${method}: the server did not answer the request`);
  if (isRecord(message.error)) throw new ServerRefusal(`${method}: ${String(message.error.message)} (${String(message.error.code)})`);
  if (!isRecord(message.result)) throw new ServerRefusal(`${method}: the answer has no result`);
  return { result: message.result, sessionId: response.headers.get('mcp-session-id') };
}

async function send(session: Session, body: unknown): Promise<Response> {
  return fetch(session.url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Accept': 'application/json, text/event-stream', ...session.headers },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
  });
}

/** A server answers with JSON, or with a stream in which other messages may come first. */
async function answerTo(response: Response, id: number): Promise<unknown> {
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) return parse(await response.text());
  if (!response.body) return undefined;
  for await (const data of eventData(response.body.pipeThrough(new TextDecoderStream()))) {
    const message = parse(data);
    if (isRecord(message) && message.id === id) return message;
  }
  return undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ServerRefusal(`the server answered what is not JSON: ${text.slice(0, 200)}`);
  }
}

function isTool(value: unknown): value is ServerTool {
  return isRecord(value) && typeof value.name === 'string';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
