import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { RULES } from '../../src/rules/registry';
import type { RuleGroup } from '../../src/rules/rule';

const FOLDER = join(__dirname, '../../src/rules');
const GROUPS: readonly RuleGroup[] = ['order', 'grants', 'auth', 'names', 'properties', 'limits', 'schemas', 'policies', 'security'];

test('every rule has a unique id, which begins with its group', () => {
  const ids = RULES.map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  expect(RULES.filter(({ id, group }) => !id.startsWith(`${group}-`) || !/^[a-z]+(-[a-z]+)+$/.test(id)).map(({ id }) => id)).toEqual([]);
});

test('rules are in the order of their groups', () => {
  expect([...new Set(RULES.map(({ group }) => group))]).toEqual(GROUPS);
});

test('every rule that a file of a group defines is registered', () => {
  const defined = GROUPS.flatMap((group) => readdirSync(join(FOLDER, group))
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [...readFileSync(join(FOLDER, group, file), 'utf8').matchAll(/^\s+id: '([a-z-]+)',$/gm)].map(([, id]) => id))
    .filter((id) => id.startsWith(`${group}-`)));
  const registered = new Set(RULES.map(({ id }) => id));
  expect(defined.filter((id) => !registered.has(id))).toEqual([]);
  expect(defined.length).toBeGreaterThan(100);
});

test('superseded rules exist and are in no pack', () => {
  const always = RULES.filter(({ pack }) => pack === undefined).map(({ id }) => id);
  expect(RULES.flatMap(({ supersedes = [] }) => supersedes).filter((id) => !always.includes(id))).toEqual([]);
});

test('only the security rules are in a pack, and all of them', () => {
  expect(RULES.filter(({ group, pack }) => (group === 'security') !== (pack === 'security')).map(({ id }) => id)).toEqual([]);
});
