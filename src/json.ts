/**
 * Functions for JSON values of unknown shape.
 *
 * Documents and templates come from users, so keys like `constructor` and `__proto__` are ordinary names: reading goes through `own`, and
 * objects with keys from a document are built with `Object.fromEntries` or `tableOf`.
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

/**
 * An object with as many keys as a template has resources.
 *
 * Without a prototype, V8 makes it a hash table. Other objects copy their list of keys with each key that is added, up to about a thousand.
 */
export function tableOf<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  const table = Object.create(null) as Record<string, T>;
  for (const [key, value] of entries) table[key] = value;
  return table;
}

/** Deeper than any real document, and shallow enough for recursion. */
export const MAX_DEPTH = 200;

/** Whether a value is nested deeper than `MAX_DEPTH`. A loop, because recursion overflows the stack on very deep values. */
export function isTooDeep(root: unknown): boolean {
  const open: [unknown, number][] = [[root, 0]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [value, depth] = next;
    if (depth > MAX_DEPTH) return true;
    if (typeof value !== 'object' || value === null) continue;
    for (const child of Object.values(value)) open.push([child, depth + 1]);
  }
  return false;
}

/** The value of a JSON text; undefined for any other text. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
