import { existsSync, readFileSync } from 'fs';

/** @throws Error that names the file. */
export function readJson(file: string): unknown {
  return parseJsonOf(file, readFileSync(file, 'utf8'));
}

export function readJsonIfThere(file: string): unknown {
  return existsSync(file) ? readJson(file) : undefined;
}

export function parseJsonOf(file: string, content: string): unknown {
  try {
    return JSON.parse(content);
  } catch (error) {
    throw new Error(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

export function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
