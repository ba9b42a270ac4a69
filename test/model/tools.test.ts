import { loadResources, loadTemplates } from './apps';
import type { GatewayModel, Target } from '../../src/model/gateway-model';
import { load } from '../../src/model/load';
import { TOOLS_METADATA_KEY } from '../../src/model/metadata-keys';

const OPENAPI = JSON.stringify({
  openapi: '3.0.3',
  info: { title: 'Pets', version: '1' },
  servers: [{ url: 'https://pets.example.com' }],
  paths: { '/pets': { get: { operationId: 'listPets', summary: 'Lists pets', responses: { 200: { description: 'ok' } } } } },
});
const SMITHY = JSON.stringify({
  smithy: '2.0',
  shapes: {
    'x#S': { type: 'service', version: '1', operations: [{ target: 'x#GetThing' }], traits: { 'aws.protocols#restJson1': {}, 'aws.api#service': { sdkId: 'S' } } },
    'x#GetThing': { type: 'operation', traits: { 'smithy.api#http': { method: 'GET', uri: '/thing' }, 'smithy.api#documentation': 'Gets' } },
  },
});
const MCP = JSON.stringify({ tools: [{ name: 'search', description: 'Searches', inputSchema: { type: 'object' } }] });
const LAMBDA_TOOL = { Name: 'get_order', Description: 'Looks up', InputSchema: { Type: 'object', Properties: { Type: { Type: 'string' } }, Required: ['Type'] } };
const LAMBDA_FILE = JSON.stringify([{ name: 'get_order', description: 'Looks up', inputSchema: { type: 'object' } }]);

function targetResource(configuration: unknown, metadata: unknown = {}) {
  return { T: { Type: 'AWS::BedrockAgentCore::GatewayTarget', Metadata: metadata, Properties: { TargetConfiguration: configuration } } };
}

function configured(configuration: unknown, metadata?: unknown): Target {
  return loadResources(targetResource(configuration, metadata)).targets[0];
}

function names({ tools }: Target): unknown {
  return tools.is === 'known' ? tools.tools.map(({ name }) => name) : tools.is;
}

test.each<[string, unknown, string[]]>([
  ['a list of Lambda tools', { Mcp: { Lambda: { ToolSchema: { InlinePayload: [LAMBDA_TOOL] } } } }, ['get_order']],
  ['an OpenAPI document', { Mcp: { OpenApiSchema: { InlinePayload: OPENAPI } } }, ['listPets']],
  ['a Smithy model', { Mcp: { SmithyModel: { InlinePayload: SMITHY } } }, ['GetThing']],
  ['a static MCP schema', { Mcp: { McpServer: { Endpoint: 'https://x', McpToolSchema: { InlinePayload: MCP } } } }, ['search']],
])('reads the tools of %s in the template', (_name, configuration, expected) => {
  const target = configured(configuration);
  expect(names(target)).toEqual(expected);
  expect(target.tools).toMatchObject({ complete: true, findings: [] });
  expect(target.schema).toEqual({ in: 'template', bytes: expect.any(Number) });
});

describe('the tools of a connector', () => {
  const connector = (ConnectorId: unknown, more: object = {}) => configured({ Mcp: { Connector: { Source: { ConnectorId }, ...more } } });
  const retrieve = { Configurations: [{ Name: 'Retrieve', Description: 'Finds passages.' }] };

  test.each<[string, Target, unknown, boolean | undefined]>([
    ['web search has one', connector('web-search'), ['WebSearch'], true],
    ['the enabled tools', connector('bedrock-knowledge-bases', { Enabled: ['Retrieve'], ...retrieve }), ['Retrieve'], true],
    ['without enabled tools there may be more than the configured ones', connector('bedrock-knowledge-bases', retrieve), ['Retrieve'], false],
    ['another connector', connector('tickets'), 'unknown', undefined],
    ['a connector that is unresolved until deployment', connector({ 'Fn::ImportValue': 'x' }), 'unknown', undefined],
    ['enabled tools that are unresolved until deployment', connector('tickets', { Enabled: { 'Fn::Split': [',', { 'Fn::ImportValue': 'x' }] } }), 'unknown', undefined],
  ])('%s', (_name, target, expected, complete) => {
    expect(names(target)).toEqual(expected);
    expect(target.tools.is === 'known' ? target.tools.complete : undefined).toBe(complete);
  });

  test('have the descriptions in the template, and no input schema', () => {
    expect(connector('bedrock-knowledge-bases', { Enabled: ['Retrieve'], ...retrieve }).tools).toMatchObject({ tools: [{ name: 'Retrieve', description: 'Finds passages.' }] });
  });
});

test('does not change the user\'s parameter names', () => {
  const { tools } = configured({ Mcp: { Lambda: { ToolSchema: { InlinePayload: [LAMBDA_TOOL] } } } });
  expect(tools).toMatchObject({ tools: [{ inputSchema: { type: 'object', properties: { Type: { type: 'string' } }, required: ['Type'] } }] });
});

describe('a schema in S3', () => {
  const digest = 'a'.repeat(64);
  const withAsset = (union: (s3: unknown) => unknown, text: string, uri: unknown, container?: string): GatewayModel => load({
    stacks: [{
      id: 'S1',
      region: 'eu-west-1',
      template: { Resources: targetResource(union({ S3: { Uri: uri } })) },
      assets: [{ kind: 'file', key: `${digest}.json`, path: '/assets/schema.json' }, { kind: 'file', key: 'mine.json', path: '/assets/schema.json', ...container ? { container } : {} }],
    }],
    readFile: (file) => file === '/assets/schema.json' ? text : undefined,
  });

  test.each<[string, (s3: unknown) => unknown, string, string[]]>([
    ['of Lambda tools', (s3) => ({ Mcp: { Lambda: { ToolSchema: s3 } } }), LAMBDA_FILE, ['get_order']],
    ['of an OpenAPI document', (s3) => ({ Mcp: { OpenApiSchema: s3 } }), OPENAPI, ['listPets']],
    ['of a Smithy model', (s3) => ({ Mcp: { SmithyModel: s3 } }), SMITHY, ['GetThing']],
    ['of MCP tools', (s3) => ({ Mcp: { McpServer: { Endpoint: 'https://x', McpToolSchema: s3 } } }), MCP, ['search']],
  ])('%s is read when it is an asset', (_name, union, text, expected) => {
    const { targets: [target] } = withAsset(union, text, { 'Fn::Sub': `s3://cdk-assets-\${AWS::AccountId}/${digest}.json` });
    expect(names(target)).toEqual(expected);
    expect(target.schema).toMatchObject({ in: 's3', file: '/assets/schema.json' });
    expect(target.tools).toMatchObject({ from: { file: '/assets/schema.json' } });
  });

  const openApi = (s3: unknown) => ({ Mcp: { OpenApiSchema: s3 } });
  test.each<[string, string, string | undefined, unknown]>([
    ['is found by its bucket when the user names the key', 's3://bucket-eu-west-1/mine.json', 'bucket-${AWS::Region}', ['listPets']],
    ['is not taken from a bucket of another name', 's3://other/mine.json', 'bucket-${AWS::Region}', 'unknown'],
    ['is not guessed when no asset has its name', 's3://bucket/other.json', undefined, 'unknown'],
  ])('%s', (_name, uri, container, expected) => {
    expect(names(withAsset(openApi, OPENAPI, uri, container).targets[0])).toEqual(expected);
  });

  test('reports why its tools are unknown', () => {
    expect(withAsset(openApi, OPENAPI, 's3://mine/pets.json').targets[0].tools)
      .toEqual({ is: 'unknown', reason: 'the schema in S3 is not an asset of the app: s3://mine/pets.json', findings: [] });
    expect(load({
      stacks: [{ id: 'S1', template: { Resources: targetResource(openApi({ S3: { Uri: `s3://b/${digest}` } })) }, assets: [{ kind: 'file', key: digest, path: '/gone' }] }],
    }).targets[0].tools).toMatchObject({ is: 'unknown', reason: 'the asset of the schema does not exist: /gone' });
  });
});

describe('what is unresolved until deployment', () => {
  const unknown = { 'Fn::GetAtt': ['C', 'V'] };

  test.each<[string, unknown, unknown]>([
    ['a whole schema', { Mcp: { Lambda: { ToolSchema: unknown } } }, 'unknown'],
    ['a list of tools', { Mcp: { Lambda: { ToolSchema: { InlinePayload: unknown } } } }, 'unknown'],
    ['a document', { Mcp: { OpenApiSchema: { InlinePayload: unknown } } }, 'unknown'],
    ['a configuration', unknown, 'unknown'],
    ['filters of an API', { Mcp: { ApiGateway: { ApiGatewayToolConfiguration: { ToolFilters: unknown } } } }, 'unknown'],
  ])('leaves the tools unknown: %s', (_name, configuration, expected) => {
    expect(names(configured(configuration))).toBe(expected);
  });

  test('reports that the name of a tool is unknown', () => {
    const { tools } = configured({ Mcp: { Lambda: { ToolSchema: { InlinePayload: [LAMBDA_TOOL, { ...LAMBDA_TOOL, Name: { 'Fn::Sub': 'x${C}' } }] } } } });
    expect(tools).toMatchObject({ is: 'known', complete: false, tools: [{ name: 'get_order' }, { name: 'x⟨S1.C⟩' }], findings: [{ id: 'tool-name-unresolved' }] });
  });

  test('stays a placeholder inside a schema', () => {
    const { tools } = configured({
      Mcp: { Lambda: { ToolSchema: { InlinePayload: [{ ...LAMBDA_TOOL, InputSchema: { Type: 'object', Properties: { region: { Type: 'string', Description: { 'Fn::Sub': 'like ${AWS::Region}' } } } } }] } } },
    });
    expect(JSON.stringify(tools)).not.toContain('Token[');
    expect(tools).toMatchObject({ is: 'known', tools: [{ name: 'get_order' }] });
  });

  test('does not make a document invalid', () => {
    const document = OPENAPI.replace('https://pets.example.com', 'https://${Api}.execute-api.${AWS::Region}.amazonaws.com');
    const target = configured({ Mcp: { OpenApiSchema: { InlinePayload: { 'Fn::Sub': document } } } });
    expect(target.tools).toMatchObject({ is: 'known', findings: [] });
    expect(target.pointsTo).toMatchObject({ kind: 'url', url: { known: false } });
  });
});

test('reports why the tools of an unreadable document are unknown', () => {
  expect(configured({ Mcp: { OpenApiSchema: { InlinePayload: '{"openapi": ' } } }).tools).toMatchObject({ is: 'unknown', findings: [{ severity: 'error' }] });
});

test('reads the server URL of an OpenAPI document', () => {
  expect(configured({ Mcp: { OpenApiSchema: { InlinePayload: OPENAPI } } }).pointsTo).toEqual({ kind: 'url', url: { text: 'https://pets.example.com', known: true } });
});

describe('the tools of an MCP server', () => {
  const written = { [TOOLS_METADATA_KEY]: { file: 'tools.json', tools: [{ name: 'search', description: 'Searches', inputSchema: { type: 'object' } }] } };
  const R = { Type: 'AWS::BedrockAgentCore::Runtime', Metadata: written, Properties: {} };
  const toRuntime = { 'Fn::Sub': 'https://bedrock-agentcore.x/runtimes/${R.AgentRuntimeArn}/invocations' };
  const G = { Type: 'AWS::BedrockAgentCore::Gateway', Properties: {} };
  const server = (endpoint: unknown, more: object = {}) => ({ Mcp: { McpServer: { Endpoint: endpoint, ...more } } });

  test.each<[string, Record<string, unknown>, unknown]>([
    ['are those written down at the target', targetResource(server('https://x'), written), ['search']],
    ['are those written down at the runtime', { R, ...targetResource(server(toRuntime)) }, ['search']],
    ['are those of a static schema before any other', { R, ...targetResource(server(toRuntime, { McpToolSchema: { InlinePayload: MCP.replace('search', 'other') } })) }, ['other']],
    ['are those of the gateway behind the endpoint', { G, ...targetResource(server({ 'Fn::GetAtt': 'G.GatewayUrl' })) }, 'through'],
    ['are not known otherwise', targetResource(server('https://x')), 'unknown'],
  ])('%s', (_name, resources, expected) => {
    expect(names(loadResources(resources).targets[0])).toEqual(expected);
  });

  test('are not known when only the file is named', () => {
    expect(configured(server('https://x'), { [TOOLS_METADATA_KEY]: { file: 'tools.json' } }).tools)
      .toMatchObject({ is: 'unknown', reason: 'tools file tools.json did not exist at synthesis; run `agentcore-gateway tools --refresh` to create it' });
  });
});

describe('the tools of a REST API', () => {
  const filters = { ToolFilters: [{ FilterPath: '/*', Methods: ['GET', 'POST'] }] };
  const target = (configuration: unknown = filters) => targetResource({ Mcp: { ApiGateway: { RestApiId: { Ref: 'Api' }, Stage: 'prod', ApiGatewayToolConfiguration: configuration } } });
  const method = (resourceId: unknown, more: object) => ({ Type: 'AWS::ApiGateway::Method', Properties: { RestApiId: { Ref: 'Api' }, ResourceId: resourceId, HttpMethod: 'GET', ...more } });
  const resource = (parent: unknown, part: string) => ({ Type: 'AWS::ApiGateway::Resource', Properties: { RestApiId: { Ref: 'Api' }, ParentId: parent, PathPart: part } });
  const root = { 'Fn::GetAtt': ['Api', 'RootResourceId'] };
  const API = {
    Api: { Type: 'AWS::ApiGateway::RestApi', Properties: {} },
    Orders: resource(root, 'orders'),
    Order: resource({ Ref: 'Orders' }, '{id}'),
    List: method({ Ref: 'Orders' }, { OperationName: 'listOrders' }),
    Get: method({ Ref: 'Order' }, { OperationName: 'getOrder' }),
    Root: method(root, { OperationName: 'home' }),
  };

  test('are its methods', () => {
    expect(names(loadResources({ ...API, ...target() }).targets[0])).toEqual(['listOrders', 'getOrder', 'home']);
  });

  test('are found by path', () => {
    const one = { ToolFilters: [{ FilterPath: '/orders/{id}', Methods: ['GET'] }], ToolOverrides: [{ Path: '/orders/{id}', Method: 'GET', Name: 'one', Description: 'One' }] };
    expect(loadResources({ ...API, ...target(one) }).targets[0].tools).toMatchObject({ is: 'known', complete: true, tools: [{ name: 'one', description: 'One' }] });
  });

  test('are the operations of the document that defines it', () => {
    const Api = { Type: 'AWS::ApiGateway::RestApi', Properties: { Body: JSON.parse(OPENAPI) as unknown } };
    expect(names(loadResources({ Api, ...target() }).targets[0])).toEqual(['listPets']);
  });

  test('have the arguments and the requests of the methods: path, declared parameters, and the model of the body', () => {
    const Pet = {
      Type: 'AWS::ApiGateway::Model',
      Properties: { RestApiId: { Ref: 'Api' }, Name: 'Pet', Schema: { type: 'object', properties: { name: { type: 'string' }, owner: { $ref: { 'Fn::Sub': 'https://apigateway.amazonaws.com/restapis/${Api}/models/${Owner}' } } }, required: ['name'] } },
    };
    const Owner = { Type: 'AWS::ApiGateway::Model', Properties: { RestApiId: { Ref: 'Api' }, Schema: { type: 'object', properties: { city: { type: 'string' } } } } };
    const Add = method({ Ref: 'Order' }, {
      OperationName: 'addPet', HttpMethod: 'POST', RequestModels: { 'application/json': { Ref: 'Pet' } }, RequestParameters: { 'method.request.querystring.dryRun': true, 'method.request.header.X-Tenant': false },
    });
    const { tools } = loadResources({ ...API, Pet, Owner, Add, ...target() }).targets[0];
    expect(tools).toMatchObject({ is: 'known', operations: { addPet: { method: 'POST', path: '/orders/{id}', body: { mediaType: 'application/json', properties: { name: 'name', owner: 'owner' } } } } });
    expect(tools.is === 'known' && tools.tools.find(({ name }) => name === 'addPet')?.inputSchema).toEqual({
      type: 'object',
      properties: { 'id': { type: 'string' }, 'dryRun': { type: 'string' }, 'X-Tenant': { type: 'string' }, 'name': { type: 'string' }, 'owner': { type: 'object', properties: { city: { type: 'string' } } } },
      required: ['id', 'dryRun', 'name'],
    });
  });

  test('have the arguments of a document of Swagger 2.0', () => {
    const Body = {
      swagger: '2.0',
      paths: {
        '/pets/{id}': {
          parameters: [{ name: 'id', in: 'path', required: true, type: 'integer' }],
          post: { operationId: 'savePet', parameters: [{ name: 'tags', in: 'query', type: 'array', items: { type: 'string' }, collectionFormat: 'multi' }, { name: 'pet', in: 'body', required: true, schema: { $ref: '#/definitions/Pet' } }] },
        },
      },
      definitions: { Pet: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } } },
    };
    const { tools } = loadResources({ Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Body } }, ...target() }).targets[0];
    expect(tools.is === 'known' && tools.tools[0].inputSchema).toEqual({
      type: 'object', properties: { id: { type: 'integer' }, tags: { type: 'array', items: { type: 'string' } }, name: { type: 'string' } }, required: ['id', 'name'],
    });
    expect(tools).toMatchObject({ operations: { savePet: { parameters: [{ name: 'id', in: 'path' }, { name: 'tags', in: 'query', explode: true }] } } });
  });

  test('lead to the integrations of the methods', () => {
    const F = { Type: 'AWS::Lambda::Function', Properties: {} };
    const uri = { 'Fn::Sub': 'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${F.Arn}/invocations' };
    const Get = method({ Ref: 'Order' }, { Integration: { Type: 'AWS_PROXY', Uri: uri } });
    const List = method({ Ref: 'Orders' }, { Integration: { Type: 'HTTP_PROXY', Uri: 'https://orders.example.com/{proxy}' } });
    expect(loadResources({ ...API, F, Get, List }).restApis[0].methods).toMatchObject([
      { path: '/orders', integration: { type: 'HTTP_PROXY', uri: { text: 'https://orders.example.com/{proxy}', known: true } } },
      { path: '/orders/{id}', integration: { type: 'AWS_PROXY', function: 'S1.F' } },
      { path: '/' },
    ]);
  });

  test.each([
    ['when it is made of a document in S3', { Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { BodyS3Location: {} } } }],
    ['when it is not in the app', {}],
  ])('are not known %s', (_name, resources) => {
    expect(names(loadResources({ ...resources, ...target() }).targets[0])).toBe('unknown');
  });

  test('are not all known when only overrides name them', () => {
    const overridden = { ...filters, ToolOverrides: [{ Path: '/orders', Method: 'GET', Name: 'orders' }] };
    expect(loadResources(target(overridden)).targets[0].tools).toMatchObject({ is: 'known', complete: false, tools: [{ name: 'orders' }] });
  });

  test('are read without an endless loop when resources are each other\'s parents', () => {
    expect(() => loadResources({ ...API, Orders: resource({ Ref: 'Order' }, 'x'), ...target() })).not.toThrow();
  });
});

test('has none on HTTP and inference targets', () => {
  expect(configured({ Http: { Passthrough: { Endpoint: 'https://x' } } }).tools).toEqual({ is: 'none' });
  expect(configured({ Inference: { Provider: { Endpoint: 'https://x' } } }).tools).toEqual({ is: 'none' });
});

test('finds an asset of another stack of the app by its digest', () => {
  const digest = 'b'.repeat(64);
  const model = load({
    stacks: [
      { id: 'A', template: {}, assets: [{ kind: 'file', key: `${digest}.json`, path: '/pets.json' }] },
      { id: 'B', template: { Resources: targetResource({ Mcp: { OpenApiSchema: { S3: { Uri: `s3://bucket/${digest}.json` } } } }) } },
    ],
    readFile: () => OPENAPI,
  });
  expect(names(model.targets[0])).toEqual(['listPets']);
  expect(loadTemplates({ template: {} }).targets).toEqual([]);
});
