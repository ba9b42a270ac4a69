/**
 * How AgentCore Gateway names a tool: `<target>___<tool>`, once per gateway the call passes through.
 *
 * Nothing else in this library joins or splits tool names.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-tool-naming.html
 */

/** Three underscores. Target names cannot hold an underscore, so the first separator always ends the target name. */
export const TOOL_NAME_SEPARATOR = '___';

/** Longest tool name that models accept: `ToolSpecification.name` of the Bedrock Converse API. */
export const MODEL_TOOL_NAME_MAX_LENGTH = 64;

/** What models accept in a tool name. A name with other characters works at the gateway and fails at the model. */
export const MODEL_TOOL_NAME_PATTERN = /^[a-zA-Z0-9_-]+$/;

/** The tool the gateway itself offers when semantic search is on. It carries no target name. */
export const SEARCH_TOOL_NAME = 'x_amz_bedrock_agentcore_search';

export interface SplitToolName {
  readonly target: string;
  /** What the target calls the tool; itself a joined name when the target is another gateway. */
  readonly tool: string;
}

/** The name under which a gateway offers `tool` of `target`. */
export function joinToolName(target: string, tool: string): string {
  return `${target}${TOOL_NAME_SEPARATOR}${tool}`;
}

/** Splits off this gateway's target name; `undefined` for a name without a target (the search tool). */
export function splitToolName(name: string): SplitToolName | undefined {
  const at = name.indexOf(TOOL_NAME_SEPARATOR);
  if (at <= 0) return undefined;
  return { target: name.slice(0, at), tool: name.slice(at + TOOL_NAME_SEPARATOR.length) };
}
