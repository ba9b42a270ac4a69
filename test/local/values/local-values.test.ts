import { execFileSync } from 'child_process';
import { chmodSync, writeFileSync } from 'fs';
import { join } from 'path';
import { readLocalValues, VALUES_FILE } from '../../../local/values/local-values';
import { temporaryFolder } from '../temporary';

function read(folder: string, files: Readonly<Record<string, string>>, { mode = 0o600, envFiles = [] as readonly string[] } = {}) {
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, name), text);
    chmodSync(join(folder, name), mode);
  }
  const warnings: string[] = [];
  return { ...readLocalValues({ appFolder: folder, directory: folder, envFiles, warn: (warning) => warnings.push(warning) }), warnings };
}

test('reads variables by construct path, and of environment files, of which the last wins', () => {
  const files = { [VALUES_FILE]: '{"environment":{"S/F":{"TABLE":"orders"}}}', 'one.env': 'A=1\nB=1\n# no\n', 'two.env': 'B="2 3"\n' };
  const { byPath, forAll, warnings } = read(temporaryFolder(), files, { envFiles: ['one.env', 'two.env'] });
  expect([...byPath]).toEqual([['S/F', { TABLE: 'orders' }]]);
  expect(forAll).toEqual({ A: '1', B: '2 3' });
  expect(warnings).toEqual([]);
});

test('reads nothing where there is nothing', () => {
  expect(read(temporaryFolder(), {})).toMatchObject({ byPath: new Map(), forAll: {} });
});

test.each([[VALUES_FILE, {}], ['some.env', { envFiles: ['some.env'] }]])('refuses %s when other users can read it', (name, options) => {
  const folder = temporaryFolder();
  expect(() => read(folder, { [name]: '{}' }, { mode: 0o640, ...options })).toThrow(`other users of this machine can read or write ${join(folder, name)}: run \`chmod 600 ${join(folder, name)}\``);
});

test.each(['[]', 'not JSON', '{"environment":1}', '{"environment":{"S/F":{"TABLE":1}}}', '{"environment":{"S/F":"TABLE"}}'])('refuses the values %s', (text) => {
  expect(() => read(temporaryFolder(), { [VALUES_FILE]: text })).toThrow(/is not an object/);
});

test('refuses an environment file that is not there', () => {
  expect(() => read(temporaryFolder(), {}, { envFiles: ['no.env'] })).toThrow('no.env');
});

test('warns when git would commit the values', () => {
  const folder = temporaryFolder();
  execFileSync('git', ['init', '--quiet', folder]);
  expect(read(folder, { [VALUES_FILE]: '{}' }).warnings).toEqual([`git does not ignore ${VALUES_FILE}: add it to .gitignore`]);
  expect(read(folder, { '.gitignore': `${VALUES_FILE}\n`, [VALUES_FILE]: '{}' }).warnings).toEqual([]);
});
