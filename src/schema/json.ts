import { entriesOf, isObject, own } from '../json';
import type { JsonObject } from '../json';

/** Places in a JSON document, and how messages describe their values. */

export { entriesOf, isObject, JsonObject, own };

/** A value and its place in the document. */
export interface Place {
  readonly value: unknown;
  /** JSON pointer (RFC 6901). */
  readonly at: string;
}

/** Whether a value is a non-blank string. */
export function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Whether a value is a non-empty object or array. */
export function holdsAnything(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

/** Appends keys or indexes to a JSON pointer. */
export function pointer(at: string, ...keys: (string | number)[]): string {
  return keys.reduce<string>((path, key) => `${path}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`, at);
}

/** The place at a key or index of another place. */
export function inside(place: Place, key: string | number): Place {
  const value = Array.isArray(place.value) ? place.value[Number(key)] : own(place.value, String(key));
  return { value, at: pointer(place.at, key) };
}

/** The value at a JSON pointer; `undefined` when it does not exist. */
export function lookUp(document: unknown, at: string): unknown {
  if (at === '') return document;
  if (!at.startsWith('/')) return undefined;
  return keysOf(at).reduce<unknown>((value, key) => inside({ value, at: '' }, key).value, document);
}

/** The keys and indexes of a JSON pointer. */
export function keysOf(at: string): string[] {
  return at.split('/').slice(1).map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Describes an invalid value in a message. */
export function describe(value: unknown): string {
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return 'an array';
  if (isObject(value)) return 'an object';
  return `\`${shorten(typeof value === 'string' ? JSON.stringify(value) : String(value))}\``;
}

/** Formats names or values in a message, each as code. */
export function codeList(values: readonly string[]): string {
  return values.map((value) => `\`${value}\``).join(', ');
}

/** Shortens user input to one readable line. */
export function shorten(value: string, length = 80): string {
  const text = value.slice(0, length + 1).replaceAll(/[\p{Cc}\s]+/gu, ' ');
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
