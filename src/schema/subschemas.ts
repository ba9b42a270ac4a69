import { inside, isObject } from './json';
import type { JsonObject, Place } from './json';

/** Keywords whose value is one schema. */
const ONE = new Set(['items', 'additionalProperties', 'not', 'contains', 'propertyNames', 'if', 'then', 'else', 'unevaluatedItems', 'unevaluatedProperties']);
/** Keywords whose value is an array of schemas. */
const LIST = new Set(['oneOf', 'anyOf', 'allOf', 'prefixItems', 'items']);
/** Keywords whose value is an object with schemas. The user chooses the names, so a name can be `oneOf`. */
const MAP = new Set(['properties', 'patternProperties', 'dependentSchemas', '$defs', 'definitions']);

/** Copies a schema and replaces its direct subschemas. */
export function mapSubschemas(schema: JsonObject, at: string, replace: (place: Place) => unknown): JsonObject {
  return Object.fromEntries(Object.entries(schema).map(([keyword, value]) => {
    const place = inside({ value: schema, at }, keyword);
    if (LIST.has(keyword) && Array.isArray(value)) return [keyword, value.map((_, index) => replace(inside(place, index)))];
    if (MAP.has(keyword) && isObject(value)) {
      return [keyword, Object.fromEntries(Object.keys(value).map((name) => [name, replace(inside(place, name))]))];
    }
    return [keyword, ONE.has(keyword) && isObject(value) ? replace(place) : value];
  }));
}
