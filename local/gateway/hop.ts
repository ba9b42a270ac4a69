import { randomUUID } from 'crypto';
import { RpcError } from './mcp/errors';
import { headerOf, RequestHeaders } from './mcp/versions';

const HOPS_HEADER = 'x-local-hops';
const TRACE_HEADER = 'x-local-trace';

/** Traces of other processes are others: their gateways may be among the hops. */
const TRACES = randomUUID();
let lastTrace = 0;

/** So many gateways in a row are a cycle. */
const MOST_HOPS = 16;

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
  return { number, trace: headerOf(headers, TRACE_HEADER) ?? `${TRACES}-${++lastTrace}` };
}

/** What tells the next gateway. */
export function headersAfter({ number, trace }: Hop): Readonly<Record<string, string>> {
  return { [HOPS_HEADER]: String(number + 1), [TRACE_HEADER]: trace };
}
