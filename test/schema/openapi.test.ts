import { lines, message } from './finding-lines';
import { fixture, fixtureText } from './fixtures/fixture';
import { readOpenApi } from '../../src/schema/openapi';
import type { ReadTools } from '../../src/schema/tool';

const PETSTORE = 'petstore.openapi.json';

/** The pet store with one change. */
function petstore(change: (document: any) => void): ReadTools {
  const document = fixture(PETSTORE);
  change(document);
  return readOpenApi(JSON.stringify(document));
}

const LIST = '/paths/~1pets/get';
const CREATE = '/paths/~1pets/post';
const GET = '/paths/~1pets~1{petId}/get';

describe('a valid document', () => {
  const { tools, findings } = readOpenApi(fixtureText(PETSTORE));

  test('has no findings', () => {
    expect(findings).toEqual([]);
  });

  test('has one tool for each operation, with operationId as its name', () => {
    expect(tools.map(({ name }) => name)).toEqual(['listPets', 'createPet', 'getPet', 'tagPet']);
  });

  test('has the description or else the summary as tool description', () => {
    expect(tools.map(({ description }) => description)).toEqual([
      'List pets, newest first',
      'Adds a pet to the store and returns it with its id.',
      'Get one pet by its id.',
      'Replace the tags of a pet.',
    ]);
  });

  test('has parameters as input, with references resolved and without HTTP headers', () => {
    expect(tools[0].inputSchema).toEqual({
      type: 'object',
      properties: {
        pageSize: { type: 'integer', default: 20, description: 'How many pets to return' },
        status: { type: 'string', enum: ['available', 'pending', 'sold'] },
      },
    });
  });

  test('has the properties of the body as input', () => {
    const tag = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] };
    expect(tools[1].inputSchema).toEqual({
      type: 'object',
      properties: {
        name: { type: 'string', description: 'What the pet is called' },
        status: { type: 'string', enum: ['available', 'pending', 'sold'] },
        tags: { type: 'array', items: tag },
      },
      required: ['name'],
    });
  });

  test('has a body that is not an object as `body`, beside the path parameters', () => {
    expect(tools[3].inputSchema).toEqual({
      type: 'object',
      properties: {
        petId: { type: 'integer', format: 'int64', description: 'The id of the pet' },
        body: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] }, description: 'All tags of the pet' },
      },
      required: ['petId'],
    });
  });
});

describe('the request of a tool', () => {
  const { operations = {} } = readOpenApi(fixtureText(PETSTORE));

  test('has method, path, and the place of each argument, with the defaults of OpenAPI', () => {
    expect(operations.listPets).toMatchObject({
      method: 'GET',
      path: '/pets',
      parameters: [
        { argument: 'pageSize', name: 'pageSize', in: 'query', style: 'form', explode: true, required: false },
        { argument: 'status', in: 'query' },
      ],
      accept: ['application/json'],
    });
    expect(operations.tagPet).toMatchObject({ path: '/pets/{petId}', parameters: [{ name: 'petId', in: 'path', style: 'simple', explode: false, required: true }] });
  });

  test('has the media type of the body, and the arguments that are its properties', () => {
    expect(operations.createPet.body).toEqual({ mediaType: 'application/json; charset=utf-8', required: true, properties: { name: 'name', status: 'status', tags: 'tags' } });
    expect(operations.tagPet.body).toMatchObject({ mediaType: 'application/json', argument: 'body' });
  });

  test('has the server of the operation, else that of the path, else that of the document, with the defaults of its variables', () => {
    const url = (place: (document: any) => any, server: object) => petstore((d) => { place(d).servers = [server]; }).operations!.listPets.server;
    const variables = { url: 'https://{env}.example.com/{version}', variables: { env: { default: 'test' }, version: { enum: ['v1', 'v2'] } } };
    expect(url((d) => d, variables)).toBe('https://test.example.com/v1');
    expect(url((d) => d.paths['/pets'], { url: 'https://path.example.com' })).toBe('https://path.example.com');
    expect(url((d) => d.paths['/pets'].get, { url: 'https://operation.example.com' })).toBe('https://operation.example.com');
  });

  test('leaves out a property of the body that has the name of a parameter', () => {
    const { operations: changed } = petstore((d) => { d.paths['/pets'].post.parameters = [{ name: 'name', in: 'query', schema: { type: 'string' } }]; });
    expect(Object.keys(changed!.createPet.body!.properties!)).toEqual(['status', 'tags']);
  });
});

describe('the input of a tool', () => {
  test('has no required body properties when the body is optional', () => {
    const { tools } = petstore((d) => { delete d.paths['/pets'].post.requestBody.required; });
    expect(tools[1].inputSchema?.required).toBeUndefined();
  });

  test('prefers a parameter of the operation to one of the path', () => {
    const { tools } = petstore((d) => {
      d.paths['/pets/{petId}'].get.parameters = [{ name: 'petId', in: 'path', required: true, schema: { type: 'string' } }];
    });
    expect(tools[2].inputSchema?.properties).toEqual({ petId: { type: 'string' } });
  });

  test('uses the schema in the content of a parameter', () => {
    const { tools } = petstore((d) => {
      d.paths['/pets'].get.parameters = [{ name: 'where', in: 'query', content: { 'application/json': { schema: { type: 'object' } } } }];
    });
    expect(tools[0].inputSchema?.properties).toEqual({ where: { type: 'object' } });
  });

  test('uses the JSON media type of a body with several', () => {
    const { tools } = petstore((d) => {
      d.paths['/pets'].post.requestBody.content = {
        'application/xml': { schema: { type: 'object', properties: { xml: { type: 'string' } } } },
        'application/json': { schema: { type: 'object', properties: { json: { type: 'string' } } } },
      };
    });
    expect(tools[1].inputSchema?.properties).toEqual({ json: { type: 'string' } });
  });

  test('uses a description beside a reference', () => {
    const { tools } = petstore((d) => {
      d.components.schemas.NewPet.properties.status = { $ref: '#/components/schemas/Status', description: 'Where it is in the sale' };
    });
    expect((tools[1].inputSchema?.properties as any).status.description).toBe('Where it is in the sale');
  });

  test('can have names of Object members', () => {
    const { tools } = petstore((d) => {
      d.paths['/pets'].get.parameters = [{ name: '__proto__', in: 'query', schema: { type: 'string' } }];
    });
    expect(Object.keys(tools[0].inputSchema?.properties as object)).toEqual(['__proto__']);
  });

  test('accepts any value where a schema contains itself, with one warning', () => {
    const read = petstore((d) => {
      d.components.schemas.NewPet.properties.parent = { $ref: '#/components/schemas/NewPet' };
      d.paths['/pets'].put = { ...d.paths['/pets'].post, operationId: 'putPet' };
    });
    expect(lines(read)).toEqual(['warning openapi-recursive-schema /components/schemas/NewPet']);
    expect((read.tools[1].inputSchema?.properties as any).parent).toEqual({ type: 'object' });
  });

  test('is limited when references multiply its size', () => {
    const read = petstore((d) => {
      const level = (next: number) => ({
        type: 'object', properties: Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`p${i}`, { $ref: `#/components/schemas/L${next}` }])),
      });
      for (let i = 0; i < 20; i++) d.components.schemas[`L${i}`] = level(i + 1);
      d.components.schemas.L20 = { type: 'string' };
      d.components.schemas.NewPet = { $ref: '#/components/schemas/L0' };
    });
    expect(lines(read)).toEqual([`warning tool-schema-too-large ${CREATE}`]);
    expect(JSON.stringify(read.tools[1].inputSchema).length).toBeLessThan(500_000);
  });

  test('is limited when references form a long chain', () => {
    const read = petstore((d) => {
      for (let i = 0; i < 20_000; i++) d.components.schemas[`L${i}`] = { type: 'array', items: { $ref: `#/components/schemas/L${i + 1}` } };
      d.components.schemas.L20000 = { oneOf: [] };
      d.components.schemas.NewPet = { $ref: '#/components/schemas/L0' };
    });
    expect(lines(read)).toEqual(['error openapi-unsupported-composition /components/schemas/L20000/oneOf', `warning tool-schema-too-large ${CREATE}`]);
  });
});

describe('a text that is not an OpenAPI document', () => {
  test.each([
    ['nothing', '', 'it is empty'],
    ['broken JSON', '{ "openapi": "3.0.3", }', 'JSON'],
    ['YAML', 'openapi: 3.0.3\ninfo:\n  title: Pets\n', 'convert it to JSON'],
    ['YAML with a comment', '# The API\nopenapi: 3.0.3', 'convert it to JSON'],
    ['YAML with a document marker', '---\nopenapi: 3.0.3', 'convert it to JSON'],
    ['a byte order mark', `\uFEFF${fixtureText(PETSTORE)}`, 'byte order mark'],
  ])('%s is document-not-json', (_, text, reason) => {
    const read = readOpenApi(text);
    expect(read.tools).toEqual([]);
    expect(lines(read)).toEqual(['error document-not-json']);
    expect(message(read, 'document-not-json')).toContain(reason);
  });

  test.each([['an array', '[]'], ['null', 'null'], ['a string', '"openapi"']])('%s is document-not-an-object', (_, text) => {
    expect(lines(readOpenApi(text))).toEqual(['error document-not-an-object']);
  });

  test('more than 10 MB are rejected', () => {
    expect(lines(readOpenApi(' '.repeat(10 * 1024 * 1024 + 1)))).toEqual(['error document-too-large']);
  });

  test('unlimited nesting is rejected', () => {
    expect(lines(readOpenApi(`${'['.repeat(100_000)}${']'.repeat(100_000)}`))).toEqual(['error document-too-deep']);
  });

  test('a text that is unresolved until deployment is not checked', () => {
    expect(lines(readOpenApi('${Token[TOKEN.3]}'))).toEqual(['info document-unresolved']);
  });
});

describe('version', () => {
  test.each(['3.0.0', '3.0.4', '3.1.0', '3.1.1'])('%s is read', (openapi) => {
    expect(lines(petstore((d) => { d.openapi = openapi; }))).toEqual([]);
  });

  test.each([['3.2.0'], ['2.0'], ['3'], ['3.10.0'], [3.1], [null], [{}]])('%p is not', (openapi) => {
    expect(lines(petstore((d) => { d.openapi = openapi; }))).toEqual(['error openapi-version /openapi']);
  });

  test('the message names Swagger, and the fix names the version to convert to', () => {
    expect(message(petstore((d) => { delete d.openapi; d.swagger = '2.0'; }), 'openapi-version')).toMatch(/Swagger `"2.0"`.*convert/);
  });
});

describe('servers', () => {
  test.each([
    ['none', undefined, 'error openapi-no-server'],
    ['an empty array', [], 'error openapi-no-server /servers'],
    ['an object', { url: 'https://a.example.com' }, 'error openapi-no-server /servers'],
    ['one without a URL', [{ description: 'x' }], 'error openapi-server-url /servers/0'],
    ['one that is a string', ['https://a.example'], 'error openapi-server-url /servers/0'],
    ['a path', [{ url: '/v1' }], 'error openapi-server-url /servers/0/url'],
    ['a host', [{ url: 'api.example.com' }], 'error openapi-server-url /servers/0/url'],
    ['a WebSocket', [{ url: 'wss://api.example.com' }], 'error openapi-server-url /servers/0/url'],
    ['a variable that is not defined', [{ url: 'https://api.example.com/{stage}' }], 'error openapi-server-url /servers/0/url'],
    ['a second one that is invalid', [{ url: 'https://a.example.com' }, { url: 'b' }], 'error openapi-server-url /servers/1/url'],
    ['any host', [{ url: 'https://{host}/v1', variables: { host: { default: 'a.example.com' } } }], 'warning openapi-server-variable-open /servers/0/variables/host'],
    ['localhost', [{ url: 'http://localhost:8080' }], 'warning openapi-server-private /servers/0/url'],
    ['10.x', [{ url: 'http://10.0.0.1' }], 'warning openapi-server-private /servers/0/url'],
    ['172.16-31.x', [{ url: 'http://172.20.1.1' }], 'warning openapi-server-private /servers/0/url'],
    ['192.168.x', [{ url: 'https://192.168.1.1/api' }], 'warning openapi-server-private /servers/0/url'],
    ['the metadata address', [{ url: 'http://169.254.169.254' }], 'warning openapi-server-private /servers/0/url'],
    ['the loopback of IPv6', [{ url: 'http://[::1]:3000' }], 'warning openapi-server-private /servers/0/url'],
  ])('%s', (_, servers, expected) => {
    expect(lines(petstore((d) => { d.servers = servers; }))).toEqual([expected]);
  });

  test.each([
    ['http', [{ url: 'http://api.example.com' }]],
    ['a public address', [{ url: 'https://172.32.0.1' }]],
    ['a host that starts like a private address', [{ url: 'https://10.example.com' }]],
    ['a variable with a default in the path', [{ url: 'https://api.example.com/{v}', variables: { v: { default: 'v1' } } }]],
    ['a variable with an enum and no default', [{ url: 'https://{s}.example.com', variables: { s: { enum: ['a', 'b'] } } }]],
    ['a scheme as a variable', [{ url: '{scheme}://api.example.com', variables: { scheme: { default: 'https', enum: ['https', 'http'] } } }]],
    ['a token', [{ url: '${Token[TOKEN.5]}/v1' }]],
    ['a token as the default of a variable', [{ url: 'https://{h}/v1', variables: { h: { default: '${Token[TOKEN.5]}', enum: ['${Token[TOKEN.5]}'] } } }]],
  ])('%s is no finding', (_, servers) => {
    expect(lines(petstore((d) => { d.servers = servers; }))).toEqual([]);
  });
});

describe('operations', () => {
  test('without an operationId are all reported, with method and path', () => {
    const read = petstore((d) => { delete d.paths['/pets'].get.operationId; d.paths['/pets/{petId}'].get.operationId = ' '; });
    expect(lines(read)).toEqual([`error openapi-missing-operation-id ${LIST}`, `error openapi-missing-operation-id ${GET}`]);
    expect(read.findings.map((finding) => finding.message)).toEqual([expect.stringContaining('`GET /pets`'), expect.stringContaining('`GET /pets/{petId}`')]);
    expect(read.tools.map(({ name }) => name)).toEqual(['createPet', 'tagPet']);
  });

  test.each([
    ['a second use of an operationId', (d: any) => { d.paths['/pets'].post.operationId = 'listPets'; }, `error tool-name-duplicate ${CREATE}/operationId`],
    ['an operationId with a slash', (d: any) => { d.paths['/pets'].get.operationId = 'pets/list'; }, `warning tool-name-characters ${LIST}/operationId`],
    ['an operationId with a token', (d: any) => { d.paths['/pets'].get.operationId = 'x${Token[TOKEN.1]}'; }, `info tool-name-unresolved ${LIST}/operationId`],
    ['neither description nor summary', (d: any) => { delete d.paths['/pets'].get.summary; }, `warning tool-without-description ${LIST}`],
    ['no paths', (d: any) => { delete d.paths; d.components = {}; }, 'error openapi-no-operations'],
    ['paths without operations', (d: any) => { d.paths = { '/pets': {}, 'x-note': { get: {} } }; d.components = {}; }, 'error openapi-no-operations /paths'],
    ['the method TRACE', (d: any) => { d.paths['/pets'].trace = {}; }, 'warning openapi-unsupported-method /paths/~1pets/trace'],
    ['a path parameter that is not declared', (d: any) => { d.paths['/pets/{petId}'].parameters = []; d.paths = { '/pets/{petId}': { get: d.paths['/pets/{petId}'].get } }; }, `error openapi-undeclared-path-parameter ${GET}`],
    ['an input name used twice', (d: any) => { d.paths['/pets'].get.parameters.push({ name: 'status', in: 'header', schema: {} }); }, `warning openapi-input-name-collision ${LIST}/parameters/3`],
  ])('%s', (_, change, expected) => {
    expect(lines(petstore(change))).toEqual([expected]);
  });

  test('behind a reference to a path item are found', () => {
    const read = petstore((d) => { d.components.pathItems = { Pets: d.paths['/pets'] }; d.paths['/pets'] = { $ref: '#/components/pathItems/Pets' }; });
    expect(lines(read)).toEqual([]);
    expect(read.tools).toHaveLength(4);
  });

  test('on a path with a token have no check of path parameters', () => {
    expect(lines(petstore((d) => { d.paths['/${Token[TOKEN.9]}/pets'] = { get: { ...d.paths['/pets'].get, operationId: 'other' } }; }))).toEqual([]);
  });
});

describe('what the service does not support', () => {
  const response = (content: object) => ({ 200: { description: 'x', content } });

  test.each([
    ['oneOf', (d: any) => { d.components.schemas.Tag = { oneOf: [{ type: 'string' }, { type: 'integer' }] }; }, 'error openapi-unsupported-composition /components/schemas/Tag/oneOf'],
    ['anyOf in a parameter', (d: any) => { d.paths['/pets'].get.parameters[1].schema = { anyOf: [{ type: 'string' }, { type: 'null' }] }; }, `error openapi-unsupported-composition ${LIST}/parameters/1/schema/anyOf`],
    ['allOf in a response', (d: any) => { d.components.schemas.Pet = { allOf: [{ type: 'object' }] }; }, 'error openapi-unsupported-composition /components/schemas/Pet/allOf'],
    ['allOf in a shared response', (d: any) => { d.components.responses.Failure.content['application/json'].schema.allOf = []; }, 'error openapi-unsupported-composition /components/responses/Failure/content/application~1json/schema/allOf'],
    ['oneOf in additionalProperties', (d: any) => { d.components.schemas.Tag.additionalProperties = { oneOf: [] }; }, 'error openapi-unsupported-composition /components/schemas/Tag/additionalProperties/oneOf'],
    ['oneOf in an unused definition', (d: any) => { d.components.schemas.Unused = { oneOf: [] }; }, 'warning openapi-unsupported-definition /components/schemas/Unused/oneOf'],
    ['the style deepObject', (d: any) => { d.paths['/pets'].get.parameters[1].style = 'deepObject'; }, `error openapi-unsupported-parameter-style ${LIST}/parameters/1/style`],
    ['the style matrix on a path', (d: any) => { d.paths['/pets/{petId}'].parameters[0].style = 'matrix'; }, 'error openapi-unsupported-parameter-style /paths/~1pets~1{petId}/parameters/0/style'],
    ['the style label on a shared parameter', (d: any) => { d.components.parameters.PageSize.style = 'label'; }, 'error openapi-unsupported-parameter-style /components/parameters/PageSize/style'],
    ['a path with {;x}', (d: any) => { d.paths['/x/{;id}'] = { get: { ...d.paths['/pets'].get, operationId: 'x' } }; }, 'error openapi-unsupported-path-serializer /paths/~1x~1{;id}'],
    ['a path with {?x}', (d: any) => { d.paths['/x{?q}'] = { get: { ...d.paths['/pets'].get, operationId: 'x' } }; }, 'error openapi-unsupported-path-serializer /paths/~1x{?q}'],
    ['a path with {x*}', (d: any) => { d.paths['/x/{rest*}'] = { get: { ...d.paths['/pets'].get, operationId: 'x' } }; }, 'error openapi-unsupported-path-serializer /paths/~1x~1{rest*}'],
    ['a path with {*}', (d: any) => { d.paths['/x/{*}'] = { get: { ...d.paths['/pets'].get, operationId: 'x' } }; }, 'error openapi-unsupported-path-serializer /paths/~1x~1{*}'],
    ['callbacks', (d: any) => { d.paths['/pets'].post.callbacks = { done: {} }; }, `error openapi-unsupported-callbacks ${CREATE}/callbacks`],
    ['webhooks', (d: any) => { d.webhooks = { sold: {} }; }, 'error openapi-unsupported-webhooks /webhooks'],
    ['links', (d: any) => { d.paths['/pets'].post.responses['201'].links = { get: {} }; }, `error openapi-unsupported-links ${CREATE}/responses/201/links`],
    ['a binary request', (d: any) => { d.paths['/pets'].post.requestBody.content = { 'application/octet-stream': {} }; }, `error openapi-binary-body ${CREATE}/requestBody/content/application~1octet-stream`],
    ['a response that is an image', (d: any) => { d.paths['/pets'].get.responses = response({ 'image/png': {} }); }, `error openapi-binary-body ${LIST}/responses/200/content/image~1png`],
    ['a file in a form', (d: any) => { d.paths['/pets'].post.requestBody.content = { 'multipart/form-data': { schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } } } }; }, `error openapi-binary-body ${CREATE}/requestBody/content/multipart~1form-data/schema/properties/file/format`],
    ['a text request', (d: any) => { d.paths['/pets'].post.requestBody.content = { 'text/plain': {} }; }, `error openapi-unsupported-media-type ${CREATE}/requestBody/content`],
    ['a text response', (d: any) => { d.paths['/pets'].get.responses = response({ 'text/plain': {} }); }, `warning openapi-response-media-type ${LIST}/responses/200/content/text~1plain`],
    ['a security scheme without type', (d: any) => { d.components.securitySchemes = { idp: { flows: {} } }; }, 'error openapi-security-scheme /components/securitySchemes/idp'],
    ['a security scheme of a type that there is not', (d: any) => { d.components.securitySchemes = { idp: { type: 'oauth' } }; }, 'error openapi-security-scheme /components/securitySchemes/idp'],
    ['a requirement at the top level of a scheme that is not defined', (d: any) => { d.security = [{ key: [] }]; }, 'error openapi-security-undefined /security/0/key'],
    ['a requirement of an operation of a scheme that is not defined', (d: any) => { d.paths['/pets'].get.security = [{ idp: [] }]; }, `error openapi-security-undefined ${LIST}/security/0/idp`],
  ])('%s', (_, change, expected) => {
    expect(lines(petstore(change))).toEqual([expected]);
  });

  test.each([
    ['a property called anyOf', (d: any) => { d.components.schemas.Tag.properties.anyOf = { type: 'array', items: { type: 'string' } }; }],
    ['an example with oneOf', (d: any) => { d.components.schemas.Tag.example = { oneOf: [1] }; }],
    ['a scheme and a requirement of it', (d: any) => { d.components.securitySchemes = { key: { type: 'apiKey', name: 'k', in: 'header' } }; d.security = [{ key: [] }, {}]; }],
    ['empty callbacks, links, webhooks and security', (d: any) => { d.webhooks = {}; d.security = []; d.paths['/pets'].post.callbacks = {}; d.paths['/pets'].post.responses['201'].links = {}; }],
    ['a form', (d: any) => { d.paths['/pets'].post.requestBody.content = { 'application/x-www-form-urlencoded': { schema: { type: 'object' } } }; }],
    ['JSON beside another media type of the request', (d: any) => { d.paths['/pets'].post.requestBody.content['text/csv'] = {}; }],
    ['an XML response', (d: any) => { d.paths['/pets'].get.responses = response({ 'application/xml': {} }); }],
    ['schemas that are true or false', (d: any) => { d.components.schemas.Tag.additionalProperties = false; d.components.schemas.NewPet.properties.any = true; }],
  ])('%s is no finding', (_, change) => {
    expect(lines(petstore(change))).toEqual([]);
  });

  test('is reported once where several operations share it', () => {
    const read = petstore((d) => { d.components.schemas.Status = { allOf: [{ type: 'string' }, { oneOf: [] }] }; });
    expect(lines(read)).toEqual([
      'error openapi-unsupported-composition /components/schemas/Status/allOf',
      'error openapi-unsupported-composition /components/schemas/Status/allOf/1/oneOf',
    ]);
  });

  test('has a fix', () => {
    expect(message(petstore((d) => { d.components.schemas.Tag = { allOf: [] }; }), 'openapi-unsupported-composition')).toContain('merge the parts');
    expect(message(petstore((d) => { d.components.schemas.Tag = { anyOf: [] }; }), 'openapi-unsupported-composition')).toContain('a single schema');
  });
});

describe('a reference', () => {
  const at = '/components/schemas/NewPet/properties/status/$ref';

  test.each([
    ['that does not exist', '#/components/schemas/Missing', 'does not exist in the document'],
    ['to another file', './common.json#/Status', 'refers to another document'],
    ['to a URL', 'https://example.com/status.json', 'refers to another document'],
    ['to an anchor', '#Status', 'does not exist in the document'],
    ['with invalid percent-encoding', '#/components/%', 'does not exist in the document'],
    ['to an Object member', '#/components/constructor', 'does not exist in the document'],
    ['to itself', '#/components/schemas/NewPet/properties/status', 'is a circular reference'],
  ])('%s is reported once', (_, $ref, reason) => {
    const read = petstore((d) => { d.components.schemas.NewPet.properties.status = { $ref }; });
    expect(lines(read)).toEqual([`error openapi-unresolvable-ref ${at}`]);
    expect(message(read, 'openapi-unresolvable-ref')).toContain(reason);
  });

  test('to a missing parameter is not also reported as an undeclared path parameter', () => {
    const read = petstore((d) => { d.paths['/pets/{petId}'].parameters = [{ $ref: '#/components/parameters/Missing' }]; });
    expect(lines(read)).toEqual(['error openapi-unresolvable-ref /paths/~1pets~1{petId}/parameters/0/$ref']);
  });

  test.each([
    ['that is percent-encoded', '#/components/schemas/A%20b'],
    ['with escapes of JSON pointers', '#/components/schemas/A~1b~0c'],
    ['into an array', '#/paths/~1pets/get/parameters/1/schema'],
    ['with a token', '${Token[TOKEN.8]}'],
  ])('%s is no finding', (_, $ref) => {
    const read = petstore((d) => {
      Object.assign(d.components.schemas, { 'A b': { type: 'string' }, 'A/b~c': { type: 'string' } });
      d.components.schemas.NewPet.properties.status = { $ref };
    });
    expect(lines(read)).toEqual([]);
  });
});

test('all findings are collected, not only the first', () => {
  const read = petstore((d) => {
    d.openapi = '2.0';
    d.servers = [];
    d.webhooks = { a: {} };
    delete d.paths['/pets'].get.operationId;
    d.components.schemas.Tag = { oneOf: [] };
  });
  expect(read.findings.map(({ id }) => id).sort()).toEqual([
    'openapi-missing-operation-id', 'openapi-no-server', 'openapi-unsupported-composition', 'openapi-unsupported-webhooks', 'openapi-version',
  ]);
});
