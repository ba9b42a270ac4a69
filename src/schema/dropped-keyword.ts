import { codeList, describe, isObject, itemsOf, shorten } from './json';

/** The keywords of the service's `SchemaDefinition`. There are no others. */
export const SCHEMA_DEFINITION_KEYWORDS = ['type', 'properties', 'required', 'items', 'description'];

/** For a keyword without a fix of its own. */
export const OTHER_FIX = 'remove it, and put what a model must know into the description';

/** Why a JSON Schema keyword has no effect in the schema of a Lambda tool. */
export function droppedKeyword(keyword: string): string {
  return `keyword \`${shorten(keyword)}\` does not exist in the schemas of Lambda tools (they have ${codeList(SCHEMA_DEFINITION_KEYWORDS)}) and is lost`;
}

/** What to write instead of a keyword that is lost. */
export function fixForDropped(keyword: string, value: unknown): string {
  const known = SCHEMA_DEFINITION_KEYWORDS.find((candidate) => candidate === keyword.toLowerCase());
  return known ? `write \`${known}\`` : FIXES.get(keyword)?.(value) ?? OTHER_FIX;
}

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
