// Fails when two templates of one app differ in more than what any two synthesizers of it differ in: hashes of assets, and metadata.
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
