import type { TargetSnapshot } from '../../snapshot/snapshot';
import type { TargetContext } from '../../targets/target';
import type { RequestContext } from '../context';
import { headersAfter } from '../hop';

/** Reach every target: the session of the agent, and the trace that a call is part of. */
const ALWAYS = ['x-amzn-bedrock-agentcore-runtime-session-id', 'traceparent', 'tracestate'];

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
    hop: headersAfter(hop),
    signal: exchange.signal,
    ...session ? { session } : {},
  };
}
