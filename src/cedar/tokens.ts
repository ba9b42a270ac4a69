/**
 * The words of a Cedar text, with their places.
 *
 * The engine parses; this only finds where things are, also in texts that do not parse. It never fails.
 *
 * @see https://docs.cedarpolicy.com/policies/syntax-grammar.html
 */
import type { Span } from './policy-text';

export interface Token extends Span {
  /** `other` is a character that Cedar does not know. */
  readonly kind: 'identifier' | 'number' | 'string' | 'symbol' | 'other';
  /** As written, strings with their quotes. */
  readonly text: string;
}

export interface StringToken extends Token {
  /** False for a string that never ends. */
  readonly closed: boolean;
}

const BLANK = /\s+|\/\/[^\n]*/y;
const IDENTIFIER = /[A-Za-z_][A-Za-z0-9_]*/y;
const NUMBER = /[0-9]+/y;
const STRING = /"(?:[^"\\]|\\[\s\S])*("?)/y;
const SYMBOL = /::|==|!=|<=|>=|&&|\|\||[@.,;(){}[\]<>!+\-*?:=%/|&]/y;

export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  const push = (kind: Token['kind'], length: number, more: Partial<StringToken> = {}) => {
    tokens.push({ kind, text: text.slice(at, at + length), start: at, end: at + length, ...more });
    at += length;
  };
  while (at < text.length) {
    const blank = match(BLANK);
    if (blank) {
      at += blank[0].length;
      continue;
    }
    const identifier = match(IDENTIFIER);
    if (identifier) {
      push('identifier', identifier[0].length);
      continue;
    }
    const number = match(NUMBER);
    if (number) {
      push('number', number[0].length);
      continue;
    }
    const string = match(STRING);
    if (string) {
      push('string', string[0].length, { closed: string[1] === '"' });
      continue;
    }
    push(match(SYMBOL) ? 'symbol' : 'other', match(SYMBOL)?.[0].length ?? 1);
  }
  return tokens;
}

/** What a string literal holds. Escapes that Cedar does not know stay as they are. */
export function stringValue(token: Token): string {
  return token.text.slice(1, token.text.length > 1 && token.text.endsWith('"') ? -1 : undefined)
    .replaceAll(/\\(?:u\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{2})|([nrt0"'*\\]))/g, (whole, unicode, byte, single) => {
      if (unicode) return Number.parseInt(unicode, 16) <= 0x10ffff ? String.fromCodePoint(Number.parseInt(unicode, 16)) : whole;
      if (byte) return String.fromCharCode(Number.parseInt(byte, 16));
      return ({ n: '\n', r: '\r', t: '\t', 0: '\0' } as Record<string, string>)[single] ?? single;
    });
}

/** The word a token is: identifiers and symbols as written, nothing for strings. */
export function isWord(token: Token | undefined, word: string): boolean {
  return token !== undefined && token.kind !== 'string' && token.text === word;
}
