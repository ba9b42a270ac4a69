import { nonNullBranch, reportDropped, SCHEMA_DEFINITION_KEYWORDS } from './dropped-keyword';
import { codeList, describe, entriesOf, inside, isObject, itemsOf, own, pointer, shorten } from './json';
import type { JsonObject, Place } from './json';
import type { Findings } from './schema-finding';
import type { JsonSchema } from './tool';
import { isUnresolved } from './unresolved';
import { ARGUMENT_LEVELS } from '../service/limits';

const TYPES = ['string', 'number', 'integer', 'boolean', 'object', 'array'];

/** The id of the finding about an unknown type. */
export const UNKNOWN_TYPE = 'tool-schema-type-unknown';

/**
 * Reads a JSON Schema as the service's `SchemaDefinition`, and returns the keywords that the service supports.
 *
 * A union of one schema and null becomes that schema.
 */
export function readSchemaDefinition(place: Place, findings: Findings, depth = 0): JsonSchema {
  const { value: schema, at } = place;
  if (isUnresolved(schema)) return {};
  if (!isObject(schema)) {
    findings.error('tool-schema-not-an-object', at, `the schema is ${describe(schema)}`, 'write an object like `{ "type": "string" }`');
    return {};
  }
  // Objects in an app can contain themselves.
  if (depth > ARGUMENT_LEVELS) {
    findings.error('tool-schema-too-deep', at, `the schema is nested deeper than ${ARGUMENT_LEVELS} levels`, 'reduce the nesting');
    return {};
  }
  for (const [keyword, value] of Object.entries(schema)) {
    if (!SCHEMA_DEFINITION_KEYWORDS.includes(keyword)) reportDropped({ value, at: pointer(at, keyword) }, findings);
  }
  const nullable = schema.type === undefined ? nullableUnion(place) : undefined;
  if (nullable) return { ...readSchemaDefinition(nullable, findings, depth + 1), ...readDescription(schema, at, findings) };

  const type = readType(schema, at, findings);
  return {
    ...(type === undefined ? {} : { type }),
    ...readDescription(schema, at, findings),
    ...(type === 'object' || (isNew(type) && schema.properties !== undefined) ? readObject(place, findings, depth) : {}),
    ...(type === 'array' || (isNew(type) && schema.items !== undefined) ? readArray(place, findings, depth) : {}),
  };
}

/** Whether this library does not know a type, which may be supported in the future. */
export function isNew(type: unknown): boolean {
  return type !== undefined && !TYPES.includes(type as string);
}

/** The only branch of an `anyOf` or `oneOf` that is not null. */
function nullableUnion(place: Place): Place | undefined {
  for (const keyword of ['anyOf', 'oneOf']) {
    const union = inside(place, keyword);
    const branch = nonNullBranch(union.value);
    if (branch !== undefined) return inside(union, branch);
  }
  return undefined;
}

function readType(schema: JsonObject, at: string, findings: Findings): string | undefined {
  const { type } = schema;
  if (typeof type === 'string' && TYPES.includes(type)) return type;
  if (isUnresolved(type)) return undefined;
  if (type === undefined) {
    const fix = schema.properties === undefined ? `write one of ${codeList(TYPES)}` : 'write `"type": "object"`';
    findings.error('tool-schema-type-missing', at, 'the schema has no `type`, which the service requires in every schema', fix);
    return undefined;
  }
  const others = itemsOf(type).filter((name) => name !== 'null');
  if (others.length === 1 && TYPES.includes(others[0] as string)) {
    reportDropped({ value: type, at: pointer(at, 'type') }, findings);
    return others[0] as string;
  }
  const given = Array.isArray(type) ? `an array (${shorten(type.map(describe).join(', '))})` : describe(type);
  const id = typeof type === 'string' ? UNKNOWN_TYPE : 'tool-schema-malformed';
  findings.error(id, pointer(at, 'type'), `\`type\` is ${given}`, `write one of ${codeList(TYPES)}`);
  return typeof type === 'string' ? type : undefined;
}

function readDescription(schema: JsonObject, at: string, findings: Findings): { readonly description?: string } {
  const { description } = schema;
  if (typeof description === 'string') return { description };
  if (description !== undefined && !isUnresolved(description)) malformed(pointer(at, 'description'), 'a string', description, findings);
  return {};
}

function readObject(place: Place, findings: Findings, depth: number): JsonObject {
  const properties = inside(place, 'properties');
  if (isUnresolved(properties.value)) return {};
  if (properties.value !== undefined && !isObject(properties.value)) malformed(properties.at, 'an object with one schema for each property', properties.value, findings);
  const schemas = entriesOf(properties.value).map(([name]) => [name, readSchemaDefinition(inside(properties, name), findings, depth + 1)]);
  return {
    ...(isObject(properties.value) ? { properties: Object.fromEntries(schemas) } : {}),
    ...readRequired(place, properties.value, findings),
  };
}

function readRequired(place: Place, properties: unknown, findings: Findings): { readonly required?: readonly string[] } {
  const required = inside(place, 'required');
  if (required.value === undefined || isUnresolved(required.value)) return {};
  if (!Array.isArray(required.value)) {
    malformed(required.at, 'an array of property names', required.value, findings);
    return {};
  }
  const names = required.value.filter((name, index) => {
    const at = pointer(required.at, index);
    if (isUnresolved(name)) return false;
    if (typeof name !== 'string') {
      malformed(at, 'a property name', name, findings);
      return false;
    }
    if (own(properties, name) !== undefined) return true;
    findings.error('tool-schema-required-unknown', at, `\`required\` names \`${shorten(name)}\`, which is not a property of this schema ` +
      `(properties: ${shorten(codeList(entriesOf(properties).map(([known]) => known)), 200) || 'none'})`, 'add the property or remove the name');
    return false;
  });
  return { required: names };
}

function readArray(place: Place, findings: Findings, depth: number): JsonObject {
  const items = inside(place, 'items');
  if (items.value === undefined) {
    findings.warning('tool-schema-items-missing', place.at, 'the array has no `items`, so a model does not know the type of its elements', 'add `items` with the schema of an element');
    return {};
  }
  return { items: readSchemaDefinition(items, findings, depth + 1) };
}

function malformed(at: string, expected: string, value: unknown, findings: Findings): void {
  findings.error('tool-schema-malformed', at, `the value is ${describe(value)}`, `write ${expected}`);
}
