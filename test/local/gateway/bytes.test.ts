import fc from 'fast-check';
import { bytesAt, elementsOf, insertMember, membersOf, spanAt, splice } from '../../../local/gateway/mcp/bytes';

const values = fc.jsonValue({ maxDepth: 4 });

test('finds every value of an object where JSON.parse finds it', () => {
  fc.assert(fc.property(fc.dictionary(fc.string(), values), fc.constantFrom(undefined, 1, '\t'), (object, space) => {
    const json = Buffer.from(JSON.stringify(object, undefined, space));
    const found = [...membersOf(json, spanAt(json)!)].map(([key, { start, end }]) => [key, JSON.parse(json.toString('utf8', start, end))]);
    expect(found).toEqual(Object.entries(JSON.parse(json.toString()) as object));
  }));
});

test('finds every element of a list', () => {
  fc.assert(fc.property(fc.array(values), fc.constantFrom(undefined, 2), (list, space) => {
    const json = Buffer.from(JSON.stringify(list, undefined, space));
    expect(elementsOf(json, spanAt(json)!).map(({ start, end }) => JSON.parse(json.toString('utf8', start, end)) as unknown)).toEqual(JSON.parse(json.toString()));
  }));
});

test('replaces a name and nothing else', () => {
  fc.assert(fc.property(fc.record({ before: values, name: fc.string(), after: values }), fc.string(), (params, name) => {
    const json = Buffer.from(JSON.stringify({ jsonrpc: '2.0', params, id: 9 }));
    const replaced = splice(json, { ...spanAt(json, 'params', 'name')!, bytes: JSON.stringify(name) });
    expect(JSON.parse(replaced.toString())).toEqual(JSON.parse(JSON.stringify({ jsonrpc: '2.0', params: { ...params, name }, id: 9 })));
  }));
});

test('keeps what JavaScript cannot hold: large integers, spelling of numbers, white space', () => {
  const json = Buffer.from('{ "id" : 9007199254740993123, "params":{"n":1.50e+3,"name":"a\\u005f_\\\\"} }');
  const replaced = splice(json, { ...spanAt(json, 'params', 'name')!, bytes: '"b"' });
  expect(replaced.toString()).toBe('{ "id" : 9007199254740993123, "params":{"n":1.50e+3,"name":"b"} }');
  expect(bytesAt(json, 'id')!.toString()).toBe('9007199254740993123');
});

test.each([
  ['of a key that is there twice takes the last', '{"a":1,"a":2}', ['a'], '2'],
  ['finds a key that is written with escapes', '{"n\\u0061me":3}', ['name'], '3'],
  ['finds nothing inside of what is no object', '{"a":[1]}', ['a', 'b'], undefined],
])('%s', (_, json, path, expected) => {
  expect(bytesAt(Buffer.from(json), ...path)?.toString()).toBe(expected);
});

test.each([['{}', '{"k":1}'], ['{"a":2}', '{"k":1,"a":2}'], ['{ }', '{"k":1 }']])('puts a member into %s', (json, expected) => {
  const bytes = Buffer.from(json);
  expect(splice(bytes, insertMember(bytes, spanAt(bytes)!, 'k', '1')).toString()).toBe(expected);
});
