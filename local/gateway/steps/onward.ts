import { randomUUID } from 'crypto';
import type { TargetSnapshot } from '../../snapshot/snapshot';
import type { TargetContext } from '../../targets/target';
import type { RequestContext } from '../context';
import type { Exchange } from '../http/exchange';
import { RpcError } from '../mcp/errors';
import { headerOf } from '../mcp/versions';

export const HOPS_HEADER = 'x-local-hops';
export const TRACE_HEADER = 'x-local-trace';

/** So many gateways in a row are a cycle. */
const MOST_HOPS = 16;

/** Reach every target: the session of the agent, and the trace that a call is part of. */
const ALWAYS = ['x-amzn-bedrock-agentcore-runtime-session-id', 'traceparent', 'tracestate'];

/** @throws RpcError for a call that goes in a circle */
export function hopsOf(exchange: Exchange): number {
  const hops = Number(headerOf(exchange.headers, HOPS_HEADER) ?? 0) || 0;
  if (hops > MOST_HOPS) throw new RpcError(-32603, `The call went through more than ${MOST_HOPS} gateways: they reference each other in a circle`);
  return hops;
}

const TRACES = new WeakMap<Exchange, string>();

export function traceOf(exchange: Exchange): string {
  const known = TRACES.get(exchange) ?? headerOf(exchange.headers, TRACE_HEADER) ?? randomUUID();
  TRACES.set(exchange, known);
  return known;
}

/** What a request carries on to a target. */
export function contextFor({ exchange, session }: Pick<RequestContext, 'exchange' | 'session'>, target?: TargetSnapshot): TargetContext {
  const headers: Record<string, string> = {};
  for (const name of target ? [...ALWAYS, ...target.requestHeaders] : ALWAYS) {
    const value = exchange.headers[name];
    if (typeof value === 'string') headers[name] = value;
  }
  const allowed = target?.queryParameters ?? [];
  const query = allowed.length === 0 ? {} : Object.fromEntries([...exchange.query].filter(([name]) => allowed.includes(name)));
  return {
    headers,
    query,
    hop: { [HOPS_HEADER]: String(hopsOf(exchange) + 1), [TRACE_HEADER]: traceOf(exchange) },
    signal: exchange.signal,
    ...session ? { session } : {},
  };
}
