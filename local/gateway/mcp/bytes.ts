/**
 * Finds and replaces values inside JSON without writing the rest of it again.
 *
 * A gateway changes a name and passes everything else on: ids, integers beyond 2^53 and fields that it does not know arrive as they were sent.
 * The bytes must be JSON that `JSON.parse` accepts; nothing here checks it.
 */

/** Where a value is: from its first byte to the one behind its last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Edit extends Span {
  readonly bytes: Buffer | string;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const COMMA = 0x2c;
const COLON = 0x3a;

/** The value at a path of keys; of a key that is there twice the last one, as `JSON.parse` has it. */
export function spanAt(json: Buffer, ...path: readonly string[]): Span | undefined {
  let at: Span | undefined = { start: skipBlanks(json, 0), end: json.length };
  for (const key of path) {
    if (json[at.start] !== OPEN_OBJECT) return undefined;
    at = membersOf(json, at).get(key);
    if (!at) return undefined;
  }
  return at;
}

/** The bytes of the value at a path of keys. */
export function bytesAt(json: Buffer, ...path: readonly string[]): Buffer | undefined {
  const span = spanAt(json, ...path);
  return span && json.subarray(span.start, span.end);
}

/** The values of an object by key. */
export function membersOf(json: Buffer, object: Span): Map<string, Span> {
  const members = new Map<string, Span>();
  let at = skipBlanks(json, object.start + 1);
  while (json[at] !== CLOSE_OBJECT) {
    const keyEnd = endOfString(json, at);
    const key = keyOf(json, at, keyEnd);
    const start = skipBlanks(json, skipBlanks(json, keyEnd) + 1);
    const end = endOfValue(json, start);
    members.set(key, { start, end });
    at = skipBlanks(json, end);
    if (json[at] === COMMA) at = skipBlanks(json, at + 1);
  }
  return members;
}

/** The elements of an array, in order. */
export function elementsOf(json: Buffer, array: Span): Span[] {
  const elements: Span[] = [];
  let at = skipBlanks(json, array.start + 1);
  while (json[at] !== CLOSE_ARRAY) {
    const end = endOfValue(json, at);
    elements.push({ start: at, end });
    at = skipBlanks(json, end);
    if (json[at] === COMMA) at = skipBlanks(json, at + 1);
  }
  return elements;
}

/** Replaces stretches of bytes; a span of no length inserts. */
export function splice(json: Buffer, ...edits: readonly Edit[]): Buffer {
  const parts: Buffer[] = [];
  let at = 0;
  for (const { start, end, bytes } of [...edits].sort((a, b) => a.start - b.start)) {
    parts.push(json.subarray(at, start), typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
    at = end;
  }
  parts.push(json.subarray(at));
  return Buffer.concat(parts);
}

/** The edit that puts a member in front of all others of an object. */
export function insertMember(json: Buffer, object: Span, key: string, value: Buffer | string): Edit {
  const at = object.start + 1;
  const isEmpty = json[skipBlanks(json, at)] === CLOSE_OBJECT;
  return { start: at, end: at, bytes: Buffer.concat([Buffer.from(`${JSON.stringify(key)}:`), Buffer.from(value), Buffer.from(isEmpty ? '' : ',')]) };
}

function keyOf(json: Buffer, start: number, end: number): string {
  const key = json.toString('utf8', start + 1, end - 1);
  return key.includes('\\') ? JSON.parse(json.toString('utf8', start, end)) as string : key;
}

function skipBlanks(json: Buffer, from: number): number {
  let at = from;
  while (json[at] <= 0x20) at++;
  return at;
}

function endOfValue(json: Buffer, start: number): number {
  switch (json[start]) {
    case QUOTE: return endOfString(json, start);
    case OPEN_OBJECT:
    case OPEN_ARRAY: return endOfNested(json, start);
    default: return endOfLiteral(json, start);
  }
}

/** Behind the closing quote. */
function endOfString(json: Buffer, start: number): number {
  let at = json.indexOf(QUOTE, start + 1);
  while (isEscaped(json, at)) at = json.indexOf(QUOTE, at + 1);
  return at + 1;
}

function isEscaped(json: Buffer, at: number): boolean {
  let first = at;
  while (json[first - 1] === BACKSLASH) first--;
  return (at - first) % 2 === 1;
}

function endOfNested(json: Buffer, start: number): number {
  let depth = 0;
  let at = start;
  for (;;) {
    const byte = json[at];
    if (byte === QUOTE) {
      at = endOfString(json, at);
      continue;
    }
    if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) depth++;
    else if ((byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) && --depth === 0) return at + 1;
    at++;
  }
}

function endOfLiteral(json: Buffer, start: number): number {
  let at = start;
  while (at < json.length && json[at] > 0x20 && json[at] !== COMMA && json[at] !== CLOSE_OBJECT && json[at] !== CLOSE_ARRAY && json[at] !== COLON) at++;
  return at;
}
