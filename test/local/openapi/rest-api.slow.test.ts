import { App, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Petstore } from './petstore';
import { Functions } from '../../../local/app/functions';
import { LocalApp } from '../../../local/app/local-app';
import { loadInput } from '../../../local/cli/input/load-input';
import { snapshotOf } from '../../../local/snapshot/of-model';
import { Gateway } from '../../../src';
import { synthesize } from '../apps';
import { startApp } from '../gateway/builders';
import { callTool, rpc, textIn } from '../gateway/client';
import { folderOf } from '../lambda/local-function';

const { POST, GET } = agentcore.ApiGatewayHttpMethod;

/** What the note asks for; else the event itself. */
const HANDLER = `exports.handler = async (event) => {
  const { note } = JSON.parse(event.body);
  if (note === 'throw') throw new Error('boom');
  if (note === 'text') return 'done';
  if (note === 'taken') return { statusCode: 409, body: 'taken' };
  if (note === 'binary') return { statusCode: 200, body: Buffer.from('pets').toString('base64'), isBase64Encoded: true };
  return { statusCode: 201, body: JSON.stringify(event) };
};`;

/** A REST API with a function, with another HTTP API, and with a mock behind its methods. */
function shop(petstore: string): (app: App) => void {
  return (app) => {
    const stack = new Stack(app, 'Shop');
    const api = new apigateway.RestApi(stack, 'Api', { deployOptions: { variables: { tier: 'gold' } } });
    const fn = new lambda.Function(stack, 'Orders', { runtime: new lambda.Runtime(`nodejs${process.versions.node.split('.')[0]}.x`, lambda.RuntimeFamily.NODEJS), handler: 'index.handler', code: lambda.Code.fromAsset(folderOf({ 'index.js': HANDLER })) });
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
  const functions = new Functions({ appFolder: '.', awsCredentials: false, log: () => {}, warn: () => {} });

  beforeAll(async () => {
    petstore = await Petstore.start();
    const snapshot = snapshotOf(loadInput([synthesize(shop(petstore.url))]), { appFolder: '.' });
    const [gateway] = snapshot.gateways.map((one) => ({ ...one, port: 0 }));
    app = await startApp([gateway], { functionOf: (description) => functions.start(description) });
    url = app.urlOf(gateway.address);
  });
  afterAll(async () => {
    await app.stop();
    await functions.stop();
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
    expect(response.result?.isError).toBe(false);
    expect(JSON.parse(textIn(response))).toMatchObject({
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

  test('decodes a body in base64', async () => {
    expect(textIn(await callTool(url, 'shop___saveOrder', { id: '1', amount: 1, note: 'binary' }))).toBe('pets');
  });

  test.each([
    ['an error status of the function', 'taken', 'HTTP 409: taken'],
    ['another form than API Gateway takes', 'text', 'HTTP 502: {"message": "Internal server error"}'],
    ['an exception', 'throw', 'HTTP 502: {"message": "Internal server error"}'],
  ])('%s is an error of the tool', async (_, note, expected) => {
    const response = await callTool(url, 'shop___saveOrder', { id: '1', amount: 1, note });
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
