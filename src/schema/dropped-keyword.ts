import { codeList, describe, isObject, itemsOf, keysOf, shorten } from './json';
import type { Place } from './json';
import type { Findings } from './schema-finding';

/** All keywords of the service's `SchemaDefinition`. */
export const SCHEMA_DEFINITION_KEYWORDS = ['type', 'properties', 'required', 'items', 'description'];

/** All keys of the service's `ToolDefinition`. */
export const TOOL_KEYS = ['name', 'description', 'inputSchema', 'outputSchema'];

/**
 * Reports a keyword of a tool definition that the service does not support, with a replacement.
 */
export function reportDropped({ value, at }: Place, findings: Findings): void {
  const keys = keysOf(at);
  const [keyword, isToolKey] = [keys[keys.length - 1], keys.length === 2];
  const list = codeList(isToolKey ? TOOL_KEYS : SCHEMA_DEFINITION_KEYWORDS);
  if (isToolKey) {
    const meant = TOOL_KEYS.find((known) => known.toLowerCase() === keyword.toLowerCase().replaceAll(/[_-]/g, ''));
    const message = `key \`${shorten(keyword)}\` does not exist in Lambda tools and has no effect; the keys are ${list}`;
    return findings.warning('schema-keyword-dropped', at, message, meant ? `write \`${meant}\`` : OTHER_FIX);
  }
  if (keyword === 'type') {
    const fix = `write \`"type": "${itemsOf(value).find((name) => name !== 'null')}"\`, and remove the property from \`required\` if it may be null`;
    return findings.warning('schema-keyword-dropped', at, '`type` is an array, but a schema of a Lambda tool has only one type', fix);
  }
  const message = `keyword \`${shorten(keyword)}\` does not exist in the schemas of Lambda tools and has no effect; the keywords are ${list}`;
  findings.warning('schema-keyword-dropped', at, message, fixFor(keyword, value));
}

function fixFor(keyword: string, value: unknown): string {
  const known = SCHEMA_DEFINITION_KEYWORDS.find((candidate) => candidate === keyword.toLowerCase());
  return known ? `write \`${known}\`` : FIXES.get(keyword)?.(value) ?? OTHER_FIX;
}

const OTHER_FIX = 'remove it, and describe in the description what a model needs to know';

/** The index of the only branch that is not null; `undefined` when there are several. */
export function nonNullBranch(union: unknown): number | undefined {
  const branches = itemsOf(union);
  const others = branches.flatMap((branch, index) => isNullSchema(branch) ? [] : [index]);
  return others.length === 1 ? others[0] : undefined;
}

function isNullSchema(schema: unknown): boolean {
  return isObject(schema) && (schema.type === 'null' || schema.const === null);
}

const BOUNDS = (value: unknown) => `state the limit (${describe(value)}) in the description, and validate it in the function`;
const FORM = (value: unknown) => `state the format (${describe(value)}) in the description, with an example, and validate it in the function`;
const OPEN_KEYS = (value: unknown) => value === false
  ? 'remove it, and reject unknown properties in the function'
  : 'list the allowed properties, or use an array of objects with a key and a value';
const DEFINITIONS = () => 'replace each reference with a copy of its definition';

function unionFix(value: unknown): string {
  return nonNullBranch(value) === undefined
    ? 'write a single `type`; alternatives can be optional properties of an object'
    : 'replace it with the schema that is not null, and remove the property from `required`';
}

const FIXES = new Map<string, (value: unknown) => string>(Object.entries({
  enum: (value: unknown) => `list the allowed values in the description, for example: one of ${shorten(itemsOf(value).map(describe).join(', '))}, and validate them in the function`,
  const: (value: unknown) => `state the only allowed value (${describe(value)}) in the description`,
  default: (value: unknown) => `state the default ${describe(value)} in the description, and apply it in the function`,
  format: FORM,
  pattern: FORM,
  contentEncoding: FORM,
  contentMediaType: FORM,
  minimum: BOUNDS,
  maximum: BOUNDS,
  exclusiveMinimum: BOUNDS,
  exclusiveMaximum: BOUNDS,
  multipleOf: BOUNDS,
  minLength: BOUNDS,
  maxLength: BOUNDS,
  minItems: BOUNDS,
  maxItems: BOUNDS,
  uniqueItems: BOUNDS,
  minProperties: BOUNDS,
  maxProperties: BOUNDS,
  anyOf: unionFix,
  oneOf: unionFix,
  allOf: () => 'merge the parts into one schema',
  nullable: () => 'remove the property from `required`',
  additionalProperties: OPEN_KEYS,
  patternProperties: OPEN_KEYS,
  unevaluatedProperties: OPEN_KEYS,
  prefixItems: () => 'use an object with one property for each position',
  $ref: () => 'replace it with a copy of the schema that it refers to',
  $defs: DEFINITIONS,
  definitions: DEFINITIONS,
}));
