import { existsSync, readFileSync, writeFileSync } from 'fs';

/** Renders the URLs in a text as links. */
export function linked(text: string): string {
  return text.replaceAll(/(?<![(<])https?:\/\/[^\s,;)]+/g, (url) => `<${url}>`);
}

/** Escapes a text for a table cell. */
export function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

/** Writes a generated document if it has changed. */
export function writeDocument(name: string, file: string, text: string): void {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  if (before !== text) writeFileSync(file, text);
  console.log(`${name}: ${before === text ? 'unchanged' : 'written'}`);
}
