import { existsSync, readFileSync } from 'fs';
import { isTooDeep, MAX_DEPTH } from '../json';

/** @throws Error that names the file. */
export function readJson(file: string): unknown {
  return parseJsonOf(file, readText(file));
}

export function readJsonIfThere(file: string): unknown {
  return existsSync(file) ? readJson(file) : undefined;
}

/** The text of a file in UTF-8, or in UTF-16 as Windows PowerShell redirects output, without the byte order mark. */
export function readText(file: string): string {
  const bytes = readFileSync(file);
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return bytes.toString(isUtf16 ? 'utf16le' : 'utf8').replace(/^\uFEFF/, '');
}

export function parseJsonOf(file: string, content: string): unknown {
  return notTooDeep(file, parsed(file, content));
}

function parsed(file: string, content: string): unknown {
  try {
    return JSON.parse(content);
  } catch (error) {
    throw new Error(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** @throws Error for values that no program of ours nests this deep, before recursion overflows the stack. */
export function notTooDeep(file: string, value: unknown): unknown {
  if (isTooDeep(value)) throw tooDeep(file);
  return value;
}

export function tooDeep(file: string): Error {
  return new Error(`${file} has values that are nested deeper than ${MAX_DEPTH} levels; reduce the nesting`);
}

export function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
