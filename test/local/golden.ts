import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'fs';
import { basename, join } from 'path';

const GOLDEN = join(__dirname, 'golden');
const ACTUAL = join(__dirname, '..', '..', 'test-reports', 'golden');

/**
 * Compares a text with the file of test/local/golden that says how it must be.
 *
 * Nothing rewrites those files: what a text is now is put aside, to be read before it is copied.
 */
export function expectGolden(name: string, text: string): void {
  expectFile(join(GOLDEN, name), text);
}

/** The same for a file anywhere. */
export function expectFile(file: string, text: string): void {
  const expected = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  if (expected !== text) {
    mkdirSync(ACTUAL, { recursive: true });
    writeFileSync(join(ACTUAL, basename(file)), text);
  }
  if (expected === undefined) throw new Error(`there is no ${file}; it would be test-reports/golden/${basename(file)}`);
  expect(text).toBe(expected);
}
