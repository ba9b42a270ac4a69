import fc from 'fast-check';
import { cedarEngine } from '../../src/cedar/engine';
import { fillPlaceholders, findFilled } from '../../src/cedar/placeholders';

/** The resource id and the pattern of a policy after filling both with a value. */
function readBack(value: string): { id: unknown; pattern: unknown } {
  const { text, problems } = fillPlaceholders('permit(principal, action, resource == AgentCore::Gateway::"a{{value}}z") when { principal.id like "a{{ value }}*" };', { value });
  const answer = cedarEngine().policyToJson(text);
  expect(problems).toEqual([]);
  expect(answer).toMatchObject({ type: 'success' });
  const { json } = answer as any;
  return { id: json.resource.entity.id, pattern: json.conditions[0].body.like.pattern };
}

const literal = (text: string) => [...text].map((character) => ({ Literal: character }));

test.each([
  ['an ARN', 'arn:aws:iam::1:role/x'],
  ['a quote that would end the string', '"); permit(principal, action, resource); //'],
  ['a backslash in front of the closing quote', '\\'],
  ['an invalid escape', '\\q \\u{110000}'],
  ['a wildcard', '*'],
  ['line ends and control characters', 'a\nb\r\u0000\u0007\u2028'],
  ['a comment', '// no'],
  ['another placeholder', '{{value}}'],
  ['a CDK token', '${Token[TOKEN.26]}'],
  ['emoji', '😀'],
  ['nothing', ''],
])('a value stays in its string: %s', (_name, value) => {
  expect(readBack(value)).toEqual({ id: `a${value}z`, pattern: [...literal(`a${value}`), 'Wildcard'] });
});

test('a value cannot end its string', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (value) => {
    expect(readBack(value)).toEqual({ id: `a${value}z`, pattern: [...literal(`a${value}`), 'Wildcard'] });
  }));
});

test('unpaired surrogates become replacement characters, as in UTF-8', () => {
  expect(readBack('x\ud800y').id).toBe('ax\ufffdyz');
});

describe('a placeholder that is not filled', () => {
  const text = 'permit(principal, action, resource == AgentCore::Gateway::"{{gatewayArm}}") when { context.n == {{limit}} }; // {{comment}}';
  const { problems, text: filled } = fillPlaceholders(text, { gatewayArn: 'x', accountId: '1' });

  test('stays in the text and is reported at its place', () => {
    expect(filled).toBe(text);
    expect(problems.map(({ id, start, end }) => [id, text.slice(start, end)])).toEqual([['unknown-placeholder', '{{gatewayArm}}'], ['placeholder-outside-string', '{{limit}}']]);
  });

  test('has a suggestion', () => {
    expect(problems[0]).toMatchObject({ message: 'placeholder `{{gatewayArm}}` has no value; the placeholders are {{accountId}}, {{gatewayArn}}', fix: 'did you mean {{gatewayArn}}?' });
  });

  test.each([
    ['no values at all', {}, 'placeholder `{{x}}` has no value; no placeholders are defined'],
    ['the name of an Object member', { a: '1' }, 'placeholder `{{constructor}}` has no value; the placeholders are {{a}}'],
  ])('with %s', (_name, values, message) => {
    expect(fillPlaceholders(`"{{${message.includes('constructor') ? 'constructor' : 'x'}}}"`, values).problems[0].message).toBe(message);
  });
});

test.each([
  ['a record in a condition', 'when { {a: {b: 1}} == {a: {b: 1}} }'],
  ['braces in a string', '"{a}" "{{a b}" "{ {x} }"'],
  ['a comment', '// {{nothing}}'],
])('is not a placeholder: %s', (_name, text) => {
  expect(fillPlaceholders(text, {})).toMatchObject({ text, problems: [] });
});

describe('positions in the filled text map to positions in the source', () => {
  const source = '"{{a}}" == x && "b{{c}}d" == y';
  const { text, toSource } = fillPlaceholders(source, { a: 'long value', c: '' });
  const from = (part: string) => {
    const start = text.indexOf(part);
    const span = toSource({ start, end: start + part.length });
    return source.slice(span.start, span.end);
  };

  test.each([
    ['before a value', '"', '"'],
    ['a value', 'long value', '{{a}}'],
    ['a part of a value', 'value', '{{a}}'],
    ['after a value', 'x', 'x'],
    ['around a value', '"long value" ==', '"{{a}}" =='],
    ['around an empty value', '"bd"', '"b{{c}}d"'],
    ['at the end', 'y', 'y'],
  ])('%s', (_name, part, expected) => {
    expect(from(part)).toBe(expected);
  });
});

test.each(['"{{gatewayArn}"', '"a {{ gatewayArn"', '"{{ok}} {{gatewayArn} "'])('an unclosed placeholder is reported: %s', (text) => {
  expect(fillPlaceholders(text, { ok: '1' }).problems).toEqual([expect.objectContaining({ id: 'unclosed-placeholder', start: text.lastIndexOf('{{') })]);
});

describe('placeholders in an already filled text', () => {
  const source = '// {{a}}; not filled\n"{{a}}" == x.y && "b{{ c }}d" == y';
  const place = (text: string, part: string) => {
    const start = text.indexOf(part);
    const span = findFilled(source, text)!.toSource({ start, end: start + part.length });
    return source.slice(span.start, span.end);
  };

  test('are found, and so are the positions after them', () => {
    const { text } = fillPlaceholders(source, { a: 'some (long) value', c: '' });
    expect(findFilled(source, text)?.text).toBe(text);
    expect(place(text, 'x.y')).toBe('x.y');
    expect(place(text, 'long')).toBe('{{a}}');
    expect(place(text, 'bd')).toBe('b{{ c }}d');
  });

  test('are not found in a text with another source', () => {
    expect(findFilled(source, '"a" == x.y')).toBeUndefined();
    expect(findFilled('"a" == x.y', '"a" == x-y')).toBeUndefined();
  });
});
