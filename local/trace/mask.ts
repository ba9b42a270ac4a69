import { isObject, parseJson } from '../../src/json';

const MASK = '***';
/** Longer payloads are cut: a console is no place to read them. */
const MOST_CHARACTERS = 2_000;

const SECRET_KEY = /pass(word|wd|phrase)?$|secret|token$|api[-_]?key|credential|authorization|cookie|private[-_]?key/i;
/** Forms of secrets that are recognizable in any text. */
const SECRET_TEXT = /\b(Bearer|Basic)\s+[\w.~+/=-]{8,}|\bAKIA[0-9A-Z]{16}\b|\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g;

/** A JSON message for the console: without the values of members that are named like secrets, and cut when it is long. */
export function masked(message: string): string {
  const value = parseJson(message);
  const text = value === undefined ? withoutSecrets(message) : JSON.stringify(maskIn(value));
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}… (${text.length} characters)` : text;
}

function maskIn(value: unknown): unknown {
  if (typeof value === 'string') return maskText(value);
  if (Array.isArray(value)) return value.map(maskIn);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, isSecret(key, member) ? MASK : maskIn(member)]));
}

/** A token of progress or a page is none of a login. */
function isSecret(key: string, value: unknown): boolean {
  return SECRET_KEY.test(key) && !/^(progress|next|page|continuation)[-_]?token$/i.test(key) && value !== null && typeof value !== 'boolean';
}

/** The text of a result is often JSON itself. */
function maskText(text: string): string {
  const inner = /^\s*[[{]/.test(text) ? parseJson(text) : undefined;
  return inner === undefined ? withoutSecrets(text) : JSON.stringify(maskIn(inner));
}

function withoutSecrets(text: string): string {
  return text.replace(SECRET_TEXT, (_, scheme?: string) => scheme === undefined ? MASK : `${scheme} ${MASK}`);
}
