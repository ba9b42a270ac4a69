import { entriesOf, isObject, own } from '../json';
import type { JsonObject } from '../json';

/** Places in a JSON document, and how messages name what stands there. */

export { entriesOf, isObject, JsonObject, own };

/** A value and where it stands in the document. */
export interface Place {
  readonly value: unknown;
  /** JSON pointer (RFC 6901). */
  readonly at: string;
}

/** True for a text with something in it. */
export function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** True for an object or array that holds something. */
export function holdsAnything(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

/** The place of something inside another place. */
export function pointer(at: string, ...keys: (string | number)[]): string {
  return keys.reduce<string>((path, key) => `${path}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`, at);
}

/** Something inside a place, by key or index. */
export function inside(place: Place, key: string | number): Place {
  const value = Array.isArray(place.value) ? place.value[Number(key)] : own(place.value, String(key));
  return { value, at: pointer(place.at, key) };
}

/** What a JSON pointer points to; `undefined` when it points nowhere. */
export function lookUp(document: unknown, at: string): unknown {
  if (at === '') return document;
  if (!at.startsWith('/')) return undefined;
  return keysOf(at).reduce<unknown>((value, key) => inside({ value, at: '' }, key).value, document);
}

/** The keys and indexes that a JSON pointer is made of. */
export function keysOf(at: string): string[] {
  return at.split('/').slice(1).map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** How a message names a value that should have been something else. */
export function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (isObject(value)) return 'an object';
  return `\`${shorten(typeof value === 'string' ? JSON.stringify(value) : String(value))}\``;
}

/** Names or values in a message, each as code. */
export function codeList(values: readonly string[]): string {
  return values.map((value) => `\`${value}\``).join(', ');
}

/** Keeps a message readable, and on one line, whatever a user's value is. */
export function shorten(value: string, length = 80): string {
  const text = value.slice(0, length + 1).replaceAll(/[\p{Cc}\s]+/gu, ' ');
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
