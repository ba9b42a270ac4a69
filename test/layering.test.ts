import { existsSync, readdirSync, readFileSync } from 'fs';
import { builtinModules } from 'module';
import { dirname, join, relative, resolve } from 'path';
import * as ts from 'typescript';

const SRC = resolve(__dirname, '..', 'src');

/** Folders that judge templates: they must run without the CDK. */
const PURE = ['model', 'rules', 'cedar', 'schema', 'service'];

/** Packages that one file may load all the same. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'cedar/engine.ts': ['@cedar-policy/cedar-wasm'],
};

/** Everything that a file imports, requires or re-exports, types too. */
function importsOf(file: string): string[] {
  return ts.preProcessFile(readFileSync(file, 'utf8'), true, true).importedFiles.map(({ fileName }) => fileName);
}

/** The files of the folders, and every file outside that they reach. */
function reach(): string[] {
  const files = new Set(PURE.flatMap((folder) => readdirSync(join(SRC, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(SRC, folder, file))));
  for (const file of files) {
    for (const imported of importsOf(file).filter((name) => name.startsWith('.'))) {
      const target = resolve(dirname(file), imported);
      const found = [`${target}.ts`, join(target, 'index.ts')].find((candidate) => existsSync(candidate));
      if (found) files.add(found);
    }
  }
  return [...files].sort();
}

function isAllowed(file: string, imported: string): boolean {
  if (imported.startsWith('.') || builtinModules.includes(imported.replace(/^node:/, ''))) return true;
  return (ALLOWED[relative(SRC, file)] ?? []).some((allowed) => imported === allowed || imported.startsWith(`${allowed}/`));
}

const files = reach();

test('finds the sources of the layers, and imports in them', () => {
  expect(files.filter((file) => file.includes('/model/')).length).toBeGreaterThan(20);
  expect(files.filter((file) => file.includes('/schema/')).length).toBeGreaterThan(5);
  expect(importsOf(join(SRC, 'model', 'tools-through.ts'))).toEqual(['./gateway-model', './value', '../schema/tool', '../service/tool-name']);
  expect(importsOf(join(SRC, 'targets', 'target-registry.ts'))).toContain('aws-cdk-lib');
});

test.each([
  ['aws-cdk-lib', false], ['aws-cdk-lib/aws-iam', false], ['constructs', false], ['yaml', false], ['./value', true], ['../schema/tool', true], ['fs', true], ['node:path', true],
])('knows that the model may import %s: %s', (imported, allowed) => {
  expect(isAllowed(join(SRC, 'model', 'x.ts'), imported)).toBe(allowed);
});

test.each(files.map((file) => [relative(SRC, file), file]))('%s imports nothing of the CDK or of npm', (_name, file) => {
  expect(importsOf(file).filter((imported) => !isAllowed(file, imported))).toEqual([]);
});
