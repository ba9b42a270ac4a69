import type { Gateway, GatewayModel, Target } from '../../model/gateway-model';
import { Hop, OfferedTool, toolsThrough } from '../../model/tools-through';
import { isKnown, partsOf } from '../../model/value';
import { joinToolName, MODEL_TOOL_NAME_MAX_LENGTH, TOOL_NAME_SEPARATOR } from '../../service/tool-name';
import { gatewayOf, placeOf, placesOf } from '../lib/places';
import { RuleFinding, Evaluation, Rule, Verdict } from '../rule';

/** Shorter target names are not meaningful. */
const SHORTEST_TARGET_NAME = 3;

export const namesToolTooLong: Rule = {
  id: 'names-tool-too-long',
  group: 'names',
  severity: 'warning',
  sentence: `The name of a tool has at most ${MODEL_TOOL_NAME_MAX_LENGTH} characters, including the names of all targets between the caller and the tool.`,
  why: 'The gateway accepts longer names, but models reject every request that includes the tool. Every gateway between the caller and the tool adds a target name and three underscores as a prefix.',
  source: 'https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ToolSpecification.html',
  evaluate: ({ model }) => evaluateNames(model),
};

/** The longest name of the tools of a target, and how many of them are too long. */
interface Longest {
  /** Undefined if the gateway is not in the app. */
  readonly gateway?: Gateway;
  readonly tool: OfferedTool;
  readonly length: number;
  readonly tooLong: ReadonlySet<string>;
}

function evaluateNames(model: GatewayModel): Verdict {
  const evaluation = new Evaluation();
  const longest = new Map<string, Longest>();
  for (const gateway of model.gateways) {
    const { tools, unknown, complete } = toolsThrough(model, gateway.address);
    for (const tool of tools) note(evaluation, longest, gateway, tool);
    for (const { hops, reason } of unknown) evaluation.unknown(`${pathOfTarget(model, hops, gateway)}: ${reason}`);
    if (!complete) evaluation.unknown(`${gateway.path} has more tools than this rule checks`);
  }
  for (const target of model.targets.filter((one) => gatewayOf(model, one) === undefined)) {
    for (const tool of offeredElsewhere(target)) note(evaluation, longest, undefined, tool);
  }
  for (const found of longest.values()) {
    if (found.length > MODEL_TOOL_NAME_MAX_LENGTH) evaluation.fail(findingOf(model, found));
  }
  return evaluation.verdict;
}

/** The tools of a target of a gateway that is not in the app. */
function offeredElsewhere({ address, gateway, name, tools, kind }: Target): OfferedTool[] {
  if (tools.is !== 'known' || !name) return [];
  const hops = [{ gateway: gateway?.address ?? '', target: address, targetName: name }];
  return tools.tools.map((tool) => ({ name: { text: joinToolName(name.text, tool.name), known: name.known && isKnown(tool.name) }, tool, hops, kind }));
}

function note(evaluation: Evaluation, longest: Map<string, Longest>, gateway: Gateway | undefined, tool: OfferedTool): void {
  // AWS does not document whether a gateway lists the search tool of an inner gateway.
  const last = tool.kind === 'search' ? undefined : tool.hops.at(-1);
  if (!last) return;
  const length = literalLength(tool.name.text);
  const isTooLong = length > MODEL_TOOL_NAME_MAX_LENGTH;
  if (!isTooLong && !tool.name.known) return evaluation.unknown(`the tool names of ${gateway?.path ?? last.target} are unresolved until deployment`);
  evaluation.pass();
  const before = longest.get(last.target);
  const tooLong = new Set([...before?.tooLong ?? [], ...isTooLong ? [tool.tool.name] : []]);
  longest.set(last.target, before && before.length >= length ? { ...before, tooLong } : { gateway, tool, length, tooLong });
}

function findingOf(model: GatewayModel, { gateway, tool: { hops, name, tool }, length, tooLong }: Longest): RuleFinding {
  const targets = hops.map(({ target }) => placesOf(model).targets.get(target)!);
  const over = length - MODEL_TOOL_NAME_MAX_LENGTH;
  const others = tooLong.size - 1;
  const { at, fix } = whatToShorten(hops, targets, tool.name, over);
  return {
    at: placeOf(at),
    with: [...gateway ? [gateway] : [], ...targets.filter((target) => target !== at)].map(placeOf),
    message: `tool name \`${name.text}\`, as listed by ${gateway ? `gateway ${gateway.path}` : 'its gateway'}, has ${name.known ? '' : 'at least '}${length} characters, but models accept at most ${MODEL_TOOL_NAME_MAX_LENGTH}`
      + (others > 0 ? ` (${others} more ${others === 1 ? 'tool' : 'tools'} of the target ${others === 1 ? 'is' : 'are'} too long)` : ''),
    fix,
  };
}

function whatToShorten(hops: readonly Hop[], targets: readonly Target[], tool: string, over: number): { at: Target; fix: string } {
  const spare = hops.map(({ targetName }) => Math.max(0, literalLength(targetName.text) - SHORTEST_TARGET_NAME));
  const most = spare.indexOf(Math.max(...spare));
  const [{ text }, at] = [hops[most].targetName, targets[most]];
  if (spare[most] >= over) return { at, fix: `shorten the target name \`${text}\` of ${at.path} by ${characters(over)}, to ${literalLength(text) - over}` };
  const leaf = targets[targets.length - 1];
  const names = hops.map(({ targetName }) => `\`${targetName.text}\``).join(', ');
  if (hops.length > 1 && spare.reduce((sum, one) => sum + one, 0) >= over) {
    return { at, fix: `shorten the target names ${names} by ${characters(over)} in total` };
  }
  const room = MODEL_TOOL_NAME_MAX_LENGTH - hops.length * (SHORTEST_TARGET_NAME + TOOL_NAME_SEPARATOR.length);
  if (room < 1) return { at: leaf, fix: `use fewer gateways between the caller and the tool: ${names} leave no room for the tool name` };
  return { at: leaf, fix: `shorten the tool name \`${tool}\` by ${characters(over)}, or shorten it less and also shorten the target name${hops.length > 1 ? 's' : ''} ${names}` };
}

function characters(count: number): string {
  return `${count} character${count === 1 ? '' : 's'}`;
}

function literalLength(text: string): number {
  return partsOf(text).reduce((sum, part) => sum + ('literal' in part ? part.literal.length : 0), 0);
}

function pathOfTarget(model: GatewayModel, hops: readonly Hop[], gateway: Gateway): string {
  const target = hops.at(-1)?.target;
  return target === undefined ? gateway.path : placesOf(model).targets.get(target)?.path ?? target;
}
