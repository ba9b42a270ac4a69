import { randomUUID } from 'crypto';
import { isObject, JsonObject, parseJson } from '../../../src/json';
import { TargetError, TargetEvent, TargetResponse } from '../../targets/target';
import type { CallEvent } from '../../trace/call-event';
import type { RequestContext } from '../context';
import type { GatewayTarget } from '../gateway-target';
import { bytesAt, spanAt, splice } from '../mcp/bytes';
import { resultResponse } from '../mcp/errors';
import { withResultType } from '../mcp/result-type';

export type Outcome = Pick<CallEvent, 'outcome' | 'detail'>;

/** Nothing larger is looked into to say in the console whether a call went well. */
const MOST_READ_BYTES = 64 * 1024;

/** Without one of these a response is an ordinary success, and need not be parsed. */
const NOTABLE = ['"error"', '"isError":true', '"isError": true', '"taskId"'];

/** Passes the response of a target on to the client. */
export async function relay(context: RequestContext, owner: GatewayTarget, response: TargetResponse): Promise<Outcome> {
  const { exchange, request, version } = context;
  switch (response.is) {
    case 'message':
      exchange.json(version.stateless ? response.status ?? 200 : 200, response.body);
      return outcomeOf(context, owner, response.body);
    case 'result': {
      const body = resultResponse(response.result, request.id);
      exchange.json(200, version.stateless ? withResultType(body) : body);
      return outcomeOf(context, owner, body);
    }
    case 'events': return relayEvents(context, owner, response.events);
  }
}

async function relayEvents(context: RequestContext, owner: GatewayTarget, events: AsyncIterable<TargetEvent>): Promise<Outcome> {
  const { exchange, gateway: { snapshot }, version } = context;
  const streams = exchange.takesEvents && (version.stateless || snapshot.streaming);
  for await (const event of events) {
    const { message } = event;
    const value = message.length > MOST_READ_BYTES ? undefined : parseJson(message.toString());
    if (message.length <= MOST_READ_BYTES && !isObject(value)) throw new TargetError('an event of the stream is not a JSON-RPC message');
    if (isObject(value) && typeof value.method === 'string') {
      if (value.id !== undefined) await askClient(context, owner, event, streams);
      else if (streams && isWanted(context, value)) write(context, message);
      continue;
    }
    // The response: nothing comes after it.
    if (exchange.isAnswered) {
      exchange.event(message);
      exchange.end();
    } else {
      exchange.json(200, message);
    }
    return outcomeOf(context, owner, message);
  }
  throw new TargetError('the event stream ended before the response');
}

function write({ exchange }: RequestContext, message: Buffer): void {
  if (!exchange.isAnswered) exchange.startEvents();
  exchange.event(message);
}

/** Clients of 2026-07-28 get log messages only when the request asks for them. */
function isWanted({ version, request }: RequestContext, { method }: JsonObject): boolean {
  if (!version.stateless || method !== 'notifications/message') return true;
  const meta = request.params._meta;
  return isObject(meta) && meta['io.modelcontextprotocol/logLevel'] !== undefined;
}

/** A server's request goes to the client where that can respond to it. Otherwise it is answered at once, or the call would hang. */
async function askClient({ exchange, session, version }: RequestContext, owner: GatewayTarget, { message, reply }: TargetEvent, streams: boolean): Promise<void> {
  const id = bytesAt(message, 'id')!;
  if (!session || !streams || version.stateless) {
    await reply(Buffer.concat([Buffer.from('{"jsonrpc":"2.0","id":'), id, Buffer.from(',"error":{"code":-32601,"message":"The client has no session, so it takes no requests"}}')]));
    return;
  }
  const asked = randomUUID();
  session.asked.set(asked, { owner, id });
  if (!exchange.isAnswered) exchange.startEvents();
  exchange.event(splice(message, { ...spanAt(message, 'id')!, bytes: JSON.stringify(asked) }));
}

function outcomeOf({ gateway, request }: RequestContext, owner: GatewayTarget, message: Buffer): Outcome {
  if (message.length > MOST_READ_BYTES || !NOTABLE.some((text) => message.includes(text))) return { outcome: 'ok' };
  const value = parseJson(message.toString());
  if (!isObject(value)) return { outcome: 'ok' };
  if (isObject(value.error)) return { outcome: 'failed', detail: String(value.error.message) };
  const { result } = value;
  if (!isObject(result)) return { outcome: 'ok' };
  if (request.method === 'tools/call' && result.resultType === 'task' && typeof result.taskId === 'string') gateway.tasks.set(result.taskId, owner);
  if (result.isError !== true) return { outcome: 'ok' };
  const [content] = Array.isArray(result.content) ? result.content as unknown[] : [];
  return { outcome: 'failed', detail: isObject(content) && typeof content.text === 'string' ? content.text : 'the tool reported an error' };
}
