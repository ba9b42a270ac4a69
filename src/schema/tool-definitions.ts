import { checkedTools, UNKNOWN_TOOL_NAME } from './checked-tools';
import type { PlacedTool } from './checked-tools';
import { reportDropped, TOOL_KEYS } from './dropped-keyword';
import { codeList, describe, inside, isObject, isText, pointer, shorten } from './json';
import type { JsonObject, Place } from './json';
import { isNew, readSchemaDefinition } from './schema-definition';
import { Findings } from './schema-finding';
import type { JsonSchema, ReadTools } from './tool';
import { isUnresolved } from './unresolved';
import { ARGUMENT_LEVELS } from '../service/limits';

/**
 * Reads the tool definitions of a Lambda target: an inline payload, a schema file, or an S3 object.
 *
 * The returned schemas contain only the keywords that the service supports. Other keywords are reported.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_ToolDefinition.html
 */
export function readToolDefinitions(document: unknown): ReadTools {
  const findings = new Findings();
  if (isUnresolved(document)) {
    findings.info('document-unresolved', '', 'the tool definitions are unresolved until deployment, so the tools are unknown and not checked', 'write them as a literal or in a file');
    return { tools: [], findings: findings.list };
  }
  if (!Array.isArray(document)) {
    const wrapper = isObject(document) ? ['tools', 'inlinePayload', 'InlinePayload'].find((key) => Array.isArray(document[key])) : undefined;
    const fix = wrapper === undefined ? 'write an array of tools' : `write only the array under \`${wrapper}\``;
    findings.error('tools-not-an-array', '', `the tool definitions are ${describe(document)}`, fix);
    return { tools: [], findings: findings.list };
  }
  if (document.length === 0) findings.error('tools-empty', '', 'the tool definitions are an empty list, and the service requires at least one tool', 'add a tool with `name`, `description` and `inputSchema`');
  return checkedTools(document.flatMap((value, index) => readTool({ value, at: pointer('', index) }, findings)), findings);
}

/**
 * Converts an inline payload from the CloudFormation form (`Name`, `InputSchema`, `Type`, …) to the API form.
 *
 * Converts only keywords: the keys in `Properties` are names that the user chooses.
 */
export function fromCloudFormation(inlinePayload: unknown): unknown {
  if (!Array.isArray(inlinePayload)) return inlinePayload;
  return inlinePayload.map((tool) => !isObject(tool) || isUnresolved(tool) ? tool : recase(tool, (key, value) => {
    return key === 'inputSchema' || key === 'outputSchema' ? recaseSchema(value, 0) : value;
  }));
}

function recaseSchema(schema: unknown, depth: number): unknown {
  if (!isObject(schema) || isUnresolved(schema) || depth > ARGUMENT_LEVELS) return schema;
  return recase(schema, (key, value) => {
    if (key === 'properties' && isObject(value) && !isUnresolved(value)) {
      return Object.fromEntries(Object.entries(value).map(([name, property]) => [name, recaseSchema(property, depth + 1)]));
    }
    if (Array.isArray(value)) return key === 'anyOf' || key === 'oneOf' || key === 'allOf' ? value.map((part) => recaseSchema(part, depth + 1)) : value;
    return key === 'items' ? recaseSchema(value, depth + 1) : value;
  });
}

function recase(object: JsonObject, read: (key: string, value: unknown) => unknown): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([cfnKey, value]) => {
    const key = cfnKey.charAt(0).toLowerCase() + cfnKey.slice(1);
    return [key, read(key, value)];
  }));
}

function readTool(place: Place, findings: Findings): PlacedTool[] {
  const { value: tool, at } = place;
  if (isUnresolved(tool)) {
    findings.info('tool-name-unresolved', at, ...UNKNOWN_TOOL_NAME);
    return [];
  }
  if (!isObject(tool)) {
    findings.error('tool-not-an-object', at, `a tool is ${describe(tool)}`, `write an object with ${codeList(TOOL_KEYS)}`);
    return [];
  }
  checkKeys(tool, at, findings);
  const name = readName(place, findings);
  const called = shorten(name ?? at.slice(1));
  const description = readDescription(place, called, findings);
  const inputSchema = readInputSchema(place, called, findings);
  const outputSchema = tool.outputSchema === undefined ? undefined : readToolSchema(inside(place, 'outputSchema'), called, findings);
  if (name === undefined) return [];
  return [{ tool: { name, description, inputSchema, outputSchema }, nameAt: pointer(at, 'name') }];
}

function checkKeys(tool: JsonObject, at: string, findings: Findings): void {
  for (const [key, value] of Object.entries(tool)) {
    if (!TOOL_KEYS.includes(key)) reportDropped({ value, at: pointer(at, key) }, findings);
  }
}

function readName(tool: Place, findings: Findings): string | undefined {
  const { value: name, at } = inside(tool, 'name');
  if (isText(name)) return name;
  if (isUnresolved(name)) {
    findings.info('tool-name-unresolved', at, ...UNKNOWN_TOOL_NAME);
  } else {
    findings.error('tool-name-missing', tool.at, `tool ${tool.at.slice(1)} has no name: \`name\` is ${describe(name)}`, 'write a string');
  }
  return undefined;
}

function readDescription(tool: Place, called: string, findings: Findings): string | undefined {
  const { value: description } = inside(tool, 'description');
  if (isText(description)) return description;
  if (!isUnresolved(description)) {
    findings.error('tool-description-missing', tool.at, `tool \`${called}\` has no description: \`description\` is ${describe(description)}, ` +
      'but the service requires a string', 'describe what the tool does and when to use it');
  }
  return undefined;
}

function readInputSchema(tool: Place, called: string, findings: Findings): JsonSchema | undefined {
  const schema = inside(tool, 'inputSchema');
  if (schema.value !== undefined) return readToolSchema(schema, called, findings);
  findings.error('tool-input-schema-missing', tool.at, `tool \`${called}\` has no \`inputSchema\`, which the service requires`, 'add one; for a tool without parameters, write `{ "type": "object", "properties": {} }`');
  return undefined;
}

function readToolSchema(place: Place, called: string, findings: Findings): JsonSchema {
  const schema = readSchemaDefinition(place, findings);
  if (schema.type !== undefined && schema.type !== 'object' && !isNew(schema.type)) {
    findings.error('tool-schema-top-level-type', pointer(place.at, 'type'), `the schema of tool \`${called}\` has type \`${schema.type}\`, ` +
      'but the service requires `object` at the top level', 'make it a property of an object');
  }
  return schema;
}
