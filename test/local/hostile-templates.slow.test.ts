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

/*
 * Values that each refer to the next, and values that double with each reference: small templates with deep recursion or endless texts.
 */
describe('a template whose values refer to each other', () => {
  const GATEWAY = { Type: 'AWS::BedrockAgentCore::Gateway', Properties: { Name: 'g', AuthorizerType: 'AWS_IAM', ProtocolType: 'MCP', RoleArn: 'arn:aws:iam::111122223333:role/r' } };
  const numbered = <T>(count: number, of: (index: number) => [string, T][]) => Object.fromEntries(Array.from({ length: count }, (_, index) => of(index)).flat());
  const described = (value: unknown) => ({ G: { ...GATEWAY, Properties: { ...GATEWAY.Properties, Description: value } } });
  const next = (index: number) => ({ 'Fn::ImportValue': `O${index + 1}` });
  const outputs = (count: number, of: (index: number) => unknown) => ({
    Resources: described({ 'Fn::ImportValue': 'O0' }),
    Outputs: numbered(count, (index) => [[`O${index}`, { Value: index === count - 1 ? { Ref: 'AWS::StackId' } : of(index), Export: { Name: `O${index}` } }]]),
  });
  const TOO_LONG = 'error: the values of the templates refer to each other in a chain that is too long to follow; refer to the first value of the chain directly\n';

  test.each<[string, object, string]>([
    ['in 20,000 conditions', {
      Conditions: numbered(20_000, (index) => [[`C${index}`, { 'Fn::Not': [{ Condition: `C${index + 1}` }] }]]), Resources: { G: { ...GATEWAY, Condition: 'C0' } },
    }, TOO_LONG],
    ['in 20,000 outputs', outputs(20_000, next), TOO_LONG],
    ['in 60 outputs that double their text', outputs(60, (index) => ({ 'Fn::Join': ['', [next(index), next(index)]] })), ''],
    ['in 60 outputs that double their list', outputs(60, (index) => [next(index), next(index)]), ''],
    ['in 60 outputs that double an unknown function', outputs(60, (index) => ({ 'Fn::Unheard': [next(index), next(index)] })), ''],
    ['in a mapping that refers to itself', { Mappings: { M: { a: { b: { 'Fn::FindInMap': ['M', 'a', 'b'] } } } }, Resources: described({ 'Fn::FindInMap': ['M', 'a', 'b'] }) }, ''],
  ])('%s causes no internal error', async (_, template, expected) => {
    const file = join(temporaryFolder(), 'template.json');
    writeFileSync(file, JSON.stringify(template));
    for (const command of [['check'], ['tools']]) {
      let stderr = '';
      const host = { directory: temporaryFolder(), environment: {}, stdout: { write: () => {} }, stderr: { write: (text: string) => { stderr += text; } } };
      const code = await run([...command, file], host);
      expect(stderr).toBe(expected);
      expect(code === EXIT.usage).toBe(expected !== '');
    }
  }, 60_000);
});
