/**
 * Functions for JSON values of unknown shape.
 *
 * Documents and templates come from users, so keys like `constructor` and `__proto__` are ordinary names: reading goes through `own`, and
 * objects with keys from a document are built with `Object.fromEntries`.
 */

export type JsonObject = { readonly [key: string]: unknown };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value under a key of an object; `undefined` if the key does not exist or the value is not an object. */
export function own(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

export function entriesOf(value: unknown): [string, unknown][] {
  return isObject(value) ? Object.entries(value) : [];
}

/** The value of a JSON text; undefined for any other text. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
