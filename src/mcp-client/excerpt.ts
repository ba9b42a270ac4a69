/** A server's words as one line that fits where it is shown: white space and control characters become single blanks. */
export function excerpt(text: string, maxBytes: number): string {
  // eslint-disable-next-line no-control-regex
  const line = text.replace(/[\s\u0000-\u001f\u007f]+/g, ' ').trim();
  if (encodedBytes(line) <= maxBytes) return line;
  // Code points, so that no character is cut in half.
  let cut = '';
  let left = maxBytes - encodedBytes('…');
  for (const character of line) {
    left -= encodedBytes(character);
    if (left < 0) break;
    cut += character;
  }
  return `${cut}…`;
}

/** What the text takes inside a JSON document, where some characters are escaped. */
export function encodedBytes(text: string): number {
  return Buffer.byteLength(JSON.stringify(text)) - '""'.length;
}
