/** Keywords of Cedar, which are not identifiers. */
const RESERVED_WORDS = new Set(['true', 'false', 'if', 'then', 'else', 'in', 'is', 'like', 'has', '__cedar']);

/** Whether a text is a Cedar identifier, which needs no quotes. */
export function isIdentifier(text: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(text) && !RESERVED_WORDS.has(text);
}

/** Converts a text to a part of a type name. Different texts may result in the same part. */
export function toIdentifierPart(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9_]/gu, '_');
}

/**
 * Returns a Cedar string literal with exactly this text.
 *
 * The text cannot end the literal: quotes, backslashes and control characters are escaped. Unpaired surrogates,
 * which UTF-8 cannot encode, become U+FFFD.
 *
 * @see https://docs.cedarpolicy.com/policies/syntax-grammar.html
 */
export function stringLiteral(text: string): string {
  return `"${escapeString(text)}"`;
}

/** Escapes a text for a string literal. */
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

/** Replaces unpaired surrogates, which UTF-8 cannot encode, with U+FFFD. */
export function wellFormed(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}

/** An attribute access: `.name` or `["na-me"]`. */
export function attributeAccess(name: string): string {
  return isIdentifier(name) ? `.${name}` : `[${stringLiteral(name)}]`;
}

/** An attribute after `has`. */
export function attributeName(name: string): string {
  return isIdentifier(name) ? name : stringLiteral(name);
}
