import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';

const PACKAGE = join(import.meta.dirname, '..');

test('its sources have at most 600 lines of code', () => {
  const files = readdirSync(join(PACKAGE, 'src')).map((file) => readFileSync(join(PACKAGE, 'src', file), 'utf8'));
  assert.ok(files.reduce((lines, text) => lines + linesOfCode(text), 0) <= 600);
});

/** Lines with at least one token: neither blank nor of comments only. */
function linesOfCode(text: string): number {
  const source = ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest, true);
  const lines = new Set<number>();
  const visit = (node: ts.Node) => {
    if (ts.isJSDoc(node)) return;
    if (node.getChildCount(source) > 0) return node.getChildren(source).forEach(visit);
    if (node.kind === ts.SyntaxKind.EndOfFileToken || node.getWidth(source) === 0) return;
    const first = source.getLineAndCharacterOfPosition(node.getStart(source)).line;
    const last = source.getLineAndCharacterOfPosition(node.getEnd()).line;
    for (let line = first; line <= last; line++) lines.add(line);
  };
  visit(source);
  return lines.size;
}

test('it is tested with the lowest versions of the packages that it works with', () => {
  const { peerDependencies, devDependencies } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as Record<string, Record<string, string>>;
  for (const [name, range] of Object.entries(peerDependencies!)) assert.equal(range, `^${devDependencies![name]}`);
});
