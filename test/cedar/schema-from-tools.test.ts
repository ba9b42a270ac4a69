import { schemaToJson } from '@cedar-policy/cedar-wasm/nodejs';
import { comparable, officialSchema } from './official-generator';
import { toolsToCedarSchema } from '../../src/cedar/schema-from-tools';
import type { ToolTarget } from '../../src/cedar/schema-from-tools';
import type { JsonSchema, Tool } from '../../src/schema/tool';

const text = { type: 'string' };

/** One tool of a target `orders`, with these arguments. */
function tool(properties: JsonSchema, required: string[] = [], more: JsonSchema = {}): Tool[] {
  return [{ name: 'get', description: 'd', inputSchema: { type: 'object', properties, required, ...more } }];
}

const SHAPES: [name: string, tools: Tool[]][] = [
  ['every scalar', tool({ s: text, i: { type: 'integer' }, n: { type: 'number' }, f: { type: 'float' }, b: { type: 'boolean' }, z: { type: 'null' } }, ['s', 'n'])],
  ['a tool without arguments', [{ name: 'ping', inputSchema: { type: 'object' } }]],
  ['keywords other than properties at the top', [{ name: 'ping', inputSchema: { anyOf: [text], additionalProperties: text } }]],
  ['enums, alone and in a list', tool({ e: { type: 'string', enum: ['b', 'a'] }, list: { type: 'array', items: { type: 'string', enum: ['x'] } } })],
  ['an enum of integers', tool({ e: { type: 'integer', enum: [1, 2] } })],
  ['every format', tool(Object.fromEntries(['date', 'date-time', 'duration', 'ipv4', 'ipv6', 'decimal', 'email', 'uri'].map((format, i) => [`f${i}`, { type: 'string', format }])))],
  ['nested objects', tool({ o: { type: 'object', properties: { x: text, inner: { type: 'object', properties: { q: { type: 'integer' } } } }, required: ['x'] } })],
  ['an object without properties', tool({ o: { type: 'object' } })],
  ['additional properties of one schema', tool({ o: { type: 'object', additionalProperties: text } })],
  ['additional properties beside properties', tool({ my_map: { type: 'object', properties: { k: text }, additionalProperties: { type: 'object', properties: { d: text } } } }, ['my_map'])],
  ['additional properties of any schema', tool({ a: { type: 'object', additionalProperties: true }, b: { type: 'object', additionalProperties: false } })],
  ['lists of lists, and of objects', tool({ l: { type: 'array', items: { type: 'object', properties: { a: text } } }, ll: { type: 'array', items: { type: 'array', items: text } } })],
  ['lists without a schema', tool({ a: { type: 'array' }, b: { type: 'array', items: true } })],
  ['a tuple', tool({ t: { type: 'array', prefixItems: [text, { type: 'object', properties: { a: text } }], items: false } })],
  ['open tuples', tool({ a: { type: 'array', prefixItems: [text, text], items: text }, b: { type: 'array', prefixItems: [{ type: 'integer' }], items: text }, c: { type: 'array', prefixItems: [text] } })],
  ['a nullable field', tool({ a: { anyOf: [text, { type: 'null' }] }, b: { type: ['integer', 'null'] } })],
  ['unions of objects and enums', tool({ u: { oneOf: [{ type: 'object', properties: { a: text } }, { type: 'string', enum: ['x'] }, { type: 'array', items: text }] } })],
  ['a type list with an object', tool({ u: { type: ['object', 'string'], properties: { a: text }, required: ['a'] } })],
  ['a type list of one', tool({ u: { type: ['string'], enum: ['a'], format: 'date' } })],
  ['schemas without a type', tool({ a: {}, b: { allOf: [text] }, c: { const: 1 }, d: { enum: ['a'] }, e: { type: true } })],
  ['definitions', tool({ r: { $ref: '#/$defs/Item' }, again: { $ref: '#/$defs/Item' } }, ['r'],
    { $defs: { Item: { type: 'object', properties: { kind: { $ref: '#/$defs/Kind' }, size: { $ref: '#/$defs/Size' } } }, Kind: { type: 'string', enum: ['q'] }, Size: { type: 'integer' }, Same: { $ref: '#/$defs/Item' } } })],
  ['an unused definition', tool({ s: text }, [], { $defs: { Z: { type: 'object', properties: { k: text } } } })],
  ['two tools with the same fields', [...tool({ e: { type: 'string', enum: ['a'] } }), { name: 'put', inputSchema: { type: 'object', properties: { e: { type: 'string', enum: ['a'] }, n: { type: 'null' } } } }]],
  ['fields named like Cedar types', tool({ Bool: { type: 'object', properties: { a: text } }, String: { type: 'boolean' }, id: text })],
  ['`required` with a property that does not exist', tool({ s: text }, ['s', 'other'])],
];

/** Schemas for which the official generator fails for all tools, but this one does not. */
const REFUSALS: [name: string, target: ToolTarget, refusal: RegExp, reason: string][] = [
  ['a target name with a hyphen', { name: 'ts-mcp', tools: tool({ s: text }) }, /unexpected token `-`/, 'type names are derived from tool names; the service accepts such targets'],
  ['a target name that starts with a digit', { name: '3d-print', tools: tool({ s: text }) }, /unexpected token/, 'likewise'],
  ['a tool name with a dot', { name: 'orders', tools: [{ name: 'a.b', inputSchema: {} }] }, /unexpected token `\.`/, 'likewise'],
  ['a field with a hyphen', { name: 'orders', tools: tool({ 'a-b': text }) }, /unexpected token `-`/, 'type names are derived from field names'],
  ['a field that is a Cedar keyword', { name: 'orders', tools: tool({ in: text }) }, /reserved/, 'likewise; policies write context.input["in"]'],
  ['a field with non-ASCII letters', { name: 'orders', tools: tool({ größe: text }) }, /invalid token/, 'likewise'],
  ['a field without a name', { name: 'orders', tools: tool({ '': text }) }, /unexpected end of input/, 'likewise'],
  ['two fields with the same type name', { name: 'orders', tools: tool({ a: { type: 'object', properties: { b_c: { type: 'string', enum: ['1'] } } }, a_b: { type: 'object', properties: { c: { type: 'string', enum: ['2'] } } } }) }, /Conflicting/, 'the second type gets a number'],
  ['`#/definitions/`', { name: 'orders', tools: tool({ r: { $ref: '#/definitions/X' } }, [], { definitions: { X: text } }) }, /failed to parse JSON/, 'the keyword of older JSON Schema drafts'],
  ['a `$ref` into properties', { name: 'orders', tools: tool({ a: text, b: { $ref: '#/properties/a' } }) }, /failed to parse JSON/, 'a valid JSON pointer'],
  ['a list as definition', { name: 'orders', tools: tool({ r: { $ref: '#/$defs/L' } }, [], { $defs: { L: { type: 'array', items: { type: 'object', properties: { a: text } } } } }) }, /Conflicting/, 'the array and its element have the same type name'],
  ['a boolean schema', { name: 'orders', tools: tool({ any: true }) }, /failed to parse JSON/, 'valid JSON Schema'],
  ['a tool without an input schema', { name: 'orders', tools: [{ name: 'ping' }] }, /failed to parse JSON/, 'the document has no schema'],
  ['an enum with null', { name: 'orders', tools: tool({ e: { type: 'string', enum: ['a', null] } }) }, /failed to parse JSON/, 'its type in policies is String'],
];

describe('the schema equals that of the official generator', () => {
  test.each(SHAPES)('for %s', (_name, tools) => {
    const official = officialSchema(tools.map((one) => ({ ...one, name: `orders___${one.name}` })));
    const ours = toolsToCedarSchema([{ name: 'orders', tools }]);

    expect(official.refusal).toBeUndefined();
    expect(comparable(ours.schema)).toEqual(comparable(official.schema));
  });
});

describe('the schema is valid where the official generator rejects every tool', () => {
  test.each(REFUSALS)('for %s', (_name, target, refusal) => {
    const official = officialSchema(target.tools === 'unknown' ? [] : target.tools.map((one) => ({ ...one, name: `${target.name}___${one.name}` })));
    const ours = toolsToCedarSchema([target]);

    expect(official.refusal).toMatch(refusal);
    expect(schemaToJson(ours.schema as never)).toMatchObject({ type: 'success' });
    expect(ours.actions.length + ours.unknownArguments.length).toBe(1);
  });
});

test.each([...SHAPES.map(([name, tools]): [string, ToolTarget] => [name, { name: 'orders', tools }]), ...REFUSALS.map(([name, target]): [string, ToolTarget] => [name, target])])(
  'the text says the same as the data for %s', (_name, target) => {
    const { schema, text: schemaText } = toolsToCedarSchema([target]);
    const parsed = schemaToJson(schemaText);

    expect(parsed).toMatchObject({ type: 'success' });
    expect(comparable((parsed as any).json)).toEqual(comparable(schema));
  });

test('the schema text is formatted', () => {
  const { text: schemaText } = toolsToCedarSchema([{ name: 'orders', tools: tool({ 'amount': { type: 'number' }, 'in': text, 'a-b': { type: 'string', enum: ['x"y'] } }, ['amount']) }]);

  expect(schemaText).toContain(`
  type orders___getInput = {
    "a-b"?: AgentCore::orders___get_Input_a_b,
    amount: decimal,
    "in"?: String
  };
`);
  expect(schemaText).toContain('  entity orders___get_Input_a_b enum ["x\\"y"];\n');
  expect(schemaText).toContain(`
  action "orders___get" in ["orders"] appliesTo {
    principal: [OAuthUser, IamEntity, UnauthenticatedUser],
    resource: [Gateway],
    context: {
      input: AgentCore::orders___getInput,
      system: SystemContext
    }
  };
`);
});

describe('schemas without an exact Cedar type are reported', () => {
  test.each<[string, Tool[], string, RegExp]>([
    ['recursion', tool({ node: { $ref: '#/$defs/Node' } }, [], { $defs: { Node: { type: 'object', properties: { next: { $ref: '#/$defs/Node' } } } } }), 'recursive-ref', /contains itself/],
    ['recursion through two definitions', tool({ a: { $ref: '#/$defs/A' } }, [], { $defs: { A: { $ref: '#/$defs/B' }, B: { $ref: '#/$defs/A' } } }), 'recursive-ref', /contains itself/],
    ['a reference that does not exist', tool({ a: { $ref: '#/$defs/Nope' } }), 'unresolved-ref', /`#\/\$defs\/Nope` does not exist/],
    ['a reference into another document', tool({ a: { $ref: 'https://example.com/x.json' } }), 'unresolved-ref', /does not exist/],
    ['an unknown type', tool({ a: { type: 'money' } }), 'unusable-schema', /`money`/],
    ['a schema that is not an object', tool({ a: 5 }), 'unusable-schema', /is not an object/],
    ['an empty enum', tool({ a: { type: 'string', enum: [] } }), 'unusable-enum', /is not an array of strings/],
    ['the second of two tools with the same name', [...tool({ a: text }), ...tool({ b: text })], 'duplicate-tool', /exists twice/],
  ])('%s', (_name, tools, id, message) => {
    const { diagnostics, schema } = toolsToCedarSchema([{ name: 'orders', tools }]);

    expect(diagnostics).toEqual([expect.objectContaining({ id, action: 'orders___get', severity: 'warning', message: expect.stringMatching(message) })]);
    expect(schemaToJson(schema as never)).toMatchObject({ type: 'success' });
  });

  test('unlimited nesting', () => {
    let schema: JsonSchema = text;
    for (let i = 0; i < 100; i++) schema = { type: 'object', properties: { a: schema } };

    expect(toolsToCedarSchema([{ name: 'orders', tools: tool({ deep: schema }) }]).diagnostics).toEqual([expect.objectContaining({ id: 'too-deep' })]);
  });

  test('a schema near the limit, and one over it', () => {
    const tools = (count: number): Tool[] => Array.from({ length: count }, (_, i) => ({ ...tool(Object.fromEntries(Array.from({ length: 6 }, (__, f) => [`field_number_${f}`, text])))[0], name: `tool_${i}` }));

    const severities = [100, 780, 1500].map((count) => toolsToCedarSchema([{ name: 'orders', tools: tools(count) }]).diagnostics.map(({ severity }) => severity));
    expect(severities).toEqual([[], ['warning'], ['error']]);
  });
});

test('targets whose tools are unknown are action groups without members', () => {
  const { schema, unknownTargets, actions } = toolsToCedarSchema([{ name: 'crm', tools: 'unknown' }]);

  expect(unknownTargets).toEqual(['crm']);
  expect(actions).toEqual([]);
  expect(schema.AgentCore.actions.crm).toEqual({ memberOf: [{ id: 'CallTool' }], appliesTo: { principalTypes: [], resourceTypes: [] } });
});

test('targets that are agents or models have their own base actions', () => {
  const { schema } = toolsToCedarSchema([
    { name: 'agent', kind: 'agent', tools: [{ name: 'POST:/invocations' }] },
    { name: 'llm', kind: 'model', tools: [{ name: 'POST:/v1/chat/completions' }] },
  ]);

  expect(schema.AgentCore.actions.agent.memberOf).toEqual([{ id: 'InvokeAgent' }]);
  expect(schema.AgentCore.actions['llm___POST:/v1/chat/completions'].memberOf).toEqual([{ id: 'llm' }]);
});

test('a target may have the name of an Object member', () => {
  const { schema } = toolsToCedarSchema([{ name: 'constructor', tools: tool({ s: text }) }]);

  expect(schema.AgentCore.actions).toHaveProperty('constructor.memberOf', [{ id: 'CallTool' }]);
});

test('a field named __proto__ is an ordinary field', () => {
  const { schema } = toolsToCedarSchema([{ name: 'orders', tools: tool(JSON.parse('{"__proto__":{"type":"string"},"constructor":{"type":"integer"}}')) }]);

  expect(Object.keys((schema.AgentCore.commonTypes.orders___getInput as any).attributes)).toEqual(['__proto__', 'constructor']);
});
