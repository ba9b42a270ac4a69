import { buildRequest } from '../../../local/openapi/request';
import { readSmithy } from '../../../src/schema/smithy';

const traits = (all: Record<string, unknown>) => ({ traits: Object.fromEntries(Object.entries(all).map(([name, value]) => [`smithy.api#${name}`, value])) });
const text = (all: Record<string, unknown> = {}) => ({ target: 'smithy.api#String', ...traits(all) });
const NS = 'com.example#';

/** A model with one operation, and its request with some arguments. */
function requestOf(http: object, members: object, args: object) {
  const model = {
    smithy: '2.0',
    shapes: {
      [`${NS}Service`]: { type: 'service', operations: [{ target: `${NS}Call` }], traits: { 'aws.protocols#restJson1': {}, 'aws.api#service': { sdkId: 'Test' } } },
      [`${NS}Call`]: { type: 'operation', input: { target: `${NS}Input` }, ...traits({ http }) },
      [`${NS}Input`]: { type: 'structure', members },
      [`${NS}Texts`]: { type: 'list', member: { target: 'smithy.api#String' } },
      [`${NS}Map`]: { type: 'map', key: { target: 'smithy.api#String' }, value: { target: 'smithy.api#String' } },
      [`${NS}Part`]: { type: 'structure', members: { a: { target: 'smithy.api#Integer' } } },
    },
  };
  const { operations = {} } = readSmithy(JSON.stringify(model));
  const { method, url, headers, body } = buildRequest(operations.Call, Buffer.from(JSON.stringify(args)), 'https://service.example.com');
  return { line: `${method} ${url.pathname}${url.search}`, headers, body: body?.toString() };
}

const GET = (uri: string) => ({ method: 'GET', uri, code: 200 });
const POST = (uri: string) => ({ method: 'POST', uri, code: 200 });

test('a label is a part of the path, and a greedy one several', () => {
  const members = { Bucket: text({ httpLabel: {}, required: {} }), Key: text({ httpLabel: {}, required: {} }) };
  expect(requestOf(GET('/{Bucket}/{Key+}'), members, { Bucket: 'a/b', Key: 'c d/e?f' }).line).toBe('GET /a%2Fb/c%20d/e%3Ff');
  expect(() => requestOf(GET('/{Bucket}/{Key+}'), members, { Bucket: 'a', Key: 'b/../../c' })).toThrow('makes a part of the path');
});

test('query members follow those of the operation, lists as several and maps by their keys', () => {
  const members = { ids: { target: `${NS}Texts`, ...traits({ httpQuery: 'id' }) }, more: { target: `${NS}Map`, ...traits({ httpQueryParams: {} }) } };
  expect(requestOf(GET('/things?list-type=2'), members, { ids: ['1', '2'], more: { a: 'b c' } }).line).toBe('GET /things?list-type=2&id=1&id=2&a=b%20c');
});

test('a header member is a header', () => {
  expect(requestOf(GET('/things'), { token: text({ httpHeader: 'X-Token' }) }, { token: 'a b' }).headers).toMatchObject({ 'x-token': 'a b' });
});

test('other members are the JSON body, by their JSON names; a body is there also when no member is given', () => {
  const members = { name: text(), size: { target: 'smithy.api#Integer', ...traits({ jsonName: 'Size' }) }, id: text({ httpLabel: {}, required: {} }) };
  expect(requestOf(POST('/things/{id}'), members, { id: '7', name: 'x', size: 3 })).toMatchObject({ line: 'POST /things/7', body: '{"name":"x","Size":3}' });
  expect(requestOf(POST('/things/{id}'), members, { id: '7' }).body).toBe('{}');
});

test('a payload member is the whole body', () => {
  expect(requestOf(POST('/things'), { part: { target: `${NS}Part`, ...traits({ httpPayload: {} }) } }, { part: { a: 1 } }).body).toBe('{"a":1}');
});

test('an operation without members has no body', () => {
  expect(requestOf(POST('/things'), {}, {}).body).toBeUndefined();
});
