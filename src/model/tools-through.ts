import type { Gateway, GatewayModel, Target } from './gateway-model';
import type { Address } from './source';
import { isKnown, Text } from './value';
import type { Tool } from '../schema/tool';
import { joinToolName, SEARCH_TOOL_NAME } from '../service/tool-name';

/** A gateway and its target that a call passes through. */
export interface Hop {
  readonly gateway: Address;
  readonly target: Address;
  readonly targetName: Text;
}

/** A tool in the `tools/list` response of a gateway. */
export interface OfferedTool {
  /** Includes the names of all targets that the call passes through. Unknown if one of these names or the tool name is unknown. */
  readonly name: Text;
  /** The tool of the last target, or the search tool of the last gateway. */
  readonly tool: Tool;
  /** The hops from the given gateway; empty for its own search tool. */
  readonly hops: readonly Hop[];
  /** The kind of the last target. */
  readonly kind: Target['kind'] | 'search';
}

/** A target whose tools are unknown, or not all known. */
interface UnknownTools {
  readonly hops: readonly Hop[];
  readonly reason: string;
}

interface ToolsThrough {
  readonly tools: readonly OfferedTool[];
  readonly unknown: readonly UnknownTools[];
  /** Paths that return to one of their gateways; the last hop completes the cycle. */
  readonly cycles: readonly (readonly Hop[])[];
  /** False if the list is truncated, because there are too many paths through the gateways. */
  readonly complete: boolean;
}

/** The search tool with the description that the service returns. */
export const SEARCH_TOOL: Tool = {
  name: SEARCH_TOOL_NAME,
  description: 'A special tool that returns a trimmed down list of tools given a context. Use this tool only when there are many tools available '
    + 'and you want to get a subset that matches the provided context.',
  inputSchema: { type: 'object', properties: { query: { type: 'string' } }, required: ['query'] },
};

/** Limits for gateways that all reference each other, which have too many paths to list. */
const MOST_VISITS = 10_000;
const MOST_TOOLS = 100_000;
const MOST_CYCLES = 100;
/** Each hop adds four characters to a name, and models accept 64. */
const MOST_HOPS = 20;

/**
 * Every tool that callers of a gateway see, including the tools of inner gateways at any depth.
 *
 * The gateway's own search tool is first and has no prefix. The search tool of an inner gateway is listed like other tools.
 */
export function toolsThrough(model: TargetsOfGateways, gateway: Address): ToolsThrough {
  const index = indexOf(model);
  const known = index.results.get(gateway);
  if (known) return known;
  const result = listTools(index, gateway);
  index.results.set(gateway, result);
  return result;
}

type TargetsOfGateways = Pick<GatewayModel, 'gateways' | 'targets'>;

interface Index {
  readonly gateways: ReadonlyMap<Address, Gateway>;
  readonly targets: ReadonlyMap<Address, Target>;
  readonly results: Map<Address, ToolsThrough>;
}

/** Many rules ask for the same gateways. A model does not change. */
const INDEXES = new WeakMap<TargetsOfGateways, Index>();

function indexOf(model: TargetsOfGateways): Index {
  const known = INDEXES.get(model);
  if (known) return known;
  const index: Index = {
    gateways: new Map(model.gateways.map((item) => [item.address, item])),
    targets: new Map(model.targets.map((item) => [item.address, item])),
    results: new Map(),
  };
  INDEXES.set(model, index);
  return index;
}

function listTools({ gateways, targets }: Index, gateway: Address): ToolsThrough {
  const tools: OfferedTool[] = [];
  const unknown: UnknownTools[] = [];
  const cycles: (readonly Hop[])[] = [];
  let visits = 0;
  let complete = true;

  const offer = (tool: Tool, hops: readonly Hop[], kind: OfferedTool['kind']) => {
    if (tools.length < MOST_TOOLS) tools.push({ name: offeredName(tool.name, hops), tool, hops, kind });
    else complete = false;
  };

  const visitTarget = (target: Target, before: readonly Hop[], from: Gateway) => {
    const hops = [...before, { gateway: from.address, target: target.address, targetName: target.name ?? unnamed(target) }];
    const { tools: list } = target;
    if (list.is === 'unknown') unknown.push({ hops, reason: list.reason });
    if (list.is === 'known') {
      for (const tool of list.tools) offer(tool, hops, target.kind);
      if (!list.complete) unknown.push({ hops, reason: 'some tool names of the target are unresolved until deployment' });
    }
    if (list.is !== 'through') return;
    const inner = gateways.get(list.gateway);
    if (!inner) {
      unknown.push({ hops, reason: 'the inner gateway of the target is unknown' });
    } else if (hops.some((hop) => hop.gateway === inner.address)) {
      if (cycles.length < MOST_CYCLES) cycles.push(hops);
    } else {
      visitGateway(inner, hops);
    }
  };

  const visitGateway = (at: Gateway, hops: readonly Hop[]) => {
    if (++visits > MOST_VISITS || hops.length > MOST_HOPS) {
      complete = false;
      return;
    }
    if (at.protocol === 'unknown') unknown.push({ hops, reason: 'it is unknown until deployment whether the gateway has the protocol type MCP' });
    if (at.mcp?.search === 'unknown') unknown.push({ hops, reason: 'it is unknown until deployment whether the gateway has semantic search' });
    if (at.protocol !== 'none' && at.mcp?.search === 'on') offer(SEARCH_TOOL, hops, 'search');
    for (const address of at.targets) visitTarget(targets.get(address)!, hops, at);
  };

  const start = gateways.get(gateway);
  if (start) visitGateway(start, []);
  return { tools, unknown, cycles, complete };
}

function offeredName(tool: string, hops: readonly Hop[]): Text {
  return {
    text: hops.reduceRight((name, { targetName }) => joinToolName(targetName.text, name), tool),
    known: isKnown(tool) && hops.every(({ targetName }) => targetName.known),
  };
}

/** The service generates the name of a target without a name. */
function unnamed({ address }: Target): Text {
  return { text: `⟨name of ${address}⟩`, known: false };
}
