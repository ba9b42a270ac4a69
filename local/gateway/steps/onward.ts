import { randomUUID } from 'crypto';
import type { TargetSnapshot } from '../../snapshot/snapshot';
import type { TargetContext } from '../../targets/target';
import type { RequestContext } from '../context';
import { RpcError } from '../mcp/errors';
import { headerOf, RequestHeaders } from '../mcp/versions';

export const HOPS_HEADER = 'x-local-hops';
export const TRACE_HEADER = 'x-local-trace';

/** So many gateways in a row are a cycle. */
const MOST_HOPS = 16;

/** Reach every target: the session of the agent, and the trace that a call is part of. */
const ALWAYS = ['x-amzn-bedrock-agentcore-runtime-session-id', 'traceparent', 'tracestate'];

/** Where a request is on its way. */
export interface Hop {
  /** How many gateways it went through before this one. */
  readonly number: number;
  /** The same for every hop of a call. */
  readonly trace: string;
}

/** @throws RpcError for a call that goes in a circle */
export function hopOf(headers: RequestHeaders): Hop {
  const number = Number(headerOf(headers, HOPS_HEADER) ?? 0) || 0;
  if (number > MOST_HOPS) throw new RpcError(-32603, `The call went through more than ${MOST_HOPS} gateways: they reference each other in a circle`);
  return { number, trace: headerOf(headers, TRACE_HEADER) ?? randomUUID() };
}

/** What a request carries on to a target. */
export function contextFor({ exchange, hop, session }: RequestContext, target?: TargetSnapshot): TargetContext {
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
    hop: { [HOPS_HEADER]: String(hop.number + 1), [TRACE_HEADER]: hop.trace },
    signal: exchange.signal,
    ...session ? { session } : {},
  };
}
