/**
 * Splits a Cedar text into tokens with their positions.
 *
 * Also works for texts that the engine cannot parse, and does not throw.
 *
 * @see https://docs.cedarpolicy.com/policies/syntax-grammar.html
 */
import type { Span } from './policy-text';

export interface Token extends Span {
  /** `other` is a character that is not valid in Cedar. */
  readonly kind: 'identifier' | 'number' | 'string' | 'symbol' | 'other';
  /** The token in the text, including the quotes of a string. */
  readonly text: string;
}

const BLANK = /\s+|\/\/[^\n]*/y;
const IDENTIFIER = /[A-Za-z_][A-Za-z0-9_]*/y;
const NUMBER = /[0-9]+/y;
const STRING = /"(?:[^"\\]|\\[\s\S])*"?/y;
const SYMBOL = /::|==|!=|<=|>=|&&|\|\||[@.,;(){}[\]<>!+\-*?:=%/|&]/y;

export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  const push = (kind: Token['kind'], length: number) => {
    tokens.push({ kind, text: text.slice(at, at + length), start: at, end: at + length });
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
      push('string', string[0].length);
      continue;
    }
    push(match(SYMBOL) ? 'symbol' : 'other', match(SYMBOL)?.[0].length ?? 1);
  }
  return tokens;
}

/** The value of a string literal. Invalid escapes are kept. */
export function stringValue(token: Token): string {
  return token.text.slice(1, token.text.length > 1 && token.text.endsWith('"') ? -1 : undefined)
    .replaceAll(/\\(?:u\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{2})|([nrt0"'*\\]))/g, (whole, unicode, byte, single) => {
      if (unicode) return Number.parseInt(unicode, 16) <= 0x10ffff ? String.fromCodePoint(Number.parseInt(unicode, 16)) : whole;
      if (byte) return String.fromCharCode(Number.parseInt(byte, 16));
      return ({ n: '\n', r: '\r', t: '\t', 0: '\0' } as Record<string, string>)[single] ?? single;
    });
}

/** Whether a token is this identifier or symbol. A string never is. */
export function isWord(token: Token | undefined, word: string): boolean {
  return token !== undefined && token.kind !== 'string' && token.text === word;
}
