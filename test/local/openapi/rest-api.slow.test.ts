import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Petstore } from './petstore';
import { LocalApp } from '../../../local/app/local-app';
import { loadInput } from '../../../local/cli/input/load-input';
import { snapshotOf } from '../../../local/snapshot/of-model';
import type { InvokableFunction } from '../../../local/targets/lambda';
import { Gateway } from '../../../src';
import { synthesize } from '../apps';
import { startApp } from '../gateway/builders';
import { callTool, rpc, textIn } from '../gateway/client';

const { POST, GET } = agentcore.ApiGatewayHttpMethod;

/** A REST API with a function, with another HTTP API, and with a mock behind its methods. */
function shop(petstore: string): (app: App) => void {
  return (app) => {
    const stack = new Stack(app, 'Shop');
    const api = new apigateway.RestApi(stack, 'Api', { deployOptions: { variables: { tier: 'gold' } } });
    const fn = new lambda.Function(stack, 'Orders', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromAsset(join(__dirname, '..', '..', '..', 'examples', 'weather', 'functions', 'time')) });
    const model = api.addModel('Order', { schema: { type: apigateway.JsonSchemaType.OBJECT, properties: { amount: { type: apigateway.JsonSchemaType.INTEGER }, note: { type: apigateway.JsonSchemaType.STRING } }, required: ['amount'] } });
    const order = api.root.addResource('orders').addResource('{id}');
    order.addMethod('POST', new apigateway.LambdaIntegration(fn), { operationName: 'saveOrder', requestParameters: { 'method.request.querystring.dryRun': false }, requestModels: { 'application/json': model } });
    order.addMethod('GET', new apigateway.MockIntegration(), { operationName: 'getOrder' });
    api.root.addResource('pets').addResource('{petId}').addMethod('GET', new apigateway.HttpIntegration(`${petstore}/pet/{petId}?api_key=k`, { proxy: true }), { operationName: 'getPet' });
    new Gateway(stack, 'Gateway', { exceptionLevel: agentcore.GatewayExceptionLevel.DEBUG }).addApiGatewayTarget('Shop', {
      restApi: api, apiGatewayToolConfiguration: { toolFilters: [{ filterPath: '/*', methods: [GET, POST] }] },
    });
  };
}

describe('a stage of API Gateway', () => {
  let petstore: Petstore;
  let app: LocalApp;
  let url: string;
  const events: Record<string, unknown>[] = [];
  let returned: unknown = { statusCode: 200, body: '{"saved":true}' };

  /** What runs the function is tested elsewhere: here it is what goes in and comes out. */
  const fn: InvokableFunction = {
    invoke: async (event) => {
      events.push(JSON.parse(event.toString()) as Record<string, unknown>);
      return returned instanceof Error ? { kind: 'error', errorType: 'Error', errorMessage: returned.message, payload: Buffer.from('{}') } : { kind: 'response', payload: Buffer.from(JSON.stringify(returned)) };
    },
  };

  beforeAll(async () => {
    petstore = await Petstore.start();
    const snapshot = snapshotOf(loadInput([synthesize(shop(petstore.url))]), { appFolder: '.' });
    const [gateway] = snapshot.gateways.map((one) => ({ ...one, port: 0 }));
    app = await startApp([gateway], { functionOf: () => fn });
    url = app.urlOf(gateway.address);
  });
  afterAll(async () => {
    await app.stop();
    await petstore.stop();
  });

  test('lists its methods, with path, declared parameters and model as arguments', async () => {
    const { result } = await rpc(url, 'tools/list');
    expect(result!.tools!.find(({ name }) => name === 'shop___saveOrder')).toMatchObject({
      inputSchema: { properties: { id: { type: 'string' }, dryRun: { type: 'string' }, amount: { type: 'integer' }, note: { type: 'string' } }, required: ['id', 'amount'] },
    });
  });

  test('calls the function of a proxy integration with the event of API Gateway', async () => {
    const response = await callTool(url, 'shop___saveOrder', { id: 'a b/c', dryRun: 'yes', amount: 7, note: 'ö' });
    expect(response.result).toMatchObject({ isError: false, content: [{ type: 'text', text: '{"saved":true}' }] });
    expect(events.at(-1)).toMatchObject({
      resource: '/orders/{id}',
      path: '/orders/a%20b%2Fc',
      httpMethod: 'POST',
      headers: { 'content-type': 'application/json' },
      pathParameters: { id: 'a b/c' },
      queryStringParameters: { dryRun: 'yes' },
      multiValueQueryStringParameters: { dryRun: ['yes'] },
      body: '{"amount":7,"note":"ö"}',
      isBase64Encoded: false,
      stageVariables: { tier: 'gold' },
      requestContext: { stage: 'prod', resourcePath: '/orders/{id}', httpMethod: 'POST', path: '/prod/orders/a%20b%2Fc' },
    });
  });

  test.each([
    ['an error status of the function', { statusCode: 409, body: 'taken' }, 'HTTP 409: taken'],
    ['another form than API Gateway takes', 'done', 'HTTP 502: {"message": "Internal server error"}'],
    ['an exception', new Error('boom'), 'HTTP 502: {"message": "Internal server error"}'],
  ])('%s is an error of the tool', async (_, value, expected) => {
    returned = value;
    const response = await callTool(url, 'shop___saveOrder', { id: '1', amount: 1 });
    expect(response.result).toMatchObject({ isError: true, content: [{ text: expected }] });
  });

  test('calls the API of an HTTP proxy integration', async () => {
    expect(JSON.parse(textIn(await callTool(url, 'shop___getPet', { petId: '1' })))).toMatchObject({ name: 'Rex' });
  });

  test('says what is missing for any other integration, and how to give it', async () => {
    expect(textIn(await callTool(url, 'shop___getOrder', { id: '1' }))).toBe('This tool does not run locally: GET /orders/{id} of Shop/Api has an integration of type MOCK, which runs in AWS only; '
      + 'name the URL of an API to call: --api shop=<url>; or name an MCP server to call instead: --target shop=<url or command>');
  });

  test('is called whole at another URL that the user names', () => {
    const { gateways: [{ targets: [{ runs }] }] } = snapshotOf(loadInput([synthesize(shop(petstore.url))]), { appFolder: '.', apis: new Map([['shop', 'https://api.example.com/prod']]) });
    expect(runs).toMatchObject({ kind: 'httpApi', api: { server: 'https://api.example.com/prod', operations: { getOrder: { path: '/orders/{id}' } } } });
  });
});
