import { inside, isObject } from './json';
import type { JsonObject, Place } from './json';

/** Keywords whose value is one schema. */
const ONE = new Set(['items', 'additionalProperties', 'not', 'contains', 'propertyNames', 'if', 'then', 'else', 'unevaluatedItems', 'unevaluatedProperties']);
/** Keywords whose value is a list of schemas. */
const LIST = new Set(['oneOf', 'anyOf', 'allOf', 'prefixItems', 'items']);
/** Keywords whose value has one schema per name; the names are the user's, so `oneOf` can be one. */
const MAP = new Set(['properties', 'patternProperties', 'dependentSchemas', '$defs', 'definitions']);

/** A copy of a schema in which every schema directly inside it is replaced by what `replace` makes of it. */
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
