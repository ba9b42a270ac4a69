import { reportDropped, SCHEMA_DEFINITION_KEYWORDS, TOOL_KEYS } from './dropped-keyword';
import { entriesOf, isObject, itemsOf, lookUp, own, pointer } from './json';
import type { JsonObject } from './json';
import { UNKNOWN_TYPE } from './schema-definition';
import { Findings } from './schema-finding';
import type { ReadTools } from './tool';
import { fromCloudFormation, readToolDefinitions } from './tool-definitions';
import { isUnresolved } from './unresolved';
import { ARGUMENT_LEVELS } from '../service/limits';

/** Keywords that the service does not support, with their values, by JSON pointer. */
export type DroppedKeywords = JsonObject;

/** The unsupported keywords in tool definitions, which a template cannot contain; undefined when there are none. */
export function droppedFrom(document: unknown, { findings }: ReadTools): DroppedKeywords | undefined {
  const pointers = findings.filter(({ id }) => id === 'schema-keyword-dropped').map((finding) => finding.document!.pointer);
  return pointers.length === 0 ? undefined : Object.fromEntries(pointers.map((at) => [at, lookUp(document, at)]));
}

/**
 * Reads the tools of a Lambda target from a template, where every key starts with an upper-case letter.
 *
 * @param dropped the unsupported keywords that synthesis removed
 */
export function readInlineTools(inlinePayload: unknown, dropped: DroppedKeywords = {}): ReadTools {
  const findings = new Findings();
  itemsOf(inlinePayload).forEach((tool, index) => checkCase(tool, pointer('', index), findings));
  for (const [at, value] of Object.entries(dropped)) reportDropped({ value, at }, findings);
  const read = readToolsInCode(fromCloudFormation(inlinePayload));
  return { ...read, findings: [...findings.list, ...read.findings] };
}

/**
 * Reads the tools that an app or a template defines.
 *
 * An unknown type is only a warning, because `SchemaDefinitionType.of` may name a type that the service supports in the future. In a file, it is an
 * error.
 */
export function readToolsInCode(document: unknown): ReadTools {
  const read = readToolDefinitions(document);
  return { ...read, findings: read.findings.map((finding) => finding.id === UNKNOWN_TYPE ? { ...finding, id: 'tool-schema-type-new', severity: 'warning' } : finding) };
}

/** Reports the first lower-case key of a tool: usually the whole tool is copied from a schema file. */
function checkCase(tool: unknown, at: string, findings: Findings): void {
  const path = lowerCaseKey(tool, TOOL_KEYS)
    ?? below('InputSchema', lowerCaseKeyInSchema(own(tool, 'InputSchema')))
    ?? below('OutputSchema', lowerCaseKeyInSchema(own(tool, 'OutputSchema')));
  const key = path?.at(-1);
  if (path === undefined || key === undefined) return;
  findings.error('tool-schema-key-case', pointer(at, ...path), `key \`${key}\` starts with a lower-case letter, but CloudFormation requires an upper-case letter`, `write \`${capitalized(key)}\`, and capitalize all other keys of the tool`);
}

/** The keys that lead to a key, including the key itself. */
type KeyPath = readonly string[];

function below(key: string, path: KeyPath | undefined): KeyPath | undefined {
  return path && [key, ...path];
}

function lowerCaseKey(value: unknown, known: readonly string[]): KeyPath | undefined {
  if (!isObject(value) || isUnresolved(value)) return undefined;
  const key = Object.keys(value).find((candidate) => known.includes(candidate));
  return key === undefined ? undefined : [key];
}

function lowerCaseKeyInSchema(schema: unknown, depth = 0): KeyPath | undefined {
  if (!isObject(schema) || isUnresolved(schema) || depth > ARGUMENT_LEVELS) return undefined;
  const found = lowerCaseKey(schema, SCHEMA_DEFINITION_KEYWORDS);
  if (found) return found;
  const properties = own(schema, 'Properties');
  for (const [name, property] of isUnresolved(properties) ? [] : entriesOf(properties)) {
    const inProperty = lowerCaseKeyInSchema(property, depth + 1);
    if (inProperty) return ['Properties', name, ...inProperty];
  }
  return below('Items', lowerCaseKeyInSchema(own(schema, 'Items'), depth + 1));
}

function capitalized(key: string): string {
  return key.charAt(0).toUpperCase() + key.slice(1);
}
