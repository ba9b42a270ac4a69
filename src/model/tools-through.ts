import type { Gateway, GatewayModel, Target } from './gateway-model';
import type { Address } from './source';
import { isKnown, Text } from './value';
import type { Tool } from '../schema/tool';
import { joinToolName, SEARCH_TOOL_NAME } from '../service/tool-name';

/** A gateway and the target of it that a call goes through. */
export interface Hop {
  readonly gateway: Address;
  readonly target: Address;
  readonly targetName: Text;
}

/** A tool as a gateway offers it to its callers. */
export interface OfferedTool {
  /** With the names of all targets on the way; not known when one of them, or that of the tool, is not. */
  readonly name: Text;
  /** As the last target calls it, or the search tool of the last gateway. */
  readonly tool: Tool;
  /** From the gateway that was asked; none for its own search tool. */
  readonly hops: readonly Hop[];
  /** What answers in the end. */
  readonly kind: Target['kind'] | 'search';
}

/** A target whose tools are not known, or not all. */
export interface UnknownTools {
  readonly hops: readonly Hop[];
  readonly reason: string;
}

export interface ToolsThrough {
  readonly tools: readonly OfferedTool[];
  readonly unknown: readonly UnknownTools[];
  /** Ways that come back to a gateway they have been through; the last hop is the one that closes the circle. */
  readonly cycles: readonly (readonly Hop[])[];
  /** False when the list was cut off: so many ways lead through the gateways that nobody could use them. */
  readonly complete: boolean;
}

/** The search tool as the service describes it. */
export const SEARCH_TOOL: Tool = {
  name: SEARCH_TOOL_NAME,
  description: 'A special tool that returns a trimmed down list of tools given a context. Use this tool only when there are many tools available '
    + 'and you want to get a subset that matches the provided context.',
  inputSchema: { type: 'object', properties: { query: { type: 'string' } }, required: ['query'] },
};

/** Gateways that reference each other in every direction have more ways through them than can be listed. */
const MOST_VISITS = 10_000;
const MOST_TOOLS = 100_000;
const MOST_CYCLES = 100;

/**
 * Every tool that callers of a gateway see, through any number of gateways behind it.
 *
 * The gateway's own search tool comes first and without a prefix; that of an inner gateway is a tool like others.
 */
export function toolsThrough(model: Pick<GatewayModel, 'gateways' | 'targets'>, gateway: Address): ToolsThrough {
  const gateways = new Map(model.gateways.map((item) => [item.address, item]));
  const targets = new Map(model.targets.map((item) => [item.address, item]));
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
      if (!list.complete) unknown.push({ hops, reason: 'some tools of the target have names that only the deployment knows' });
    }
    if (list.is !== 'through') return;
    const inner = gateways.get(list.gateway);
    if (!inner) {
      unknown.push({ hops, reason: 'the gateway behind the target is not known' });
    } else if (hops.some((hop) => hop.gateway === inner.address)) {
      if (cycles.length < MOST_CYCLES) cycles.push(hops);
    } else {
      visitGateway(inner, hops);
    }
  };

  const visitGateway = (at: Gateway, hops: readonly Hop[]) => {
    if (++visits > MOST_VISITS) {
      complete = false;
      return;
    }
    if (at.protocol === 'unknown') unknown.push({ hops, reason: 'only the deployment knows whether the gateway has the MCP protocol' });
    if (at.mcp?.search === 'unknown') unknown.push({ hops, reason: 'only the deployment knows whether the gateway has semantic search' });
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

/** The service gives a target a name when the template gives none. */
function unnamed({ address }: Target): Text {
  return { text: `⟨name of ${address}⟩`, known: false };
}
