/**
 * Values of a template after its intrinsic functions are resolved as far as a template can be.
 *
 * What only the deployment knows stays in the text as a placeholder, `⟨S1.Inner09E1DD49.GatewayUrl⟩`: readable, equal wherever
 * the same expression is meant, safe inside JSON and Cedar strings, and never a guess. A whole list or object that is not known is
 * such a placeholder in its place.
 */
export type Resolved = null | boolean | number | string | readonly Resolved[] | ResolvedRecord;

export interface ResolvedRecord {
  readonly [key: string]: Resolved;
}

/** A text, and whether a deployment can still change it. */
export interface Text {
  /** With placeholders for what is not known. */
  readonly text: string;
  /** False when some of it is known at deployment only. */
  readonly known: boolean;
}

/** Three answers, because a template often cannot tell. */
export type Certainty = 'yes' | 'no' | 'unknown';

/** A list that may hold more than what is seen of it. */
export interface List<T> {
  readonly items: readonly T[];
  /** False when the template does not say what else is in the list. */
  readonly known: boolean;
}

const OPEN = '⟨';
const CLOSE = '⟩';
/** Read by CloudFormation from Secrets Manager or Parameter Store at deployment. */
const DYNAMIC_REFERENCE = '{{resolve:';

/** Characters that would end the string a placeholder stands in, or the placeholder itself; and the one that marks them. */
const UNSAFE = /[⟨⟩"'\\~\u0000-\u001f]/g;

/** Writes `inner` as a placeholder; `inner` comes from `quote`, identifiers and other placeholders only. */
export function placeholder(inner: string): string {
  return OPEN + inner + CLOSE;
}

/** What a placeholder says, without its brackets. */
export function unwrap(text: string): string {
  return text.slice(OPEN.length, -CLOSE.length);
}

/** Makes any text fit to stand inside a placeholder; different texts stay different. */
export function escapeInside(text: string): string {
  return text.replace(UNSAFE, (character) => `~${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

export type Part = { readonly literal: string } | { readonly placeholder: string };

/** The literal stretches and the outermost placeholders of a text, in order. */
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

/** The one placeholder that a text consists of, if it does. */
export function solePlaceholder(text: string): string | undefined {
  return text.startsWith(OPEN) && endOfPlaceholder(text, 0) === text.length ? text : undefined;
}

export function placeholdersOf(text: string): string[] {
  return partsOf(text).flatMap((part) => 'placeholder' in part ? [part.placeholder] : []);
}

/** Splits a path at its slashes, but not inside placeholders: in a stage the id of a stack has slashes too. */
export function splitPath(text: string): string[] {
  const names = [''];
  for (const part of partsOf(text)) {
    const [first, ...more] = 'placeholder' in part ? [part.placeholder] : part.literal.split('/');
    names.push(names.pop() + first, ...more);
  }
  return names;
}

/** Whether nothing in a value waits for the deployment. */
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

/** The items of a list as `read` understands them; a placeholder in place of the list is a list of which nothing is known. */
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

/** Of what may be written as one text or as a list of texts, as in IAM policies. */
export function oneOrMore(value: Resolved | undefined): List<Text> {
  return textsOf(typeof value === 'string' ? [value] : value);
}

/** What CloudFormation calls a map. */
export function isRecord(value: Resolved | undefined): value is ResolvedRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Resolved | undefined): value is readonly Resolved[] {
  return Array.isArray(value);
}

/** A property of an object of any origin; inherited names such as `constructor` are not properties. */
export function property(value: Resolved | undefined, ...path: string[]): Resolved | undefined {
  let at: Resolved | undefined = value;
  for (const key of path) {
    if (!isRecord(at) || !Object.hasOwn(at, key)) return undefined;
    at = at[key];
  }
  return at;
}
