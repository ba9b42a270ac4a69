/** Words of the Cedar language that are no identifiers. */
const RESERVED_WORDS = new Set(['true', 'false', 'if', 'then', 'else', 'in', 'is', 'like', 'has', '__cedar']);

/** True for what Cedar reads as a name without quotes. */
export function isIdentifier(text: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(text) && !RESERVED_WORDS.has(text);
}

/** A part of a type name out of any text. Two texts may give the same part. */
export function toIdentifierPart(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9_]/gu, '_');
}

/**
 * A Cedar string literal that holds exactly the text.
 *
 * Nothing in the text can end the literal: quotes, backslashes and control characters are escaped. Unpaired surrogates
 * have no Cedar form and become U+FFFD, as they do in UTF-8.
 *
 * @see https://docs.cedarpolicy.com/policies/syntax-grammar.html
 */
export function stringLiteral(text: string): string {
  return `"${escapeString(text)}"`;
}

/** What stands between the quotes of `stringLiteral`. */
export function escapeString(text: string): string {
  return wellFormed(text).replaceAll(/["\\\u0000-\u001f\u007f-\u009f\u2028\u2029]/gu, (character) => {
    switch (character) {
      case '"': return '\\"';
      case '\\': return '\\\\';
      case '\n': return '\\n';
      case '\r': return '\\r';
      case '\t': return '\\t';
      case '\0': return '\\0';
      default: return `\\u{${character.codePointAt(0)!.toString(16)}}`;
    }
  });
}

/** Unpaired surrogates, which UTF-8 and the engine do not have, become U+FFFD. */
export function wellFormed(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}

/** An attribute as it follows a value: `.name` or `["na-me"]`. */
export function attributeAccess(name: string): string {
  return isIdentifier(name) ? `.${name}` : `[${stringLiteral(name)}]`;
}

/** An attribute as it follows `has`. */
export function attributeName(name: string): string {
  return isIdentifier(name) ? name : stringLiteral(name);
}
