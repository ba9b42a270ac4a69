import { lines, message } from './finding-lines';
import { asMcpTool, readMcpTools } from '../../src/schema/mcp-tools';

const SEARCH = {
  name: 'search-docs',
  title: 'Search',
  description: 'Search the documentation.',
  inputSchema: {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties: { query: { anyOf: [{ type: 'string', minLength: 1 }, { type: 'null' }], default: null }, kind: { $ref: '#/$defs/Kind' } },
    $defs: { Kind: { enum: ['page', 'section'] } },
    additionalProperties: false,
  },
  outputSchema: { type: 'object', properties: {} },
  annotations: { readOnlyHint: true },
};

const { title, annotations, ...rest } = SEARCH;
const TOOL = { ...rest, details: { title, annotations } };

function tool(change: object): object {
  return { ...SEARCH, ...change };
}

test('every other member of a tool is kept as written, also members of later versions', () => {
  const members = { icons: [{ src: 'https://example.com/i.png' }], execution: { taskSupport: 'optional' }, _meta: { 'com.example/a': [1] }, inventedLater: { a: null } };
  expect(readMcpTools(JSON.stringify([tool(members)])).tools[0].details).toEqual({ title, annotations, ...members });
});

test('a tool that was read is listed as it was written', () => {
  const written = tool({ icons: [{ src: 'https://example.com/i.png' }], inventedLater: 1 });
  expect(asMcpTool(readMcpTools(JSON.stringify([written])).tools[0])).toEqual(written);
});

test.each([
  ['a list', [SEARCH]],
  ['the result of tools/list', { tools: [SEARCH] }],
])('%s of tools is read, with all JSON Schema keywords', (_, document) => {
  expect(readMcpTools(JSON.stringify(document))).toEqual({ tools: [TOOL], findings: [] });
});

test.each([
  ['a text that is not JSON', undefined, 'error document-not-json'],
  ['null', null, 'error tools-not-an-array'],
  ['an object without tools', { result: { tools: [] } }, 'error tools-not-an-array'],
  ['tools that are an object', { tools: {} }, 'error tools-not-an-array'],
  ['one page of several', { tools: [SEARCH], nextCursor: 'abc' }, 'warning mcp-tools-incomplete /nextCursor'],
  ['a tool that is a string', ['search'], 'error tool-not-an-object /0'],
  ['no name', [tool({ name: undefined })], 'error tool-name-missing /0'],
  ['no input schema', [tool({ inputSchema: undefined })], 'error tool-input-schema-missing /0'],
  ['an input schema that is true', [tool({ inputSchema: true })], 'error tool-schema-not-an-object /0/inputSchema'],
  ['an input schema without a type', [tool({ inputSchema: { properties: {} } })], 'error tool-schema-top-level-type /0/inputSchema'],
  ['an output schema of another type', [tool({ outputSchema: { type: 'string' } })], 'error tool-schema-top-level-type /0/outputSchema/type'],
  ['no description', { tools: [tool({ description: undefined })] }, 'warning tool-without-description /tools/0'],
  ['two tools with one name', { tools: [SEARCH, SEARCH] }, 'error tool-name-duplicate /tools/1/name'],
  ['a name with a dot', [tool({ name: 'docs.search' })], 'warning tool-name-characters /0/name'],
])('%s', (_, document, expected) => {
  expect(lines(readMcpTools(document === undefined ? 'tools: []' : JSON.stringify(document)))).toEqual([expected]);
});

test('the finding about one page has a fix', () => {
  expect(message(readMcpTools(JSON.stringify({ tools: [], nextCursor: 'x' })), 'mcp-tools-incomplete')).toContain('fetch the other pages');
});
