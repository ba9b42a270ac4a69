import { reportDropped, SCHEMA_DEFINITION_KEYWORDS, TOOL_KEYS } from './dropped-keyword';
import { entriesOf, isObject, itemsOf, lookUp, own, pointer } from './json';
import type { JsonObject } from './json';
import { UNKNOWN_TYPE } from './schema-definition';
import { Findings } from './schema-finding';
import type { ReadTools } from './tool';
import { fromCloudFormation, readToolDefinitions } from './tool-definitions';
import { isUnresolved } from './unresolved';
import { ARGUMENT_LEVELS } from '../service/limits';

/** Keywords that were written and are lost, by JSON pointer. */
export type DroppedKeywords = JsonObject;

/** The keywords of tool definitions that CloudFormation has no place for; undefined when there are none. */
export function droppedFrom(document: unknown, { findings }: ReadTools): DroppedKeywords | undefined {
  const pointers = findings.filter(({ id }) => id === 'schema-keyword-dropped').map((finding) => finding.document!.pointer);
  return pointers.length === 0 ? undefined : Object.fromEntries(pointers.map((at) => [at, lookUp(document, at)]));
}

/**
 * Reads the tools of a Lambda target as they stand in a template, where every key begins with a capital letter.
 *
 * @param dropped what whoever wrote the template left out
 */
export function readInlineTools(inlinePayload: unknown, dropped: DroppedKeywords = {}): ReadTools {
  const findings = new Findings();
  itemsOf(inlinePayload).forEach((tool, index) => checkCase(tool, pointer('', index), findings));
  for (const [at, value] of Object.entries(dropped)) reportDropped({ value, at }, findings);
  const read = readToolsInCode(fromCloudFormation(inlinePayload));
  return { ...read, findings: [...findings.list, ...read.findings] };
}

/**
 * Reads tools that a program or a template defines.
 *
 * A type that is not known here may be one of a newer service: whoever writes `SchemaDefinitionType.of` means it. In a file, it is a misspelling.
 */
export function readToolsInCode(document: unknown): ReadTools {
  const read = readToolDefinitions(document);
  return { ...read, findings: read.findings.map((finding) => finding.id === UNKNOWN_TYPE ? { ...finding, id: 'tool-schema-type-new', severity: 'warning' } : finding) };
}

/** The keys of schema files, copied into a template, come in one piece: one finding a tool is enough. */
function checkCase(tool: unknown, at: string, findings: Findings): void {
  const way = smallKey(tool, TOOL_KEYS)
    ?? below('InputSchema', smallKeyInSchema(own(tool, 'InputSchema')))
    ?? below('OutputSchema', smallKeyInSchema(own(tool, 'OutputSchema')));
  const key = way?.at(-1);
  if (way === undefined || key === undefined) return;
  findings.error('tool-schema-key-case', pointer(at, ...way), `key \`${key}\` begins with a small letter, and CloudFormation knows it with a capital one only`, `write \`${capital(key)}\`, and so all other keys of the tool`);
}

/** The keys on the way to a key, itself the last. */
type Way = readonly string[];

function below(key: string, way: Way | undefined): Way | undefined {
  return way && [key, ...way];
}

function smallKey(value: unknown, known: readonly string[]): Way | undefined {
  if (!isObject(value) || isUnresolved(value)) return undefined;
  const key = Object.keys(value).find((candidate) => known.includes(candidate));
  return key === undefined ? undefined : [key];
}

function smallKeyInSchema(schema: unknown, depth = 0): Way | undefined {
  if (!isObject(schema) || isUnresolved(schema) || depth > ARGUMENT_LEVELS) return undefined;
  const found = smallKey(schema, SCHEMA_DEFINITION_KEYWORDS);
  if (found) return found;
  const properties = own(schema, 'Properties');
  for (const [name, property] of isUnresolved(properties) ? [] : entriesOf(properties)) {
    const inProperty = smallKeyInSchema(property, depth + 1);
    if (inProperty) return ['Properties', name, ...inProperty];
  }
  return below('Items', smallKeyInSchema(own(schema, 'Items'), depth + 1));
}

function capital(key: string): string {
  return key.charAt(0).toUpperCase() + key.slice(1);
}
