import * as fc from 'fast-check';
import { parseJson } from '../../src/model/json-with-placeholders';
import { escapeInside, isKnown, listOf, oneOrMore, partsOf, placeholder, property, splitPath, textOf, textsOf } from '../../src/model/value';

describe('a text with placeholders', () => {
  test.each([
    ['plain text', 'abc', [{ literal: 'abc' }]],
    ['a placeholder alone', '⟨S1.Fn.Arn⟩', [{ placeholder: '⟨S1.Fn.Arn⟩' }]],
    ['placeholders between literals', 'a⟨B⟩c⟨D⟩', [{ literal: 'a' }, { placeholder: '⟨B⟩' }, { literal: 'c' }, { placeholder: '⟨D⟩' }]],
    ['a placeholder within a placeholder', "x⟨Split('/', 'a⟨B⟩')⟩y", [{ literal: 'x' }, { placeholder: "⟨Split('/', 'a⟨B⟩')⟩" }, { literal: 'y' }]],
    ['an opening bracket that never closes', 'a⟨b', [{ literal: 'a⟨b' }]],
    ['nothing', '', []],
  ])('is split into its parts: %s', (_name, text, parts) => {
    expect(partsOf(text)).toEqual(parts);
  });

  test.each([
    ['between placeholders', 'role/⟨A⟩/⟨B⟩', ['role', '⟨A⟩', '⟨B⟩']],
    ['beside placeholders', 'role/a⟨B⟩c/d', ['role', 'a⟨B⟩c', 'd']],
    ['not inside of them', 'role/⟨Prod/Agent.Role⟩', ['role', '⟨Prod/Agent.Role⟩']],
    ['nor inside of those within', "⟨Select(0, Split('/', '⟨Prod/A.B⟩'))⟩/x", ["⟨Select(0, Split('/', '⟨Prod/A.B⟩'))⟩", 'x']],
  ])('is split at slashes %s', (_where, text, names) => {
    expect(splitPath(text)).toEqual(names);
  });

  test('is the concatenation of its parts for any content', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('⟨', '⟩', 'a', ' ')), (characters) => {
      const text = characters.join('');
      expect(partsOf(text).map((part) => 'literal' in part ? part.literal : part.placeholder).join('')).toBe(text);
    }));
  });

  test('escapes any text for a placeholder, and keeps different texts different', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
      const [one, other] = [placeholder(escapeInside(a)), placeholder(escapeInside(b))];
      expect(partsOf(one)).toEqual([{ placeholder: one }]);
      expect(JSON.parse(`"${one}"`)).toBe(one);
      expect(one === other).toBe(a === b);
    }));
  });
});

test.each([
  ['a text', 'abc', true],
  ['a text with a placeholder', 'a⟨B⟩', false],
  ['a secret that CloudFormation reads', '{{resolve:secretsmanager:s}}', false],
  ['a list with one unknown item', ['a', '⟨B⟩'], false],
  ['an object with an unknown value deep inside', { a: [{ b: '⟨C⟩' }] }, false],
  ['numbers, booleans and null', { a: [1, true, null] }, true],
])('whether a value is resolved: %s', (_name, value, known) => {
  expect(isKnown(value)).toBe(known);
});

test.each([
  ['a list of texts', ['a', 1, true], { known: true, items: ['a', '1', 'true'] }],
  ['nothing', undefined, { known: true, items: [] }],
  ['a placeholder in place of the list', '⟨If(S1.C, NoValue, #abc)⟩', { known: false, items: [] }],
  ['a list with something in it that is no text', ['a', null], { known: false, items: ['a'] }],
])('reads a list of texts: %s', (_name, value, expected) => {
  const { items, known } = textsOf(value);
  expect({ known, items: items.map(({ text }) => text) }).toEqual(expected);
});

test('reads one text as a list of one, as IAM does', () => {
  expect(oneOrMore('⟨S1.Fn.Arn⟩')).toEqual({ known: true, items: [{ text: '⟨S1.Fn.Arn⟩', known: false }] });
});

test('reads no property that an object only inherits', () => {
  expect(property({}, 'constructor')).toBeUndefined();
  expect(property({ toString: { a: 'own' } }, 'toString', 'a')).toBe('own');
});

test('writes numbers and booleans as CloudFormation does', () => {
  expect([textOf(1), textOf(false), textOf(undefined), textOf(null)]).toEqual([{ text: '1', known: true }, { text: 'false', known: true }, undefined, undefined]);
});

test('does not read other values as a list', () => {
  expect(listOf({ a: 'b' }, () => undefined)).toEqual({ items: [], known: false });
});

test.each([
  ['placeholders inside strings', '{"a":"https://⟨X⟩/y"}', { a: 'https://⟨X⟩/y' }],
  ['placeholders in place of values', '{"a":⟨X⟩,"b":[⟨Y⟩]}', { a: '⟨X⟩', b: ['⟨Y⟩'] }],
  ['escaped quotes before a placeholder', '{"a":"\\"⟨X⟩"}', { a: '"⟨X⟩' }],
  ['what is not JSON', '{"a":', undefined],
])('parses JSON with %s', (_name, text, expected) => {
  expect(parseJson(text)).toEqual(expected);
});
