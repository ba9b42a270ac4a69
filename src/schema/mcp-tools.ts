import { checkedTools } from './checked-tools';
import type { PlacedTool } from './checked-tools';
import { describe, holdsAnything, inside, isObject, isText, itemsOf, own, pointer, shorten } from './json';
import type { JsonObject, Place } from './json';
import { parseJson } from './json-text';
import { Findings } from './schema-finding';
import type { JsonSchema, ReadTools, Tool } from './tool';
import { readDescription } from './tool-description';

const MCP_TOOLS = { name: 'MCP tool list' };

const READ = ['name', 'description', 'inputSchema', 'outputSchema'];

/**
 * Reads a static list of MCP tools: the list itself, or the result of `tools/list` with the list under `tools`.
 *
 * The schemas keep all JSON Schema keywords.
 *
 * @see https://modelcontextprotocol.io/specification/2025-11-25/server/tools
 */
export function readMcpTools(text: string): ReadTools {
  const findings = new Findings();
  const document = parseJson(text, MCP_TOOLS, findings);
  if (document === undefined) return { tools: [], findings: findings.list };

  const root = { value: document, at: '' };
  const list = isObject(document) ? inside(root, 'tools') : root;
  if (!Array.isArray(list.value)) {
    const wrapper = isObject(document) ? ['inlinePayload', 'InlinePayload'].find((key) => Array.isArray(document[key])) : undefined;
    const given = wrapper !== undefined ? `the tools are under \`${wrapper}\`` : isObject(document) ? `\`tools\` is ${describe(list.value)}` : `the document is ${describe(document)}`;
    findings.error('tools-not-an-array', '', given, wrapper === undefined ? 'write an array of MCP tools, or an object with the array under `tools`' : `write only the array under \`${wrapper}\``);
    return { tools: [], findings: findings.list };
  }
  if (own(document, 'nextCursor') !== undefined) {
    findings.warning('mcp-tools-incomplete', '/nextCursor', 'the list has a `nextCursor`, so it contains only one page of the tools', 'fetch the other pages and merge them');
  }
  return checkedTools(itemsOf(list.value).flatMap((_, index) => readTool(inside(list, index), findings)), findings);
}

/** A tool as MCP lists it, with all members. */
export function asMcpTool({ details, ...tool }: Tool): JsonObject {
  return { ...tool, ...details };
}

function readTool(tool: Place, findings: Findings): PlacedTool[] {
  if (!isObject(tool.value)) {
    findings.error('tool-not-an-object', tool.at, `a tool is ${describe(tool.value)}`, 'write an object with `name`, `description` and `inputSchema`');
    return [];
  }
  const name = inside(tool, 'name');
  const called = shorten(isText(name.value) ? name.value : tool.at.slice(tool.at.lastIndexOf('/') + 1));
  const description = readDescription(tool.value.description, called, tool.at, findings);
  const inputSchema = readSchema(inside(tool, 'inputSchema'), called, findings);
  if (!inputSchema && tool.value.inputSchema === undefined) {
    findings.error('tool-input-schema-missing', tool.at, `tool \`${called}\` has no \`inputSchema\`, which MCP requires`, 'add one; for a tool without parameters, write `{ "type": "object" }`');
  }
  const outputSchema = readSchema(inside(tool, 'outputSchema'), called, findings);
  if (!isText(name.value)) {
    findings.error('tool-name-missing', tool.at, `tool ${called} has no name: \`name\` is ${describe(name.value)}`, 'write a string');
    return [];
  }
  const details = Object.fromEntries(Object.entries(tool.value).filter(([key]) => !READ.includes(key)));
  return [{ tool: { name: name.value, description, inputSchema, outputSchema, ...holdsAnything(details) ? { details } : {} }, nameAt: name.at }];
}

function readSchema({ value, at }: Place, tool: string, findings: Findings): JsonSchema | undefined {
  if (value === undefined) return undefined;
  if (!isObject(value)) {
    findings.error('tool-schema-not-an-object', at, `the schema of tool \`${tool}\` is ${describe(value)}`, 'write an object like `{ "type": "object" }`');
    return undefined;
  }
  if (value.type !== 'object') {
    findings.error('tool-schema-top-level-type', value.type === undefined ? at : pointer(at, 'type'), `the type of the schema of tool \`${tool}\` is ${describe(value.type)}, ` +
      'but MCP requires `"type": "object"` at the top level', 'add it, or make the value a property of an object');
  }
  return value;
}
