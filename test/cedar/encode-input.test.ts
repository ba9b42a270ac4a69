import { checkParseContext } from '@cedar-policy/cedar-wasm/nodejs';
import { TARGETS } from './fixture';
import { encodeInput } from '../../src/cedar/encode-input';
import { otherValues, sampleArguments } from '../../src/cedar/example-values';
import { toolsToCedarSchema } from '../../src/cedar/schema-from-tools';

function encode(properties: object, args: object, required: string[] = [], more: object = {}) {
  const schema = toolsToCedarSchema([{ name: 't', tools: [{ name: 'x', inputSchema: { type: 'object', properties, required, ...more } }] }]);
  const result = encodeInput(schema.actions[0], args as Record<string, unknown>);
  if (result.ok) {
    // The engine itself checks the value against the schema.
    const context = { input: result.value.input, system: { now: { __extn: { fn: 'datetime', arg: '2026-01-01' } } } };
    expect(checkParseContext({ context, schema: schema.schema, action: { type: 'AgentCore::Action', id: 't___x' } } as never)).toEqual({ type: 'success' });
  }
  return result.ok ? { input: result.value.input, entities: result.value.entities } : result.problems.map(({ path, message }) => `${path} ${message}`);
}

const text = { type: 'string' };
const extension = (fn: string, arg: string) => ({ __extn: { fn, arg } });
const entity = (type: string, id: string) => ({ __entity: { type: `AgentCore::${type}`, id } });

test.each([
  ['text', text, 'a"b', 'a"b'],
  ['an unpaired surrogate', text, 'a\ud800', 'a\ufffd'],
  ['a whole number', { type: 'integer' }, 5, 5],
  ['minus zero', { type: 'integer' }, -0, 0],
  ['a boolean', { type: 'boolean' }, true, true],
  ['a number', { type: 'number' }, 1.5, extension('decimal', '1.5')],
  ['a number without a point', { type: 'number' }, 20, extension('decimal', '20.0')],
  ['a negative number', { type: 'number' }, -0.25, extension('decimal', '-0.25')],
  ['more than four digits, cut off', { type: 'number' }, 1.23459, extension('decimal', '1.2345')],
  ['a number too small to see', { type: 'number' }, -1e-9, extension('decimal', '0.0000')],
  ['a text with format decimal', { type: 'string', format: 'decimal' }, '12.50', extension('decimal', '12.50')],
  ['a date', { type: 'string', format: 'date' }, '2026-02-28', extension('datetime', '2026-02-28')],
  ['a time with an offset', { type: 'string', format: 'date-time' }, '2026-02-28T01:02:03.4567+01:00', extension('datetime', '2026-02-28T01:02:03.456+0100')],
  ['a time without a zone', { type: 'string', format: 'date-time' }, '2026-02-28T01:02:03', extension('datetime', '2026-02-28T01:02:03Z')],
  ['a duration', { type: 'string', format: 'duration' }, 'P1Y2M3W4DT5H6M7.89S', extension('duration', '450d5h6m7s890ms')],
  ['a duration of nothing', { type: 'string', format: 'duration' }, 'PT0S', extension('duration', '0ms')],
  ['an address', { type: 'string', format: 'ipv4' }, '10.0.0.1', extension('ip', '10.0.0.1')],
  ['a network', { type: 'string', format: 'ipv6' }, '2001:db8::/64', extension('ip', '2001:db8::/64')],
  ['an enum', { type: 'string', enum: ['a', 'b'] }, 'b', entity('t___x_Input_v', 'b')],
  ['a list', { type: 'array', items: { type: 'number' } }, [1, 2.5], [extension('decimal', '1.0'), extension('decimal', '2.5')]],
  ['an object', { type: 'object', properties: { a: text, b: text } }, { a: 'x', b: null }, { a: 'x' }],
  ['a tuple', { type: 'array', prefixItems: [text, { type: 'integer' }], items: false }, ['a', 1], { proj0: 'a', proj1: 1 }],
  ['a union', { anyOf: [{ type: 'integer' }, text] }, 'a', { typeChoice1: 'a' }],
  ['a union of objects', { anyOf: [{ type: 'object', properties: { a: text }, required: ['a'] }, { type: 'object', properties: { b: text } }] }, { b: 'x' }, { typeChoice1: { b: 'x' } }],
  ['null where it is a choice', { anyOf: [text, { type: 'null' }] }, null, { typeChoice1: entity('Null', 'null') }],
  ['null', { type: 'null' }, null, entity('Null', 'null')],
  ['anything', {}, { x: 1 }, entity('Unknown', '0')],
])('encodes %s', (_name, schema, value, expected) => {
  expect(encode({ v: schema }, { v: value }, ['v'])).toEqual({ input: { v: expected }, entities: [] });
});

test('an object with additional properties is an entity with tags', () => {
  expect(encode({ labels: { type: 'object', properties: { a: text }, additionalProperties: { type: 'number' } } }, { labels: { a: 'x', b: 1, __proto__x: 2 } })).toEqual({
    input: { labels: entity('t___x_Input_labels', '0') },
    entities: [{ uid: { type: 'AgentCore::t___x_Input_labels', id: '0' }, attrs: { a: 'x' }, parents: [], tags: { b: extension('decimal', '1.0'), __proto__x: extension('decimal', '2.0') } }],
  });
});

test.each([
  ['null for an argument that may be missing', { v: text }, { v: null }, [], { input: {}, entities: [] }],
  ['a nullable argument that may be missing', { v: { anyOf: [text, { type: 'null' }] } }, { v: null }, [], { input: {}, entities: [] }],
  ['undefined', { v: text }, { v: undefined, other: undefined }, [], { input: {}, entities: [] }],
])('drops %s', (_name, properties, args, required, expected) => {
  expect(encode(properties, args, required)).toEqual(expected);
});

test.each<[string, object, object, string[], string[]]>([
  ['a missing argument', { v: text }, {}, ['v'], ['v is required']],
  ['null where something is required', { v: text }, { v: null }, ['v'], ['v is required']],
  ['an unknown argument', { v: text }, { w: 1 }, [], ['w is not an argument of the tool']],
  ['an unknown property', { v: { type: 'object', properties: {} } }, { v: { w: 1 } }, [], ['v.w is not an argument of the tool']],
  ['a text for a number', { v: { type: 'integer' } }, { v: '5' }, [], ['v must be a whole number, not "5"']],
  ['a broken number', { v: { type: 'integer' } }, { v: 1.5 }, [], ['v must be a whole number, not 1.5']],
  ['a whole number that JSON cannot hold', { v: { type: 'integer' } }, { v: 2 ** 53 }, [], ['v must be a whole number, not 9007199254740992']],
  ['a number that decimals cannot hold', { v: { type: 'number' } }, { v: 1e15 }, [], ['v must be a number of at most 15 digits, not 1000000000000000']],
  ['a number with an exponent', { v: { type: 'number' } }, { v: 1e300 }, [], ['v must be a number of at most 15 digits, not 1e+300']],
  ['no number', { v: { type: 'number' } }, { v: Number.NaN }, [], ['v must be a number of at most 15 digits, not null']],
  ['a value outside of an enum', { v: { type: 'string', enum: ['a', 'b'] } }, { v: 'c' }, [], ['v must be one of "a", "b", not "c"']],
  ['a day the month does not have', { v: { type: 'string', format: 'date' } }, { v: '2026-02-30' }, [], ['v must be a date or a date and time, not "2026-02-30"']],
  ['an offset of days', { v: { type: 'string', format: 'date-time' } }, { v: '2026-01-01T00:00:00+25:00' }, [], ['v must be a date or a date and time, not "2026-01-01T00:00:00+25:00"']],
  ['a duration that is none', { v: { type: 'string', format: 'duration' } }, { v: 'PT' }, [], ['v must be an ISO 8601 duration, not "PT"']],
  ['a duration without end', { v: { type: 'string', format: 'duration' } }, { v: 'P99999999999999D' }, [], ['v must be an ISO 8601 duration, not "P99999999999999D"']],
  ['IPv4 in IPv6', { v: { type: 'string', format: 'ipv6' } }, { v: '::ffff:1.2.3.4' }, [], ['v must be an IP address, not "::ffff:1.2.3.4"']],
  ['a prefix too long', { v: { type: 'string', format: 'ipv4' } }, { v: '1.2.3.4/33' }, [], ['v must be an IP address, not "1.2.3.4/33"']],
  ['no choice of a union', { v: { anyOf: [{ type: 'integer' }, { type: 'null' }] } }, { v: 'a' }, [], ['v must be one of the types in its schema, not "a"']],
  ['elements, each with its place', { v: { type: 'array', items: text } }, { v: ['a', 1, 2] }, [], ['v[1] must be a string, not 1', 'v[2] must be a string, not 2']],
  ['several at once', { a: text, o: { type: 'object', properties: { b: text }, required: ['b'] } }, { a: 1, o: {} }, [], ['a must be a string, not 1', 'o.b is required']],
  ['a list for an object', { v: { type: 'object' } }, { v: [] }, [], ['v must be an object, not []']],
  ['a tuple of another length', { v: { type: 'array', prefixItems: [text], items: false } }, { v: [] }, [], ['v must be an array of length 1, not []']],
])('rejects %s', (_name, properties, args, required, problems) => {
  expect(encode(properties, args, required)).toEqual(problems);
});

test('sample arguments are valid for their tools', () => {
  const { actions } = toolsToCedarSchema(TARGETS);

  expect(actions.filter((action) => !encodeInput(action, sampleArguments(action.input.fields)).ok)).toEqual([]);
  for (const action of actions) {
    for (const { name, type } of action.input.fields) {
      const refused = otherValues(type, []).filter((value) => !encodeInput(action, { ...sampleArguments(action.input.fields), [name]: value }).ok);
      expect([name, refused]).toEqual([name, []]);
    }
  }
});
