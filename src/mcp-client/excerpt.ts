/** Shortens a text to one line of at most `maxBytes`. White space and control characters become single spaces. */
export function excerpt(text: string, maxBytes: number): string {
  // eslint-disable-next-line no-control-regex
  const line = text.replace(/[\s\u0000-\u001f\u007f]+/g, ' ').trim();
  if (encodedBytes(line) <= maxBytes) return line;
  // Iterate over code points, to keep surrogate pairs together.
  let cut = '';
  let left = maxBytes - encodedBytes('…');
  for (const character of line) {
    left -= encodedBytes(character);
    if (left < 0) break;
    cut += character;
  }
  return `${cut}…`;
}

/** The size of a text inside a JSON string, with escapes. */
export function encodedBytes(text: string): number {
  return Buffer.byteLength(JSON.stringify(text)) - '""'.length;
}
