import { existsSync, readFileSync, writeFileSync } from 'fs';

/** URLs in a text as links. */
export function linked(text: string): string {
  return text.replaceAll(/(?<![(<])https?:\/\/[^\s,;)]+/g, (url) => `<${url}>`);
}

/** A text in a table. */
export function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

/** Writes a generated document where it has changed. */
export function writeDocument(name: string, file: string, text: string): void {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  if (before !== text) writeFileSync(file, text);
  console.log(`${name}: ${before === text ? 'unchanged' : 'written'}`);
}
