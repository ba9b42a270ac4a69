import { lines, message } from './finding-lines';
import { fromCloudFormation, readToolDefinitions } from '../../src/schema/tool-definitions';

const WEATHER = {
  name: 'get_weather',
  description: 'Get the weather of a place.',
  inputSchema: {
    type: 'object',
    properties: {
      place: { type: 'string', description: 'Where' },
      days: { type: 'array', items: { type: 'integer' } },
      position: { type: 'object', properties: { latitude: { type: 'number' } }, required: ['latitude'] },
    },
    required: ['place'],
  },
  outputSchema: { type: 'object', properties: { sunny: { type: 'boolean' } } },
};

function tool(change: object): object {
  return { ...WEATHER, ...change };
}

/** A tool with one property that has this schema. */
function withProperty(schema: unknown): unknown[] {
  return [tool({ inputSchema: { type: 'object', properties: { p: schema } } })];
}

const P = '/0/inputSchema/properties/p';

describe('a valid document', () => {
  test('has tools and no findings', () => {
    expect(readToolDefinitions([WEATHER])).toEqual({ tools: [WEATHER], findings: [] });
  });

  test('must have a tool', () => {
    expect(lines(readToolDefinitions([]))).toEqual(['error tools-empty']);
  });

  test('may have properties with the names of keywords or of Object members', () => {
    const properties = JSON.parse('{ "enum": { "type": "string" }, "constructor": { "type": "string" }, "__proto__": { "type": "string" } }');
    const read = readToolDefinitions([tool({ inputSchema: { type: 'object', properties, required: ['constructor', '__proto__'] } })]);
    expect(lines(read)).toEqual([]);
    expect(Object.keys(read.tools[0].inputSchema!.properties as object)).toEqual(['enum', 'constructor', '__proto__']);
  });
});

describe('a definition that the service rejects is an error', () => {
  test.each([
    ['an object', { a: 1 }, 'error tools-not-an-array'],
    ['a string', 'tools.json', 'error tools-not-an-array'],
    ['null', null, 'error tools-not-an-array'],
    ['a tool that is not an object', ['get_weather'], 'error tool-not-an-object /0'],
    ['a tool without a name', [tool({ name: undefined })], 'error tool-name-missing /0'],
    ['a tool with an empty name', [tool({ name: ' ' })], 'error tool-name-missing /0'],
    ['a tool whose name is a number', [tool({ name: 5 })], 'error tool-name-missing /0'],
    ['a tool without a description', [tool({ description: undefined })], 'error tool-description-missing /0'],
    ['a tool with an empty description', [tool({ description: '' })], 'error tool-description-missing /0'],
    ['a tool without an input schema', [tool({ inputSchema: undefined })], 'error tool-input-schema-missing /0'],
    ['an input schema that is a string', [tool({ inputSchema: 'object' })], 'error tool-schema-not-an-object /0/inputSchema'],
    ['an input that is not an object', [tool({ inputSchema: { type: 'string' } })], 'error tool-schema-top-level-type /0/inputSchema/type'],
    ['an output that is not an object', [tool({ outputSchema: { type: 'integer' } })], 'error tool-schema-top-level-type /0/outputSchema/type'],
    ['an unknown type', withProperty({ type: 'date' }), `error tool-schema-type-unknown ${P}/type`],
    ['the type null', withProperty({ type: 'null' }), `error tool-schema-type-unknown ${P}/type`],
    ['two types', withProperty({ type: ['string', 'integer'] }), `error tool-schema-malformed ${P}/type`],
    ['no type', withProperty({ description: 'anything' }), `error tool-schema-type-missing ${P}`],
    ['a property that is not a schema', withProperty(true), `error tool-schema-not-an-object ${P}`],
    ['an array of schemas as items', withProperty({ type: 'array', items: [{ type: 'string' }] }), `error tool-schema-not-an-object ${P}/items`],
    ['a required name that is not a property', [tool({ inputSchema: { type: 'object', properties: { a: { type: 'string' } }, required: ['a', 'b'] } })], 'error tool-schema-required-unknown /0/inputSchema/required/1'],
    ['a required name without any properties', [tool({ inputSchema: { type: 'object', required: ['toString'] } })], 'error tool-schema-required-unknown /0/inputSchema/required/0'],
    ['required that is true', withProperty({ type: 'object', required: true }), `error tool-schema-malformed ${P}/required`],
    ['a required name that is a number', withProperty({ type: 'object', required: [1] }), `error tool-schema-malformed ${P}/required/0`],
    ['properties that are an array', withProperty({ type: 'object', properties: [] }), `error tool-schema-malformed ${P}/properties`],
    ['a description that is an array', withProperty({ type: 'string', description: [] }), `error tool-schema-malformed ${P}/description`],
    ['two tools with one name', [WEATHER, WEATHER], 'error tool-name-duplicate /1/name'],
    ['a name of 257 characters', [tool({ name: 'x'.repeat(257) })], 'error tool-name-too-long /0/name'],
  ])('%s', (_, document, expected) => {
    expect(lines(readToolDefinitions(document))).toEqual([expected]);
  });
});

describe('a definition that deploys but does not work as written is a warning', () => {
  test.each([
    ['a name with a dot', [tool({ name: 'weather.get' })], 'warning tool-name-characters /0/name'],
    ['a name with a non-ASCII letter', [tool({ name: 'wetter_für' })], 'warning tool-name-characters /0/name'],
    ['an array without items', withProperty({ type: 'array' }), `warning tool-schema-items-missing ${P}`],
    ['a key that tools do not have', [tool({ annotations: { readOnlyHint: true } })], 'warning schema-keyword-dropped /0/annotations'],
    ['a type that may be null', withProperty({ type: ['string', 'null'] }), `warning schema-keyword-dropped ${P}/type`],
  ])('%s', (_, document, expected) => {
    expect(lines(readToolDefinitions(document))).toEqual([expected]);
  });

  test.each([
    ['64 characters', 'x'.repeat(64)],
    ['every allowed character', 'aZ09_-'],
  ])('a name of %s is no finding', (_, name) => {
    expect(lines(readToolDefinitions([tool({ name })]))).toEqual([]);
  });

  test('256 characters are still accepted by the service', () => {
    expect(lines(readToolDefinitions([tool({ name: 'x'.repeat(256) })]))).toEqual([]);
  });
});

describe('a keyword that the service does not support', () => {
  test.each([
    ['enum', ['celsius', 'fahrenheit'], 'one of `"celsius"`, `"fahrenheit"`'],
    ['const', 5, 'the only allowed value (`5`)'],
    ['default', 'celsius', 'state the default `"celsius"` in the description'],
    ['format', 'date-time', '`"date-time"`'],
    ['pattern', '^a', '`"^a"`'],
    ['minimum', 0, 'the limit (`0`)'],
    ['maximum', 9, 'the limit (`9`)'],
    ['maxLength', 9, 'the limit (`9`)'],
    ['minItems', 1, 'the limit (`1`)'],
    ['allOf', [{ type: 'string' }], 'merge the parts'],
    ['anyOf', [{ type: 'string' }, { type: 'integer' }], 'a single `type`'],
    ['oneOf', [{ type: 'string' }, { type: 'null' }], 'remove the property from `required`'],
    ['nullable', true, 'remove the property from `required`'],
    ['additionalProperties', false, 'remove it, and reject unknown properties'],
    ['additionalProperties', { type: 'string' }, 'an array of objects with a key and a value'],
    ['$ref', '#/$defs/Unit', 'replace it with a copy of the schema'],
    ['$defs', {}, 'replace each reference with a copy of its definition'],
    ['title', 'Unit', 'remove it'],
    ['constructor', 'Unit', 'remove it'],
    ['Required', ['a'], 'write `required`'],
  ])('%s (%j) is reported with what to write instead', (keyword, value, advice) => {
    const read = readToolDefinitions(withProperty({ type: 'string', [keyword]: value }));
    expect(lines(read)).toEqual([`warning schema-keyword-dropped ${P}/${keyword}`]);
    expect(message(read, 'schema-keyword-dropped')).toContain(`\`${keyword}\``);
    expect(message(read, 'schema-keyword-dropped')).toContain(advice);
  });

  test('is reported at every place', () => {
    const unit = { type: 'string', enum: ['c', 'f'], default: 'c' };
    const read = readToolDefinitions([tool({
      inputSchema: { type: 'object', additionalProperties: false, properties: { unit, units: { type: 'array', items: unit } } },
      outputSchema: { type: 'object', properties: { 'a/b~c': unit } },
    })]);
    expect(lines(read)).toEqual([
      '/0/inputSchema/additionalProperties',
      '/0/inputSchema/properties/unit/enum',
      '/0/inputSchema/properties/unit/default',
      '/0/inputSchema/properties/units/items/enum',
      '/0/inputSchema/properties/units/items/default',
      '/0/outputSchema/properties/a~1b~0c/enum',
      '/0/outputSchema/properties/a~1b~0c/default',
    ].map((at) => `warning schema-keyword-dropped ${at}`));
  });

  test('is not in the schema of the tool', () => {
    const read = readToolDefinitions(withProperty({ type: 'string', description: 'Unit', enum: ['c', 'f'], title: 'Unit' }));
    expect(read.tools[0].inputSchema).toEqual({ type: 'object', properties: { p: { type: 'string', description: 'Unit' } } });
  });

  test.each([
    ['anyOf', { anyOf: [{ type: 'string' }, { type: 'null' }], description: 'Unit' }],
    ['oneOf', { oneOf: [{ type: 'null' }, { type: 'string', description: 'inner' }], description: 'Unit' }],
    ['an array of types', { type: ['null', 'string'], description: 'Unit' }],
  ])('a value or null (%s) is seen as the value', (_, schema) => {
    const read = readToolDefinitions(withProperty(schema));
    expect(read.findings.map(({ id }) => id)).toEqual(['schema-keyword-dropped']);
    expect(read.tools[0].inputSchema).toEqual({ type: 'object', properties: { p: { type: 'string', description: 'Unit' } } });
  });

  test('a union that leaves no type is also an error', () => {
    expect(lines(readToolDefinitions(withProperty({ anyOf: [{ type: 'string' }, { type: 'integer' }] })))).toEqual([
      `warning schema-keyword-dropped ${P}/anyOf`,
      `error tool-schema-type-missing ${P}`,
    ]);
  });

  test('the fix for a misspelled key names the correct one', () => {
    expect(message(readToolDefinitions([{ ...tool({ inputSchema: undefined }), input_schema: {} }]), 'schema-keyword-dropped')).toContain('write `inputSchema`');
  });
});

test('all findings are collected, not only the first', () => {
  const read = readToolDefinitions([{ name: 'a b' }, 5, tool({ name: 'ok' }), { description: 'x', inputSchema: { type: 'array' } }]);
  expect(lines(read)).toEqual([
    'error tool-description-missing /0',
    'error tool-input-schema-missing /0',
    'error tool-not-an-object /1',
    'error tool-name-missing /3',
    'warning tool-schema-items-missing /3/inputSchema',
    'error tool-schema-top-level-type /3/inputSchema/type',
    'warning tool-name-characters /0/name',
  ]);
  expect(read.tools.map(({ name }) => name)).toEqual(['a b', 'ok']);
});

test('of two tools with the same name one is returned, and the message names both places', () => {
  const read = readToolDefinitions([WEATHER, tool({ description: 'another' })]);
  expect(read.tools).toEqual([WEATHER]);
  expect(message(read, 'tool-name-duplicate')).toMatch(/`get_weather`.*`\/0\/name`.*`\/1\/name`/);
});

test('the fix for an array under `tools` is to write only the array', () => {
  expect(message(readToolDefinitions({ tools: [WEATHER] }), 'tools-not-an-array')).toContain('write only the array under `tools`');
});

test('a schema that contains itself is reported', () => {
  const schema: any = { type: 'object', properties: {} };
  schema.properties.again = schema;
  expect(readToolDefinitions([tool({ inputSchema: schema })]).findings.map(({ id }) => id)).toEqual(['tool-schema-too-deep']);
});

describe('a value that is unresolved until deployment is not checked', () => {
  const TOKEN = '${Token[TOKEN.42]}';

  test.each([
    ['a description with a token', [tool({ description: TOKEN })], []],
    ['a description with an intrinsic function', [tool({ description: { 'Fn::Sub': 'In ${AWS::Region}' } })], []],
    ['a description in a schema', withProperty({ type: 'string', description: { Ref: 'Text' } }), []],
    ['a type', withProperty({ type: { Ref: 'Type' } }), []],
    ['a schema', withProperty({ 'Fn::If': ['Cond', { type: 'string' }, { type: 'number' }] }), []],
    ['properties', [tool({ inputSchema: { type: 'object', properties: { 'Fn::If': ['Cond', {}, {}] }, required: ['a'] } })], []],
    ['the required names', withProperty({ type: 'object', required: { Ref: 'Names' } }), []],
    ['a required name', withProperty({ type: 'object', required: [TOKEN] }), []],
    ['a name with a token', [tool({ name: `get ${TOKEN}` })], ['info tool-name-unresolved /0/name']],
    ['a name with an intrinsic function', [tool({ name: { Ref: 'Name' } })], ['info tool-name-unresolved /0/name']],
    ['a tool', [{ 'Fn::If': ['Cond', WEATHER, { Ref: 'AWS::NoValue' }] }], ['info tool-name-unresolved /0']],
    ['a list token', ['#{Token[TOKEN.7]}'], ['info tool-name-unresolved /0']],
    ['the document', { 'Fn::Transform': {} }, ['info document-unresolved']],
    ['the text of the document', TOKEN, ['info document-unresolved']],
  ])('%s', (_, document, expected) => {
    expect(lines(readToolDefinitions(document))).toEqual(expected);
  });

  test('a property called Ref is a property', () => {
    expect(lines(readToolDefinitions([tool({ inputSchema: { type: 'object', properties: { Ref: { type: 'string' } }, required: ['Ref'] } })]))).toEqual([]);
  });
});

describe('an inline payload in CloudFormation form', () => {
  test('is converted in keywords, but not in property names', () => {
    expect(fromCloudFormation([{
      Name: 'get_weather',
      Description: 'Get the weather.',
      InputSchema: {
        Type: 'object',
        Properties: { Place: { Type: 'string', Description: 'Where' }, Type: { Type: 'array', Items: { Type: 'object', Properties: { Items: { Type: 'string' } } } } },
        Required: ['Place', 'Type'],
      },
      OutputSchema: { Type: 'object', Properties: { Ref: { Type: 'string' } } },
    }])).toEqual([{
      name: 'get_weather',
      description: 'Get the weather.',
      inputSchema: {
        type: 'object',
        properties: { Place: { type: 'string', description: 'Where' }, Type: { type: 'array', items: { type: 'object', properties: { Items: { type: 'string' } } } } },
        required: ['Place', 'Type'],
      },
      outputSchema: { type: 'object', properties: { Ref: { type: 'string' } } },
    }]);
  });

  test('keeps keywords that CloudFormation does not have, so that they are reported', () => {
    const payload = fromCloudFormation([{
      Name: 'n', Description: 'd', InputSchema: { Type: 'object', Properties: { P: { AnyOf: [{ Type: 'string', Enum: ['A'] }, { Type: 'null' }] } } },
    }]);
    expect(lines(readToolDefinitions(payload))).toEqual([
      'warning schema-keyword-dropped /0/inputSchema/properties/P/anyOf',
      'warning schema-keyword-dropped /0/inputSchema/properties/P/anyOf/0/enum',
    ]);
  });

  test.each([
    ['an intrinsic function for the list', { Ref: 'Payload' }],
    ['an intrinsic function for a tool', [{ 'Fn::If': ['C', { Name: 'a' }, { Name: 'b' }] }]],
    ['something that is not a tool', ['x', 5, null]],
  ])('leaves %s as it is', (_, payload) => {
    expect(fromCloudFormation(payload)).toEqual(payload);
  });

  test('leaves intrinsic functions inside schemas as they are', () => {
    const condition = { 'Fn::If': ['C', { Type: 'string' }, { Type: 'number' }] };
    expect(fromCloudFormation([{ Name: { Ref: 'N' }, InputSchema: { Type: 'object', Properties: { p: condition } } }]))
      .toEqual([{ name: { Ref: 'N' }, inputSchema: { type: 'object', properties: { p: condition } } }]);
  });
});
