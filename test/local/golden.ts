import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'fs';
import { basename, join } from 'path';

const GOLDEN = join(__dirname, 'golden');
const ACTUAL = join(__dirname, '..', '..', 'test-reports', 'golden');

/**
 * Compares a text with a file in test/local/golden.
 *
 * Tests never update these files: they write the actual text to test-reports/golden, to review and copy.
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
  if (expected === undefined) throw new Error(`${file} does not exist; the actual text is in test-reports/golden/${basename(file)}`);
  expect(text).toBe(expected);
}
