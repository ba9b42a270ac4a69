// Fails if two templates of the same app differ, except in asset hashes and metadata, which depend on the language.
// Usage: node scripts/compare-templates.mjs <template> <template>
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const [expected, actual] = process.argv.slice(2).map(comparable);
assert.deepEqual(actual, expected);
console.log(`both templates have the same ${Object.keys(expected.Resources).length} resources`);

function comparable(file) {
  const template = JSON.parse(readFileSync(file, 'utf8').replaceAll(/[0-9a-f]{64}/g, '<asset>'));
  for (const resource of Object.values(template.Resources)) delete resource.Metadata;
  return template;
}
