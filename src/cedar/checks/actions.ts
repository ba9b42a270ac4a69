/** Suggestions for actions that do not exist. */
import { joinToolName, SEARCH_TOOL_NAME, splitToolName, TOOL_NAME_SEPARATOR } from '../../service/tool-name';
import { stringLiteral } from '../cedar-names';
import { didYouMean } from '../did-you-mean';
import type { CedarSchema } from '../schema-from-tools';
import { ACTION_TYPE } from './scene';

/** The fix for an action that is not in the schema. */
export function suggestAction(written: string, id: string, schema: CedarSchema): string {
  if (!written.startsWith(`${ACTION_TYPE}::`)) return `write ${quoted(suggestId(id, schema) ?? id)}`;
  if (id === SEARCH_TOOL_NAME) return 'remove it: the search tool returns only tools that the caller may call';
  const three = withThreeUnderscores(id, schema);
  if (three) return `write three underscores between target and tool: ${quoted(three)}`;
  const near = suggestId(id, schema);
  if (near) return `did you mean ${quoted(near)}?`;
  const split = splitToolName(id);
  if (split && schema.targets.includes(split.target)) {
    const tools = toolsOf(split.target, schema);
    return tools.length > 0 ? `name a tool of target \`${split.target}\`: ${list(tools)}` : `add tools to target \`${split.target}\`, which has none`;
  }
  return schema.targets.length > 0 ? `name a target of the gateway: ${list(schema.targets)}` : 'add a target to the gateway, which has none';
}

function suggestId(id: string, schema: CedarSchema): string | undefined {
  const split = splitToolName(id);
  if (!split) {
    const byTool = schema.actions.filter(({ tool }) => tool === id);
    return byTool.length === 1 ? byTool[0].id : didYouMean(id, [...schema.targets, 'CallTool', 'InvokeAgent', 'InvokeLLM']);
  }
  // Match target and tool separately, so that a short name may have one typo in each.
  const target = schema.targets.includes(split.target) ? split.target : didYouMean(split.target, schema.targets);
  if (target === undefined) return didYouMean(id, schema.actions.map((action) => action.id));
  const tools = toolsOf(target, schema);
  const tool = tools.includes(split.tool) ? split.tool : didYouMean(split.tool, tools);
  if (tool !== undefined) return joinToolName(target, tool);
  return schema.unknownTargets.includes(target) && target !== split.target ? joinToolName(target, split.tool) : undefined;
}

/** Corrects `orders__get` and other wrong separators. */
function withThreeUnderscores(id: string, schema: CedarSchema): string | undefined {
  for (const target of schema.targets) {
    const separator = /^(?:_{1,2}|_{4,}|[-.:/]+)(?=[^_])/.exec(id.startsWith(target) ? id.slice(target.length) : '');
    if (!separator) continue;
    const tool = id.slice(target.length + separator[0].length);
    if (schema.unknownTargets.includes(target) || toolsOf(target, schema).includes(tool)) return `${target}${TOOL_NAME_SEPARATOR}${tool}`;
  }
  return undefined;
}

function toolsOf(target: string, schema: CedarSchema): string[] {
  const ids = [...schema.actions.map(({ id }) => id), ...schema.unknownArguments];
  return ids.flatMap((id) => {
    const split = splitToolName(id);
    return split?.target === target ? [split.tool] : [];
  });
}

function quoted(id: string): string {
  return `${ACTION_TYPE}::${stringLiteral(id)}`;
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 8).map((name) => `\`${name}\``).join(', ');
  return names.length > 8 ? `${shown}, … (${names.length})` : shown;
}
