import * as fc from 'fast-check';
import { buildRequest, HttpRequest } from '../../../local/openapi/request';
import { readOpenApi } from '../../../src/schema/openapi';

// swagger-client publishes no types.
const swagger = jest.requireActual<{ buildRequest: (options: object) => { url: string; method: string; headers: Record<string, string>; body?: string } }>('swagger-client');

/** A document with one operation. */
function documentOf(operation: object, path = '/things', method = 'post', servers: object[] = [{ url: 'https://api.example.com/v1' }]): object {
  return { openapi: '3.0.3', info: { title: 'Test', version: '1' }, servers, paths: { [path]: { [method]: { operationId: 'call', responses: {}, ...operation } } } };
}

function requestOf(document: object, args: object | string): HttpRequest {
  const { operations = {}, findings } = readOpenApi(JSON.stringify(document));
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  return buildRequest(operations.call, Buffer.from(typeof args === 'string' ? args : JSON.stringify(args)), operations.call.server!);
}

/** What swagger-client makes of the same call. */
function oracle(document: object, parameters: object, requestBody?: unknown) {
  const { url, method, headers, body } = swagger.buildRequest({ spec: document, operationId: 'call', parameters, ...requestBody === undefined ? {} : { requestBody } });
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return { method, url: new URL(url).href, headers: lower, ...body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) } };
}

function comparable({ method, url, headers, body }: HttpRequest) {
  return { method, url: url.href, headers, ...body ? { body: body.toString() } : {} };
}

// ---- parameters

const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 });
const headerText = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 12 });
const primitive = (string: fc.Arbitrary<string>) => fc.oneof(string, fc.integer(), fc.boolean(), fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0));
const key = fc.stringMatching(/^[a-z]{1,6}$/);
const value = (string: fc.Arbitrary<string>, keys = key) => fc.oneof(
  primitive(string),
  fc.array(primitive(string), { minLength: 1, maxLength: 4 }),
  fc.dictionary(keys, primitive(string), { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
);

function schemaOf(given: unknown): object {
  if (Array.isArray(given)) return { type: 'array', items: {} };
  return { type: typeof given === 'object' ? 'object' : typeof given };
}

const inQuery = (keys = key) => fc.record({ value: value(text, keys), explode: fc.option(fc.boolean(), { nil: undefined }), style: fc.constantFrom(undefined, 'form') });
const path = fc.record({ value: value(text.filter((given) => !['.', '..'].includes(given))), explode: fc.option(fc.boolean(), { nil: undefined }), style: fc.constantFrom(undefined, 'simple') });
const header = fc.record({ value: value(headerText), explode: fc.option(fc.boolean(), { nil: undefined }), style: fc.constantFrom(undefined, 'simple') });

function parameter(name: string, place: string, { value: given, ...settings }: { value: unknown }): object {
  return { name, in: place, ...place === 'path' ? { required: true } : {}, schema: schemaOf(given), ...JSON.parse(JSON.stringify(settings)) as object };
}

test('parameters in every place and style are written as swagger-client writes them', () => {
  fc.assert(fc.property(path, inQuery(), inQuery(fc.stringMatching(/^[A-Z]{1,6}$/)), header, (inPath, first, second, inHeader) => {
    const document = documentOf({
      parameters: [parameter('id', 'path', inPath), parameter('first', 'query', first), parameter('second q', 'query', second), parameter('X-Given', 'header', inHeader)],
    }, '/things/{id}/parts', 'get');
    const args = { 'id': inPath.value, 'first': first.value, 'second q': second.value, 'X-Given': inHeader.value };
    expect(comparable(requestOf(document, args))).toEqual(oracle(document, args));
  }), { numRuns: 200 });
});

test.each(['spaceDelimited', 'pipeDelimited'])('lists in the style %s are written as swagger-client writes them', (style) => {
  fc.assert(fc.property(fc.array(primitive(text), { minLength: 1, maxLength: 4 }), fc.boolean(), (items, explode) => {
    const document = documentOf({ parameters: [{ name: 'q', in: 'query', style, explode, schema: { type: 'array', items: {} } }] }, '/things', 'get');
    expect(comparable(requestOf(document, { q: items }))).toEqual(oracle(document, { q: items }));
  }));
});

test('reserved characters stay where the parameter allows them', () => {
  fc.assert(fc.property(fc.stringMatching(/^[a-z:/?@!$'()*,;=[\]]{1,12}$/), (given) => {
    const document = documentOf({ parameters: [{ name: 'q', in: 'query', allowReserved: true, schema: { type: 'string' } }] }, '/things', 'get');
    expect(comparable(requestOf(document, { q: given }))).toEqual(oracle(document, { q: given }));
  }));
});

test('a parameter with a media type is a JSON document', () => {
  fc.assert(fc.property(fc.dictionary(key, fc.jsonValue(), { noNullPrototype: true }), (given) => {
    const document = documentOf({ parameters: [{ name: 'filter', in: 'query', content: { 'application/json': { schema: {} } } }] }, '/things', 'get');
    const decoded = (url: string) => decodeURIComponent(new URL(url).search);
    expect(decoded(requestOf(document, { filter: given }).url.href)).toBe(decoded(oracle(document, { filter: given }).url));
  }));
});

const word = fc.stringMatching(/^[\wé €-]{1,10}$/);

const COOKIES = documentOf({
  parameters: [{ name: 'session', in: 'cookie', schema: { type: 'string' } }, { name: 'tags', in: 'cookie', explode: false, schema: { type: 'array', items: {} } }],
}, '/things', 'get');

test('a cookie is written as swagger-client writes it', () => {
  fc.assert(fc.property(fc.oneof(fc.record({ session: word }), fc.record({ tags: fc.array(word, { minLength: 1, maxLength: 3 }) })), (args) => {
    const commas = (cookie: string | undefined) => cookie?.replaceAll('%2C', ',');
    expect(commas(requestOf(COOKIES, args).headers.cookie)).toBe(commas(oracle(COOKIES, args).headers.cookie));
  }));
});

test('all cookies are one header', () => {
  expect(requestOf(COOKIES, { session: 'a b', tags: ['c', 'd;e'] }).headers.cookie).toBe('session=a%20b; tags=c,d%3Be');
});

test('the URL of the server has the defaults of its variables', () => {
  const servers = [{ url: 'https://{region}.example.com:{port}/{base}', variables: { region: { default: 'eu', enum: ['eu', 'us'] }, port: { default: '8443' }, base: { default: 'v2/api' } } }];
  const document = documentOf({}, '/things', 'get', servers);
  expect(comparable(requestOf(document, {}))).toEqual(oracle(document, {}));
  expect(requestOf(document, {}).url.href).toBe('https://eu.example.com:8443/v2/api/things');
});

// ---- bodies

const properties = fc.dictionary(key, fc.jsonValue({ maxDepth: 2 }), { minKeys: 1, maxKeys: 4, noNullPrototype: true });

function bodyDocument(mediaType: string, given: object, encoding?: object): object {
  const schema = { type: 'object', properties: Object.fromEntries(Object.entries(given).map(([name, item]) => [name, schemaOf(item)])) };
  return documentOf({ requestBody: { required: true, content: { [mediaType]: { schema, ...encoding ? { encoding } : {} } } } });
}

test('the arguments of a JSON body are its properties', () => {
  fc.assert(fc.property(properties, (given) => {
    const document = bodyDocument('application/json', given);
    const { body, headers } = requestOf(document, given);
    expect(body!.toString()).toBe(JSON.stringify(given));
    expect(headers['content-type']).toBe(oracle(document, {}, given).headers['content-type']);
  }));
});

test('the fields of a form are written as swagger-client writes them', () => {
  const field = fc.oneof(primitive(text), fc.dictionary(key, primitive(text), { minKeys: 1, maxKeys: 3, noNullPrototype: true }));
  fc.assert(fc.property(fc.dictionary(key, field, { minKeys: 1, maxKeys: 4, noNullPrototype: true }), (given) => {
    const document = bodyDocument('application/x-www-form-urlencoded', given);
    expect(comparable(requestOf(document, given))).toEqual(oracle(document, {}, given));
  }));
});

test.each([true, false])('a list in a form is written as its encoding says: explode %s', (explode) => {
  fc.assert(fc.property(fc.array(primitive(text), { minLength: 1, maxLength: 4 }), (list) => {
    const document = bodyDocument('application/x-www-form-urlencoded', { list }, { list: { style: 'form', explode } });
    expect(comparable(requestOf(document, { list }))).toEqual(oracle(document, {}, { list }));
  }));
});

test('a form of several parts has one part for each value', () => {
  const given = { name: 'São "Paulo"', tags: ['a', 'b'], more: { a: 1 } };
  const { body, headers } = requestOf(bodyDocument('multipart/form-data', given), given);
  return new Response(new Uint8Array(body!), { headers }).formData().then((form) => {
    expect(form.get('name')).toBe('São "Paulo"');
    expect(form.getAll('tags')).toEqual(['a', 'b']);
    expect(form.get('more')).toBe('{"a":1}');
  });
});

// ---- what swagger-client does not have

test('integers beyond 2^53 arrive as they were sent', () => {
  const document = documentOf({
    parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }, { name: 'ids', in: 'query', schema: { type: 'array', items: { type: 'integer' } } }],
    requestBody: { content: { 'application/json': { schema: { type: 'object', properties: { amount: { type: 'integer' } } } } } },
  }, '/things/{id}');
  const { url, body } = requestOf(document, '{"id": 9007199254740993, "ids": [9007199254740993, 1], "amount": 12345678901234567890}');
  expect(url.pathname + url.search).toBe('/v1/things/9007199254740993?ids=9007199254740993&ids=1');
  expect(body?.toString()).toBe('{"amount":12345678901234567890}');
});

test('a body that is no object is the argument `body`', () => {
  const document = documentOf({ requestBody: { content: { 'application/json': { schema: { type: 'array', items: {} } } } } });
  expect(requestOf(document, { body: [1, 'a'] }).body?.toString()).toBe('[1,"a"]');
  expect(requestOf(document, {}).body).toBeUndefined();
});

const ID = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };

test.each([
  ['a required argument is missing', documentOf({ parameters: [ID] }, '/things/{id}'), {}, 'the required argument id is missing'],
  ['the whole body is missing', documentOf({ requestBody: { required: true, content: { 'application/json': { schema: { type: 'array' } } } } }), {}, 'the required argument body is missing'],
  ['an argument would lead to another path', documentOf({ parameters: [ID] }, '/things/{id}/parts'), { id: '..' }, 'makes a part of the path'],
  ['a header cannot have the characters', documentOf({ parameters: [{ name: 'X-A', in: 'header', schema: {} }] }), { 'X-A': 'a\r\nHost: b' }, 'characters that a header cannot have'],
  ['a header is part of the message', documentOf({ parameters: [{ name: 'Host', in: 'header', schema: {} }] }), { Host: 'evil.example.com' }, 'part of the message'],
  ['the body is XML', documentOf({ requestBody: { content: { 'application/xml': { schema: { type: 'object', properties: { a: {} } } } } } }), { a: 1 }, 'cannot be written as application/xml'],
])('no request is made when %s', (_, document, args, message) => {
  expect(() => requestOf(document, args)).toThrow(message);
});

test('no argument leaves the path of its operation or the host of the server', () => {
  fc.assert(fc.property(fc.oneof(text, fc.constantFrom('../../admin', '..%2f', '%2e%2e', '\\..', '//evil.example.com', '?a#b', '@evil.example.com')), (id) => {
    fc.pre(id !== '.' && id !== '..');
    const { url } = requestOf(documentOf({ parameters: [ID] }, '/things/{id}/parts', 'get'), { id });
    expect(url.origin).toBe('https://api.example.com');
    expect(url.pathname).toMatch(/^\/v1\/things\/[^/]*\/parts$/);
    expect(decodeURIComponent(url.pathname.split('/')[3])).toBe(id);
  }));
});
