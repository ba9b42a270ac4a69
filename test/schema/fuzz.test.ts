import * as fc from 'fast-check';
import { fixture } from './fixtures/fixture';
import { readApiGatewayTools } from '../../src/schema/api-gateway';
import { pointer } from '../../src/schema/json';
import { readMcpTools } from '../../src/schema/mcp-tools';
import { readOpenApi } from '../../src/schema/openapi';
import { readSmithy } from '../../src/schema/smithy';
import type { ReadTools } from '../../src/schema/tool';
import { fromCloudFormation, readToolDefinitions } from '../../src/schema/tool-definitions';

const LAMBDA_TOOLS = [{
  name: 'a',
  description: 'b',
  inputSchema: { type: 'object', properties: { c: { anyOf: [{ type: 'array', items: { type: 'string', enum: ['d'] } }, { type: 'null' }] } }, required: ['c'] },
  outputSchema: { type: 'object' },
}];

type Reader = (document: unknown) => ReadTools;

const READERS: [string, unknown, Reader][] = [
  ['Lambda tools', LAMBDA_TOOLS, readToolDefinitions],
  ['CloudFormation tools', LAMBDA_TOOLS, (document) => readToolDefinitions(fromCloudFormation(document))],
  ['OpenAPI', fixture('petstore.openapi.json'), (document) => readOpenApi(JSON.stringify(document))],
  ['Smithy', fixture('shop.smithy.json'), (document) => readSmithy(JSON.stringify(document))],
  ['MCP tools', { tools: LAMBDA_TOOLS }, (document) => readMcpTools(JSON.stringify(document))],
];

/** Values from real documents, for places where they are invalid. */
const anyValue = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>('${Token[TOKEN.1]}', { Ref: 'X' }, '#', '/', '{', '{}', '*', '', [], {}, null, 1, true, '__proto__', { $ref: '#' }, { $ref: '#/paths' }, { target: 'smithy.api#Unit' }),
);

/** All places in a document, as paths. */
function places(value: unknown, keys: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [keys];
  return [keys, ...Object.entries(value).flatMap(([key, child]) => places(child, [...keys, key]))];
}

/** Copies a document and replaces one value. */
function replace(value: any, [key, ...rest]: string[], by: unknown): unknown {
  if (key === undefined) return by;
  const entries = Object.entries(value).map(([k, v]) => [k, k === key ? replace(v, rest, by) : v]);
  return Array.isArray(value) ? entries.map(([, v]) => v) : Object.fromEntries(entries);
}

/** One `expect` per document: thousands of them are slow. */
function expectWellFormed({ tools, findings }: ReadTools): void {
  const names = tools.map(({ name }) => name);
  expect({
    names: new Set(names.filter((name) => typeof name === 'string')).size,
    oddFindings: findings.filter(({ id, document, message, fix }) => !/^[a-z-]+$/.test(id) || !/^(\/|$)/.test(document!.pointer) || ![message, fix].every((text) => /^[^\n]+[^.]$/.test(text))),
  }).toEqual({ names: names.length, oddFindings: [] });
}

describe.each(READERS)('%s', (_, document, read) => {
  test('never throws on any JSON', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => expectWellFormed(read(value))), { numRuns: Number(process.env.FUZZ_RUNS ?? 200) });
  });

  test('never throws when one value of a valid document is replaced', () => {
    fc.assert(fc.property(fc.constantFrom(...places(document)), anyValue, (place, value) => {
      expectWellFormed(read(replace(document, place, value)));
    }), { numRuns: Number(process.env.FUZZ_RUNS ?? 500) });
  });

  test('reports no errors for the valid document', () => {
    expect(read(document).findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

test.each<[string, (text: string) => ReadTools]>([['OpenAPI', readOpenApi], ['Smithy', readSmithy], ['MCP tools', readMcpTools]])('%s never throws on any text', (_, read) => {
  fc.assert(fc.property(fc.string(), (text) => expectWellFormed(read(text))));
});

test('API Gateway never throws, and returns only tools that a filter selects', () => {
  const path = fc.oneof(fc.string(), fc.constantFrom('/', '/pets', '/pets/{id}', '/pets/*', '/*', '/{proxy+}', '${Token[TOKEN.1]}'));
  const method = fc.oneof(fc.string(), fc.constantFrom('GET', 'POST', 'ANY', 'get'));
  const name = fc.string();
  fc.assert(fc.property(fc.record({
    methods: fc.array(fc.record({ path, method, operationName: fc.option(name, { nil: undefined }) })),
    toolFilters: fc.array(fc.record({ filterPath: path, methods: fc.array(method) })),
    toolOverrides: fc.array(fc.record({ path, method, name })),
  }), (api) => {
    const read = readApiGatewayTools(api);
    expectWellFormed(read);
    if (api.toolFilters.length === 0) expect(read.tools).toEqual([]);
  }));
});

test('a pointer resolves with any key', () => {
  expect(pointer('', 'a/b', '~', 0)).toBe('/a~1b/~0/0');
});
