import { readFileSync } from 'fs';
import { differencesDocument, DIFFERENCES_FILE } from '../../build-tools/differences-doc';
import { DIFFERENCES, formatDifferences } from '../../local/differences';

test('docs/DIFFERENCES.md is current: npx projen docs:differences writes it', () => {
  expect(readFileSync(DIFFERENCES_FILE, 'utf8')).toBe(differencesDocument());
});

test('every difference has an id of its own, and a reason', () => {
  expect(new Set(DIFFERENCES.map(({ id }) => id)).size).toBe(DIFFERENCES.length);
  for (const { id, why } of DIFFERENCES) expect([id, why.trim().length > 0]).toEqual([id, true]);
});

test('`dev --differences` prints what the page says', () => {
  const page = differencesDocument();
  const printed = formatDifferences();
  for (const { what, why } of DIFFERENCES) {
    expect(page).toContain(what.replaceAll('|', '\\|'));
    expect(printed).toContain(`- ${what}.\n  ${why}.`);
  }
});
