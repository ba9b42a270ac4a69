import { SCHEMA_DEFINITION_KEYWORDS } from './dropped-keyword';
import { entriesOf, isObject, itemsOf, own, pointer } from './json';
import { MAX_SCHEMA_DEPTH } from './schema-budget';
import { Findings } from './schema-finding';
import type { ReadTools } from './tool';
import { fromCloudFormation, readToolDefinitions, TOOL_KEYS } from './tool-definitions';
import { isUnresolved } from './unresolved';

/** Reads the tools of a Lambda target as they stand in a template, where every key begins with a capital letter. */
export function readInlineTools(inlinePayload: unknown): ReadTools {
  const findings = new Findings();
  itemsOf(inlinePayload).forEach((tool, index) => checkCase(tool, pointer('', index), findings));
  const read = readToolDefinitions(fromCloudFormation(inlinePayload));
  return { ...read, findings: [...findings.list, ...read.findings] };
}

/** The keys of schema files, copied into a template, come in one piece: one finding a tool is enough. */
function checkCase(tool: unknown, at: string, findings: Findings): void {
  const found = smallKey(tool, TOOL_KEYS, at)
    ?? smallKeyInSchema(own(tool, 'InputSchema'), pointer(at, 'InputSchema'))
    ?? smallKeyInSchema(own(tool, 'OutputSchema'), pointer(at, 'OutputSchema'));
  if (!found) return;
  findings.error('tool-schema-key-case', found.at, `key \`${found.key}\` begins with a small letter, and CloudFormation knows it with a capital one only; ` +
    `write \`${capital(found.key)}\`, and so all other keys of the tool`);
}

interface SmallKey {
  readonly key: string;
  readonly at: string;
}

function smallKey(value: unknown, known: readonly string[], at: string): SmallKey | undefined {
  if (!isObject(value) || isUnresolved(value)) return undefined;
  const key = Object.keys(value).find((candidate) => known.includes(candidate));
  return key === undefined ? undefined : { key, at: pointer(at, key) };
}

function smallKeyInSchema(schema: unknown, at: string, depth = 0): SmallKey | undefined {
  if (depth > MAX_SCHEMA_DEPTH || isUnresolved(schema)) return undefined;
  const found = smallKey(schema, SCHEMA_DEFINITION_KEYWORDS, at);
  if (found) return found;
  for (const [name, property] of isUnresolved(own(schema, 'Properties')) ? [] : entriesOf(own(schema, 'Properties'))) {
    const inProperty = smallKeyInSchema(property, pointer(at, 'Properties', name), depth + 1);
    if (inProperty) return inProperty;
  }
  return smallKeyInSchema(own(schema, 'Items'), pointer(at, 'Items'), depth + 1);
}

function capital(key: string): string {
  return key.charAt(0).toUpperCase() + key.slice(1);
}
