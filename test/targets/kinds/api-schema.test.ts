import * as path from 'path';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Gateway, GatewayTarget } from '../../../src';
import { messageOf, newStack, only, openApi, reportedAt, resourceOf, resources, warnings } from '../../builders';
import { fixture, fixtureText } from '../../schema/fixtures/fixture';

// Synthesis prints the warnings that are expected here.
beforeEach(() => void jest.spyOn(console, 'error').mockImplementation());

const { ApiSchema } = agentcore;
const FIXTURES = path.join(__dirname, '..', '..', 'schema', 'fixtures');

type Add = (apiSchema: agentcore.ApiSchema, gateway?: Gateway) => GatewayTarget;

const addOpenApi: Add = (apiSchema, gateway = new Gateway(newStack(), 'Gateway')) => gateway.addOpenApiTarget('Api', { apiSchema });
const addSmithy: Add = (smithyModel, gateway = new Gateway(newStack(), 'Gateway')) => gateway.addSmithyTarget('Api', { smithyModel });

const KINDS: [string, { add: Add; property: string; file: string; text: string; tools: string[] }][] = [
  ['an OpenAPI document', {
    add: addOpenApi,
    property: 'OpenApiSchema',
    file: 'petstore.openapi.json',
    text: fixtureText('petstore.openapi.json'),
    tools: ['api___listPets', 'api___createPet', 'api___getPet', 'api___tagPet'],
  }],
  ['a Smithy model', {
    add: addSmithy,
    property: 'SmithyModel',
    file: 'shop.smithy.json',
    text: fixtureText('shop.smithy.json'),
    tools: ['api___SearchCatalog', 'api___CreateOrder', 'api___GetOrder', 'api___PurgeOrders', 'api___TrackParcel'],
  }],
];

describe.each(KINDS)('%s', (_, { add, property, file, text, tools }) => {
  const schemaOf = (target: GatewayTarget) => resourceOf(target).Properties.TargetConfiguration.Mcp[property];

  test('given inline is in the template unchanged', () => {
    expect(schemaOf(add(ApiSchema.fromInline(text)))).toEqual({ InlinePayload: text });
  });

  test('given inline has no policy', () => {
    expect(resources(add(ApiSchema.fromInline(text)), 'AWS::IAM::Policy')).toEqual([]);
  });

  test('in a local file is uploaded, and the role is allowed to read only this object', () => {
    const target = add(ApiSchema.fromLocalAsset(path.join(FIXTURES, file)));
    const key = /\/([0-9a-f]{64}\.json)"/.exec(JSON.stringify(schemaOf(target).S3.Uri))![1];
    const { Statement } = only(target, 'AWS::IAM::Policy').Properties.PolicyDocument;
    expect(Statement).toHaveLength(1);
    expect(Statement[0].Action).toBe('s3:GetObject');
    expect(JSON.stringify(Statement[0].Resource)).toContain(key);
    expect(JSON.stringify(Statement[0].Resource)).not.toContain('*');
  });

  test('in a bucket allows the role to read only this object', () => {
    const stack = newStack();
    const target = add(ApiSchema.fromS3File(s3.Bucket.fromBucketName(stack, 'Bucket', 'schemas'), 'api.json'), new Gateway(stack, 'Gateway'));
    expect(schemaOf(target)).toEqual({ S3: { Uri: 's3://schemas/api.json' } });
    expect(only(stack, 'AWS::IAM::Policy').Properties.PolicyDocument.Statement).toEqual([
      { Effect: 'Allow', Action: 's3:GetObject', Resource: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':s3:::schemas/api.json']] } },
    ]);
  });

  test('is created after the permission to read it', () => {
    const target = add(ApiSchema.fromLocalAsset(path.join(FIXTURES, file)));
    expect(resourceOf(target).DependsOn).toEqual([resources(target, 'AWS::IAM::Policy')[0][0]]);
  });

  test('has a tool for each operation', () => {
    expect([...add(ApiSchema.fromInline(text)).toolNames].sort()).toEqual([...tools].sort());
  });

  test('in a local file makes the tools known too', () => {
    expect([...add(ApiSchema.fromLocalAsset(path.join(FIXTURES, file))).toolNames].sort()).toEqual([...tools].sort());
  });

  test('fails if it is not JSON', () => {
    expect(messageOf(() => add(ApiSchema.fromInline('{')))).toContain('[cdk-agentcore-gateway:schemas-document at Stack/Gateway/Api]');
  });
});

describe('an OpenAPI document that the service would reject', () => {
  function broken(change: (document: any) => void): string {
    const document = JSON.parse(openApi('list'));
    change(document);
    return JSON.stringify(document);
  }

  test.each<[string, (document: any) => void, string]>([
    ['another version', (document) => { document.openapi = '2.0'; }, 'schemas-openapi-unsupported'],
    ['Swagger', (document) => { delete document.openapi; document.swagger = '2.0'; }, 'schemas-openapi-unsupported'],
    ['an operation without operationId', (document) => { delete document.paths['/list'].get.operationId; }, 'schemas-openapi-operation-id'],
    ['no server', (document) => { delete document.servers; }, 'schemas-openapi-server'],
  ])('fails with %s, with the id of that mistake', (_, change, id) => {
    const message = messageOf(() => addOpenApi(ApiSchema.fromInline(broken(change))));
    expect(message).toContain('the service rejects the OpenAPI document of Stack/Gateway/Api');
    expect(message).toContain(`[cdk-agentcore-gateway:${id} at Stack/Gateway/Api]`);
  });

  test.each(['3.0.0', '3.0.3', '3.1.0'])('does not fail with version %s', (version) => {
    expect(() => addOpenApi(ApiSchema.fromInline(broken((document) => { document.openapi = version; })))).not.toThrow();
  });

  test('reports all errors together', () => {
    const text = broken((document) => {
      delete document.servers;
      delete document.paths['/list'].get.operationId;
    });
    expect(messageOf(() => addOpenApi(ApiSchema.fromInline(text))).match(/^- /gm)).toHaveLength(2);
  });

  test('passes if validation is disabled', () => {
    const gateway = new Gateway(newStack(), 'Gateway');
    const apiSchema = ApiSchema.fromInline(broken((document) => { delete document.servers; }));
    expect(() => gateway.addOpenApiTarget('Api', { apiSchema, validateOpenApiSchema: false })).not.toThrow();
  });

  test('has a warning for what deploys but does not work as written', () => {
    const apiSchema = ApiSchema.fromInline(broken((document) => { document.servers[0].url = 'https://10.0.0.1'; }));
    const target = addOpenApi(apiSchema);
    expect(reportedAt(target)).toEqual([expect.stringMatching(/^schemas-openapi-lossy Stack\/Gateway\/Api schema#\/servers\/0\/url: /)]);
    expect(warnings(target.stack)).toEqual([]);
  });
});

test('a Smithy model with an unsupported protocol fails, with the id of that mistake', () => {
  const model = fixture('shop.smithy.json');
  const [service] = Object.values<any>(model.shapes).filter((shape) => shape.type === 'service');
  delete service.traits['aws.protocols#restJson1'];
  expect(messageOf(() => addSmithy(ApiSchema.fromInline(JSON.stringify(model))))).toMatch(/\[cdk-agentcore-gateway:schemas-smithy at Stack\/Gateway\/Api\]/);
});
