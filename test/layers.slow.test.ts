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
  /** Each breaks one rule, in files of its own. */
  const broken: readonly [what: string, rule: string, files: Readonly<Record<string, string>>][] = [
    ['a circle of types', 'no-circular', {
      'src/model/a.ts': "import type { B } from './b'; export type A = B;", 'src/model/b.ts': "import type { A } from './a'; export type B = A;",
    }],
    ['an arrow to a floor above', 'floor-of-targets', {
      'src/targets/above.ts': "import type { G } from '../gateway/g'; export type A = G;", 'src/gateway/g.ts': 'export type G = 1;',
    }],
    ['a rule that knows the CDK', 'pure-rooms-know-no-packages', { 'src/rules/cdk.ts': "import type { Stack } from 'aws-cdk-lib'; export type A = Stack;" }],
    ['a loader that takes a package', 'pure-rooms-know-no-packages', { 'src/model/package.ts': "import { parse } from 'yaml'; export const a = parse;" }],
    ['a room that has no floor', 'every-room-has-a-floor', {
      'src/gateway/floor.ts': "import type { H } from '../helpers/h'; export type A = H;", 'src/helpers/h.ts': 'export type H = 1;',
    }],
    ['a construct that loads the command', 'constructs-know-no-command', {
      'src/gateway/command.ts': "import { a } from '../../local/a'; export const b = a;", 'local/a.ts': 'export const a = 1;',
    }],
    ['a target that prints', 'what-runs-knows-no-command', { 'local/targets/print.ts': "import { p } from '../cli/p'; export const a = p;", 'local/cli/p.ts': 'export const p = 1;' }],
    ['a function that reads the template', 'what-runs-knows-no-templates', {
      'local/lambda/read.ts': "import type { M } from '../../src/model/gateway-model'; export type A = M;", 'src/model/gateway-model.ts': 'export type M = 1;',
    }],
    ['a build that takes from the tests', 'nothing-needs-tests', { 'build-tools/a.ts': "import { a } from '../test/a'; export const b = a;", 'test/a.ts': 'export const a = 1;' }],
  ];
  let violations: readonly string[];

  beforeAll(() => {
    const folder = mkdtempSync(join(tmpdir(), 'layers-'));
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    const tsconfig = '{ "compilerOptions": { "module": "node16" }, "include": ["../**/*.ts"], "exclude": ["../node_modules"] }';
    for (const [name, text] of Object.entries({ 'test/tsconfig.json': tsconfig, ...Object.assign({}, ...broken.map(([, , files]) => files)) as Record<string, string> })) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    violations = violationsIn(folder, 'src', 'local', 'build-tools').violations;
    rmSync(folder, { recursive: true });
  });

  test.each(broken)('%s', (_, rule, files) => {
    expect(violations).toContainEqual(expect.stringContaining(`${rule}: ${Object.keys(files)[0]} → `));
  });
});
