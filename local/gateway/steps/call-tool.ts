import type { RequestContext } from '../context';
import { invoke } from './invoke';
import type { Outcome } from './relay';
import { Route, route } from './route';
import { search } from './search';
import { listedTools } from './shown-tools';
import { isObject, JsonObject } from '../../../src/json';
import { SEARCH_TOOL_NAME } from '../../../src/service/tool-name';
import type { GateDecision } from '../../policy/gate';
import { invalidParams, resultResponse, unknownTool } from '../mcp/errors';
import { checkParamHeaders } from '../mcp/param-headers';
import { withResultType } from '../mcp/result-type';

export interface Called extends Outcome {
  readonly target?: string;
  readonly decision?: GateDecision;
}

/** `tools/call`: route, authorize, invoke. */
export async function callTool(context: RequestContext, limitMs: number): Promise<Called> {
  const { request: { params }, gateway: { snapshot } } = context;
  const args = params.arguments ?? {};
  if (!isObject(args)) throw invalidParams('Invalid params: `arguments` is not an object');
  if (params.name === SEARCH_TOOL_NAME) {
    if (!snapshot.search) throw unknownTool(SEARCH_TOOL_NAME);
    return answer(context, await search(context), { outcome: 'ok' });
  }
  const found = await route(context);
  const target = found.owner.snapshot.name;
  if (context.version.stateless && found.item) checkParamHeaders(found.item.value.inputSchema, args, context.exchange.headers);
  const decision = decide(context, found, args);
  if (decision?.denial !== undefined) {
    const result = Buffer.from(JSON.stringify({ content: [{ type: 'text', text: decision.denial }], isError: true }));
    return { ...answer(context, result, { outcome: 'denied', detail: decision.nearest ?? `by ${decision.because.join(', ')}` }), target, decision };
  }
  return { ...await invoke(context, found, limitMs), target, ...decision ? { decision } : {} };
}

function decide({ gateway: { gate, catalogue }, principal }: RequestContext, { name }: Route, args: JsonObject): GateDecision | undefined {
  return gate?.decide(listedTools(catalogue.allKnown('tools')), principal, name, args);
}

function answer({ exchange, request, version }: RequestContext, result: Buffer, outcome: Outcome): Called {
  const body = resultResponse(result, request.id);
  exchange.json(200, version.stateless ? withResultType(body) : body);
  return outcome;
}
