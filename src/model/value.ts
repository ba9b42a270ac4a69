/**
 * Template values after the resolution of intrinsic functions.
 *
 * An expression that is unresolved until deployment is a placeholder in the text, `⟨S1.Inner09E1DD49.GatewayUrl⟩`: readable, equal for equal
 * expressions, safe inside JSON and Cedar strings, and never a guess. A placeholder also replaces a whole list or object that is
 * unresolved.
 */
export type Resolved = null | boolean | number | string | readonly Resolved[] | ResolvedRecord;

export interface ResolvedRecord {
  readonly [key: string]: Resolved;
}

/** A text, and whether it is resolved. */
export interface Text {
  /** With placeholders for unresolved parts. */
  readonly text: string;
  /** False if a part is unresolved until deployment. */
  readonly known: boolean;
}

/** `unknown` depends on values that are unresolved until deployment. */
export type Certainty = 'yes' | 'no' | 'unknown';

/** A list with unresolved items, if `known` is false. */
export interface List<T> {
  readonly items: readonly T[];
  /** False if the list may have more items. */
  readonly known: boolean;
}

const OPEN = '⟨';
const CLOSE = '⟩';
/** A dynamic reference, which CloudFormation resolves from Secrets Manager or Parameter Store at deployment. */
const DYNAMIC_REFERENCE = '{{resolve:';

/** Characters that would end the placeholder or its surrounding string, and the escape character. */
const UNSAFE = /[⟨⟩"'\\~\u0000-\u001f]/g;

/** Creates a placeholder; `inner` must consist of escaped text, identifiers and other placeholders. */
export function placeholder(inner: string): string {
  return OPEN + inner + CLOSE;
}

/** The content of a placeholder, without its brackets. */
export function unwrap(text: string): string {
  return text.slice(OPEN.length, -CLOSE.length);
}

/** Escapes a text for use in a placeholder; the result is unique for each text. */
export function escapeInside(text: string): string {
  return text.replace(UNSAFE, (character) => `~${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

export type Part = { readonly literal: string } | { readonly placeholder: string };

/** The literals and the outermost placeholders of a text, in order. */
export function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let start = 0;
  let at = text.indexOf(OPEN);
  while (at >= 0) {
    const end = endOfPlaceholder(text, at);
    if (end < 0) break;
    if (at > start) parts.push({ literal: text.slice(start, at) });
    parts.push({ placeholder: text.slice(at, end) });
    start = end;
    at = text.indexOf(OPEN, start);
  }
  if (start < text.length) parts.push({ literal: text.slice(start) });
  return parts;
}

function endOfPlaceholder(text: string, start: number): number {
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    if (text[i] === OPEN) depth++;
    else if (text[i] === CLOSE && --depth === 0) return i + 1;
  }
  return -1;
}

/** The placeholder, if a text consists of exactly one placeholder. */
export function solePlaceholder(text: string): string | undefined {
  return text.startsWith(OPEN) && endOfPlaceholder(text, 0) === text.length ? text : undefined;
}

export function placeholdersOf(text: string): string[] {
  return partsOf(text).flatMap((part) => 'placeholder' in part ? [part.placeholder] : []);
}

/** Splits a path at its slashes, but not inside placeholders: the id of a stack in a stage contains slashes. */
export function splitPath(text: string): string[] {
  const names = [''];
  for (const part of partsOf(text)) {
    const [first, ...more] = 'placeholder' in part ? [part.placeholder] : part.literal.split('/');
    names.push(names.pop() + first, ...more);
  }
  return names;
}

/** Whether a value is completely resolved. */
export function isKnown(value: Resolved): boolean {
  if (typeof value === 'string') return !value.includes(OPEN) && !value.includes(DYNAMIC_REFERENCE);
  if (isList(value)) return value.every(isKnown);
  if (!isRecord(value)) return true;
  return Object.entries(value).every(([key, item]) => isKnown(key) && isKnown(item));
}

export function textOf(value: Resolved | undefined): Text | undefined {
  if (value === undefined || value === null) return undefined;
  const text = typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value) : String(value);
  return { text, known: isKnown(text) };
}

/** The items of a list, parsed with `read`. A placeholder in place of the list is a list with unknown items. */
export function listOf<T>(value: Resolved | undefined, read: (item: Resolved) => T | undefined): List<T> {
  if (value === undefined || value === null) return { items: [], known: true };
  if (typeof value === 'string' && !isKnown(value)) return { items: [], known: false };
  const source = isList(value) ? value : [value];
  const items: T[] = [];
  let known = true;
  for (const item of source) {
    const result = read(item);
    if (result === undefined) known = false;
    else items.push(result);
  }
  return { items, known };
}

export function textsOf(value: Resolved | undefined): List<Text> {
  return listOf(value, textOf);
}

/** The items of a value that is a text or a list of texts, as in IAM policies. */
export function oneOrMore(value: Resolved | undefined): List<Text> {
  return textsOf(typeof value === 'string' ? [value] : value);
}

/** The texts of a map, such as environment variables. */
export function textsByName(value: Resolved | undefined): Record<string, Text> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(Object.entries(value).flatMap(([name, item]): [string, Text][] => {
    const text = textOf(item);
    return text ? [[name, text]] : [];
  }));
}

/** Whether a value is a map. */
export function isRecord(value: Resolved | undefined): value is ResolvedRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Resolved | undefined): value is readonly Resolved[] {
  return Array.isArray(value);
}

/** An own property of an object; ignores inherited names such as `constructor`. */
export function property(value: Resolved | undefined, ...path: string[]): Resolved | undefined {
  let at: Resolved | undefined = value;
  for (const key of path) {
    if (!isRecord(at) || !Object.hasOwn(at, key)) return undefined;
    at = at[key];
  }
  return at;
}
