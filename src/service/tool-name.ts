/**
 * How AgentCore Gateway names a tool: `<target>___<tool>`, with one target name for each gateway that the call passes through.
 *
 * The only file in this library that joins or splits tool names.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-tool-naming.html
 */

/** Three underscores. Target names cannot contain underscores, so the first separator always ends the target name. */
export const TOOL_NAME_SEPARATOR = '___';

/** The longest tool name that models accept: `ToolSpecification.name` of the Bedrock Converse API. */
export const MODEL_TOOL_NAME_MAX_LENGTH = 64;

/** The tool names that models accept. A name with other characters works at the gateway but fails at the model. */
export const MODEL_TOOL_NAME_PATTERN = /^[a-zA-Z0-9_-]+$/;

/** The tool that the gateway adds for semantic search. It has no target name. */
export const SEARCH_TOOL_NAME = 'x_amz_bedrock_agentcore_search';

interface SplitToolName {
  readonly target: string;
  /** The name of the tool at the target; a joined name when the target is an inner gateway. */
  readonly tool: string;
}

/** The name of a target's tool at the gateway. */
export function joinToolName(target: string, tool: string): string {
  return `${target}${TOOL_NAME_SEPARATOR}${tool}`;
}

/** Splits off the first target name; `undefined` for a name without a target (the search tool). */
export function splitToolName(name: string): SplitToolName | undefined {
  const at = name.indexOf(TOOL_NAME_SEPARATOR);
  if (at <= 0) return undefined;
  return { target: name.slice(0, at), tool: name.slice(at + TOOL_NAME_SEPARATOR.length) };
}
