import { writeFileSync } from 'fs';
import { join } from 'path';
import fc from 'fast-check';
import { temporaryFolder } from './temporary';
import { EXIT } from '../../local/cli/exit-code';
import { run } from '../../local/cli/main';
import { load } from '../../src/model/load';
import type { Source, StackSource } from '../../src/model/source';
import { check } from '../../src/rules/check';
import { VALID } from '../mutations/valid';

/*
 * The rules check templates that nothing has validated before, so no template may crash them.
 */

const SEED = 20261121;

const COMMANDS = [['check', '--verbose'], ['check', '--format', 'sarif'], ['check', '--format', 'github'], ['graph'], ['graph', '--format', 'html'], ['tools']] as const;

type Path = readonly (string | number)[];

const HOSTILE: readonly unknown[] = [
  null, true, 0, -1, 1.5, '', ' ', 'x', '*', '${', '${AWS::Nothing}', '⟨', '__proto__', 'arn:aws:', [], [[]], [null], {}, { '': '' }, { constructor: 1 },
  { Ref: 'AWS::NoValue' }, { Ref: 'Nobody' }, { Ref: '' }, { Ref: 7 }, { 'Fn::GetAtt': 'Nobody' }, { 'Fn::GetAtt': ['Nobody', 'Arn'] }, { 'Fn::GetAtt': [] },
  { 'Fn::If': ['Unknown', 'a'] }, { 'Fn::Join': ['', [{ Ref: 'Nobody' }, null]] }, { 'Fn::Sub': '${Nobody.Arn}' }, { 'Fn::Select': [7, []] },
  { 'Fn::ImportValue': { 'Fn::Sub': 'x' } }, { 'Fn::Unheard': [1] }, JSON.stringify({ openapi: '3.0.0', paths: { '/': null } }), JSON.stringify([{ name: 7 }]),
];

/** The paths of a value and of everything in it. */
function places(value: unknown, path: Path = []): Path[] {
  const below = typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, item]) => places(item, [...path, key])) : [];
  return [path, ...below];
}

function replaced(value: unknown, path: Path, hostile: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return hostile;
  if (Array.isArray(value)) return value.map((item, index) => String(index) === String(key) ? replaced(item, rest, hostile) : item as unknown);
  return { ...value as object, [key]: replaced((value as Record<string, unknown>)[key], rest, hostile) };
}

interface Broken {
  readonly source: Source;
  readonly template: StackSource['template'];
}

/** A valid app with one value replaced. */
const broken: fc.Arbitrary<Broken> = fc.constantFrom(...VALID).chain((variant) => {
  const { stacks, ...source } = variant.source();
  return fc.integer({ min: 0, max: stacks.length - 1 }).chain((index) => {
    return fc.tuple(fc.constantFrom(...places(stacks[index].template).slice(1)), fc.constantFrom(...HOSTILE)).map(([path, hostile]) => {
      const template = replaced(stacks[index].template, path, hostile) as StackSource['template'];
      return {
        [fc.toStringMethod]: () => `${variant.name}, stack ${index}: ${path.join('.')} = ${JSON.stringify(hostile)}`,
        template,
        source: { ...source, stacks: stacks.map((stack, at) => at === index ? { ...stack, template } : stack) },
      };
    });
  });
});

test('no template crashes a rule', () => {
  fc.assert(fc.property(broken, ({ source }) => {
    const { crashed } = check(load(source), { packs: ['security'] });
    expect(crashed.map(({ rule, error }) => `${rule.id}: ${error.stack}`)).toEqual([]);
  }), { seed: SEED, numRuns: 300 });
});

test('no template causes an internal error of a command', async () => {
  const file = join(temporaryFolder(), 'template.json');
  const directory = temporaryFolder();
  await fc.assert(fc.asyncProperty(broken, fc.constantFrom(...COMMANDS), async ({ template }, command) => {
    writeFileSync(file, JSON.stringify(template));
    let stderr = '';
    const code = await run([...command, file], { directory, environment: {}, stdout: { write: () => {} }, stderr: { write: (text: string) => { stderr += text; } } });
    expect({ code, stderr }).not.toEqual({ code: EXIT.internal, stderr });
  }), { seed: SEED, numRuns: 300 });
});
