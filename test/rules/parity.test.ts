import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { evaluateRule } from '../../build-tools/rule-examples/evaluate-rule';
import { exampleOf, EXAMPLES_FOLDER } from '../../build-tools/rule-examples/examples';
import { rulesDocument, RULES_FILE } from '../../build-tools/rules-doc';
import { PLUGIN_NAME } from '../../src/rules/acknowledged-in-code';
import { ruleLink } from '../../src/rules/links';
import { RULES } from '../../src/rules/registry';

const ids = RULES.map(({ id }) => id);
const groups = [...new Set(RULES.map(({ group }) => group))];

/** The rule ids in file names. Other files in these folders do not begin with a group. */
function idsOfFiles(folder: string, end: string): string[] {
  return readdirSync(folder).filter((file) => file.endsWith(end) && groups.some((group) => file.startsWith(`${group}-`))).map((file) => file.slice(0, -end.length));
}

test('every rule has a requirement, a reason and a source', () => {
  const unclear = RULES.filter(({ sentence, why, source }) => !/^[A-Z].*\.$/s.test(sentence) || why.trim() === '' || source.trim() === '');
  expect(unclear.map(({ id }) => id)).toEqual([]);
});

test('every rule has a test, and every rule test has a rule', () => {
  expect(idsOfFiles(__dirname, '.test.ts').filter((id) => id !== 'order-and-grants-examples').sort()).toEqual([...ids].sort());
});

test('every example belongs to a rule', () => {
  expect(idsOfFiles(EXAMPLES_FOLDER, '.template.json').filter((id) => !ids.includes(id))).toEqual([]);
});

test.each(RULES.map((rule) => [rule.id, rule] as const))('%s fails for its example', (id, rule) => {
  const { templates, ...options } = exampleOf(id);
  expect(evaluateRule(rule, templates, options)).toMatchObject({ is: 'fail' });
});

test('docs/RULES.md has a section for every rule, and no other', () => {
  const sections = [...readFileSync(RULES_FILE, 'utf8').matchAll(/^### (.+)$/gm)].map(([, id]) => id);
  expect(sections.sort()).toEqual([...ids].sort());
});

test('docs/RULES.md is current: npx projen docs:rules writes it', () => {
  expect(readFileSync(RULES_FILE, 'utf8')).toBe(rulesDocument());
});

test('findings link to the sections, in the repository of the package', () => {
  const { name, repository } = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')) as { name: string; repository: { url: string } };
  expect(ruleLink('names-duplicate-target')).toBe(`${repository.url.replace(/\.git$/, '')}/blob/main/docs/RULES.md#names-duplicate-target`);
  expect(name).toBe(PLUGIN_NAME);
  expect(existsSync(RULES_FILE)).toBe(true);
});
