import type { RequestContext } from '../context';
import { contextFor } from './onward';
import { Outcome, relay } from './relay';
import type { Route } from './route';
import { TargetCall, TargetError } from '../../targets/target';
import { membersOf, spanAt, splice } from '../mcp/bytes';
import { resultResponse } from '../mcp/errors';
import { withResultType } from '../mcp/result-type';
import { NAMED_BY } from '../mcp/versions';

/** The service ends invocations after this time. */
export const INVOCATION_LIMIT_MS = 15 * 60_000;

const NO_ARGUMENTS = Buffer.from('{}');

/** Calls a target and passes its response on. */
export async function invoke(context: RequestContext, { owner, name, ownName }: Route, limitMs: number): Promise<Outcome> {
  const { request, version, exchange } = context;
  let isOver = false;
  const timer = setTimeout(() => {
    isOver = true;
    exchange.cancel();
  }, limitMs);
  try {
    const { bytes, id, method } = request;
    const params = membersOf(bytes, spanAt(bytes, 'params')!);
    const args = method === 'tools/call' ? params.get('arguments') : undefined;
    const call: TargetCall = {
      ...contextFor(context, owner.snapshot),
      method,
      name: ownName,
      fullName: name,
      message: ownName === name ? bytes : splice(bytes, { ...params.get(NAMED_BY[method])!, bytes: JSON.stringify(ownName) }),
      id,
      arguments: args ? bytes.subarray(args.start, args.end) : NO_ARGUMENTS,
      stateless: version.stateless,
    };
    return await relay(context, owner, await owner.target.call(call));
  } catch (error) {
    if (!(error instanceof TargetError)) throw error;
    if (exchange.isGone) return { outcome: 'failed', detail: 'the client disconnected' };
    const detail = isOver ? `no response within ${limitMs / 1000} s` : error.message;
    if (exchange.isAnswered) {
      if (exchange.takesEvents) exchange.event(failure(context, detail));
      exchange.end();
    } else {
      exchange.json(200, failure(context, detail));
    }
    return { outcome: 'failed', detail };
  } finally {
    clearTimeout(timer);
  }
}

/** What the service answers when a target does not: without the reason, unless the gateway has the exception level DEBUG. */
function failure({ gateway: { snapshot }, request, version }: RequestContext, detail: string): Buffer {
  const text = snapshot.debug ? detail : 'An internal error occurred. Please retry later.';
  const result = { content: [{ type: 'text', text }], isError: true, ...snapshot.debug ? { _meta: { debug: { type: 'text', text: detail } } } : {} };
  const response = resultResponse(JSON.stringify(result), request.id);
  return version.stateless ? withResultType(response) : response;
}
