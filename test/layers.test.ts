import { spawnSync } from 'child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join, resolve } from 'path';

const ROOT = resolve(__dirname, '..');
const PROGRAM = join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs');

interface Cruise {
  readonly summary: { readonly totalCruised: number; readonly violations: readonly { readonly rule: { readonly name: string }; readonly from: string; readonly to: string }[] };
}

/** What breaks a rule of .dependency-cruiser.cjs, as `rule: from → to`. */
function violationsIn(folder: string, ...places: string[]): { modules: number; violations: string[] } {
  const args = [PROGRAM, '--config', join(ROOT, '.dependency-cruiser.cjs'), '--output-type', 'json', ...places];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (stdout === '') throw new Error(stderr);
  const { summary } = JSON.parse(stdout) as Cruise;
  return { modules: summary.totalCruised, violations: summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`) };
}

test('no file depends on itself or on a floor above it, and what evaluates templates does not know the CDK', () => {
  const { modules, violations } = violationsIn(ROOT, 'src', 'local', 'build-tools');
  expect(violations).toEqual([]);
  expect(modules).toBeGreaterThan(400);
});

describe('finds', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'layers-'));
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    writeFiles({ 'test/tsconfig.json': '{ "compilerOptions": { "module": "node16" }, "include": ["../**/*.ts"], "exclude": ["../node_modules"] }' });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function writeFiles(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
  }

  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['a circle of types', { 'src/model/a.ts': "import type { B } from './b'; export type A = B;", 'src/model/b.ts': "import type { A } from './a'; export type B = A;" }, 'no-circular'],
    ['an arrow to a floor above', { 'src/targets/a.ts': "import type { G } from '../gateway/g'; export type A = G;", 'src/gateway/g.ts': 'export type G = 1;' }, 'floor-of-targets'],
    ['a rule that knows the CDK', { 'src/rules/a.ts': "import type { Stack } from 'aws-cdk-lib'; export type A = Stack;" }, 'pure-rooms-know-no-packages'],
    ['a loader that takes a package', { 'src/model/a.ts': "import { parse } from 'yaml'; export const a = parse;" }, 'pure-rooms-know-no-packages'],
    ['a room that has no floor', { 'src/gateway/a.ts': "import type { G } from '../helpers/g'; export type A = G;", 'src/helpers/g.ts': 'export type G = 1;' }, 'every-room-has-a-floor'],
    ['a construct that loads the command', { 'src/gateway/a.ts': "import { a } from '../../local/a'; export const b = a;", 'local/a.ts': 'export const a = 1;' }, 'constructs-know-no-command'],
    ['a build that takes from the tests', { 'build-tools/a.ts': "import { a } from '../test/a'; export const b = a;", 'test/a.ts': 'export const a = 1;' }, 'nothing-needs-tests'],
  ])('%s', (_, files, rule) => {
    writeFiles(files);
    const places = [...new Set(Object.keys(files).map((name) => name.split('/')[0]))];
    expect(violationsIn(folder, ...places).violations).toContainEqual(expect.stringContaining(`${rule}: `));
  });
});
