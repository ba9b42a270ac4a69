import fc from 'fast-check';
import { attributePaths, entityLiterals, hasTests, outlinePolicy } from '../../src/cedar/policy-outline';
import { codeFrame, TextPositions } from '../../src/cedar/policy-text';
import { stringValue, tokenize } from '../../src/cedar/tokens';

test('byte offsets of the engine become offsets in the text, whatever the characters', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.nat(), (text, at) => {
    const characters = [...text];
    const before = characters.slice(0, at % (characters.length + 1)).join('');
    const bytes = Buffer.byteLength(before);

    expect(new TextPositions(text).fromBytes({ start: bytes, end: Buffer.byteLength(text) })).toEqual({ start: before.length, end: text.length });
  }));
});

test('lines and columns are 1-based, also with Windows line ends', () => {
  const positions = new TextPositions('a\r\nüb\n\nlast');

  expect([0, 3, 5, 6, 7, 10].map((offset) => positions.at(offset))).toEqual([
    { line: 1, column: 1 }, { line: 2, column: 1 }, { line: 2, column: 3 }, { line: 3, column: 1 }, { line: 4, column: 1 }, { line: 4, column: 4 },
  ]);
  expect([1, 2, 3, 4].map((line) => positions.line(line))).toEqual(['a', 'üb', '', 'last']);
});

test.each([
  ['a word', 'permit(x);', 7, 8, '  > 1 | permit(x);\n      |        ^'],
  ['after the end', 'permit(x)', 9, 9, '  > 1 | permit(x)\n      |          ^'],
  ['several lines', 'permit(\n  x\n);', 0, 13, '  > 1 | permit(\n      | ^^^^^^^'],
  ['after a tab', '\tx', 1, 2, '  > 1 | \tx\n      | \t^'],
  ['after a character of two units', '😀 x', 3, 4, '  > 1 | 😀 x\n      |   ^'],
  ['a line number with two digits', `${'\n'.repeat(11)}ab`, 12, 13, '  > 12 | ab\n       |  ^'],
  ['nothing', '', 0, 0, '  > 1 | \n      | ^'],
])('a frame marks %s', (_name, text, start, end, frame) => {
  expect(codeFrame(new TextPositions(text), { start, end })).toBe(frame);
});

test('identifiers, strings and comments are distinguished', () => {
  expect(tokenize('@id("a\\"b") permit // "no"\n(x::Y::"z", 1.5) == é "open').map(({ kind, text }) => [kind, text])).toEqual([
    ['symbol', '@'], ['identifier', 'id'], ['symbol', '('], ['string', '"a\\"b"'], ['symbol', ')'], ['identifier', 'permit'], ['symbol', '('],
    ['identifier', 'x'], ['symbol', '::'], ['identifier', 'Y'], ['symbol', '::'], ['string', '"z"'], ['symbol', ','], ['number', '1'], ['symbol', '.'], ['number', '5'],
    ['symbol', ')'], ['symbol', '=='], ['other', 'é'], ['string', '"open'],
  ]);
});

test('the tokenizer accepts every text, and its tokens cover the whole text', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => {
    const tokens = tokenize(text);

    expect(tokens.every(({ text: token, start, end }) => text.slice(start, end) === token && token !== '')).toBe(true);
  }));
});

test.each([
  ['"plain"', 'plain'],
  ['"q\\"\\\\n\\n\\t\\0"', 'q"\\n\n\t\0'],
  ['"\\u{1F600}\\x41\\*"', '😀A*'],
  ['"\\q"', '\\q'],
  ['"open', 'open'],
  ['"', ''],
])('the value of %s', (literal, value) => {
  expect(stringValue(tokenize(literal)[0])).toBe(value);
});

describe('the outline of a policy', () => {
  const text = '@permit("x")\npermit(principal is A::B in A::C::"d,e", action in [A::Action::"f", A::Action::"g"], resource,) when { context["in put"].a.b has "c d" || context has input.a };';
  const tokens = tokenize(text);

  test('has the parts of the scope', () => {
    const outline = outlinePolicy(tokens)!;
    const parts = [outline.principal, outline.action, outline.resource].map(({ start, end }) => text.slice(start, end));

    expect(outline.effect).toMatchObject({ text: 'permit', start: 13 });
    expect(parts).toEqual(['principal is A::B in A::C::"d,e"', 'action in [A::Action::"f", A::Action::"g"]', 'resource']);
  });

  test('has the entity literals', () => {
    expect(entityLiterals(tokens).map(({ type, id, start, end }) => [type, id, text.slice(start, end)])).toEqual([
      ['A::C', 'd,e', 'A::C::"d,e"'], ['A::Action', 'f', 'A::Action::"f"'], ['A::Action', 'g', 'A::Action::"g"'],
    ]);
  });

  test('has the attribute paths and the `has` tests', () => {
    expect(attributePaths(tokens).filter(({ path }) => path.length > 0).map(({ variable, path }) => [variable, ...path])).toEqual([['context', 'in put', 'a', 'b']]);
    expect(hasTests(tokens).map(({ variable, path }) => [variable, ...path])).toEqual([['context', 'in put', 'a', 'b', 'c d'], ['context', 'input', 'a']]);
  });

  test('is undefined for a text that is not a policy', () => {
    expect(['', 'permit', 'permit(', 'permit(principal, action)', 'when { permit }'].map((other) => outlinePolicy(tokenize(other)))).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });
});
