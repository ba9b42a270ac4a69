import { codeList, describe, isObject, itemsOf, keysOf, shorten } from './json';
import type { Place } from './json';
import type { Findings } from './schema-finding';

/** The keywords of the service's `SchemaDefinition`. There are no others. */
export const SCHEMA_DEFINITION_KEYWORDS = ['type', 'properties', 'required', 'items', 'description'];

/** The keys of the service's `ToolDefinition`. */
export const TOOL_KEYS = ['name', 'description', 'inputSchema', 'outputSchema'];

/**
 * Reports a keyword of a tool definition that the service does not keep: why it has no effect, and what to write instead.
 *
 * @param at where it stands: it is the last part
 */
export function reportDropped({ value, at }: Place, findings: Findings): void {
  const keys = keysOf(at);
  const [keyword, isToolKey] = [keys[keys.length - 1], keys.length === 2];
  const list = codeList(isToolKey ? TOOL_KEYS : SCHEMA_DEFINITION_KEYWORDS);
  if (isToolKey) {
    const meant = TOOL_KEYS.find((known) => known.toLowerCase() === keyword.toLowerCase().replaceAll(/[_-]/g, ''));
    const message = `key \`${shorten(keyword)}\` does not exist in Lambda tools (they have ${list}) and is lost`;
    return findings.warning('schema-keyword-dropped', at, message, meant ? `write \`${meant}\`` : OTHER_FIX);
  }
  if (keyword === 'type') {
    const fix = `write \`"type": "${itemsOf(value).find((name) => name !== 'null')}"\`, and leave the property out of \`required\` where it may be null`;
    return findings.warning('schema-keyword-dropped', at, '`type` is a list, and the schemas of Lambda tools have one type', fix);
  }
  const message = `keyword \`${shorten(keyword)}\` does not exist in the schemas of Lambda tools (they have ${list}) and is lost`;
  findings.warning('schema-keyword-dropped', at, message, fixFor(keyword, value));
}

function fixFor(keyword: string, value: unknown): string {
  const known = SCHEMA_DEFINITION_KEYWORDS.find((candidate) => candidate === keyword.toLowerCase());
  return known ? `write \`${known}\`` : FIXES.get(keyword)?.(value) ?? OTHER_FIX;
}

/** For a keyword without a fix of its own. */
const OTHER_FIX = 'remove it, and put what a model must know into the description';

/** The index of the branch that says what a value is when it is not null; `undefined` when the union is more than that. */
export function nonNullBranch(union: unknown): number | undefined {
  const branches = itemsOf(union);
  const others = branches.flatMap((branch, index) => isNullSchema(branch) ? [] : [index]);
  return others.length === 1 ? others[0] : undefined;
}

function isNullSchema(schema: unknown): boolean {
  return isObject(schema) && (schema.type === 'null' || schema.const === null);
}

const BOUNDS = (value: unknown) => `put the limit (${describe(value)}) into the description and check it in the function`;
const FORM = (value: unknown) => `put the form (${describe(value)}) into the description, with an example, and check it in the function`;
const OPEN_KEYS = (value: unknown) => value === false
  ? 'remove it; refuse properties that are not listed in the function'
  : 'list the properties that are allowed, or write a list of objects with a key and a value';
const DEFINITIONS = () => 'write each definition out where it is used';

function unionFix(value: unknown): string {
  return nonNullBranch(value) === undefined
    ? 'write one plain `type`; alternatives can be optional properties of an object'
    : 'write the schema that is not null in its place, and leave the property out of `required`';
}

const FIXES = new Map<string, (value: unknown) => string>(Object.entries({
  enum: (value: unknown) => `put the allowed values into the description, for example: one of ${shorten(itemsOf(value).map(describe).join(', '))}, and check them in the function`,
  const: (value: unknown) => `put the only allowed value (${describe(value)}) into the description`,
  default: (value: unknown) => `say in the description that ${describe(value)} is used when it is left out, and do so in the function`,
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
  nullable: () => 'leave the property out of `required`',
  additionalProperties: OPEN_KEYS,
  patternProperties: OPEN_KEYS,
  unevaluatedProperties: OPEN_KEYS,
  prefixItems: () => 'write an object with one property per position',
  $ref: () => 'write out the schema that it points to',
  $defs: DEFINITIONS,
  definitions: DEFINITIONS,
}));
