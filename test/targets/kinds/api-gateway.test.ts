import { App, Stack, Token } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import { AddApiGatewayTargetOptions, Gateway, GatewayTarget } from '../../../src';
import { messageOf, newStack, only, reportedAt, resourceOf, resources, warnings } from '../../builders';
import { newRestApi, REST_API_TOOLS } from '../every-kind';

const { ApiGatewayHttpMethod: Method } = agentcore;

// Synthesis prints the warnings that are expected here.
beforeEach(() => void jest.spyOn(console, 'error').mockImplementation());

function add(restApi: apigateway.IRestApi, options: Partial<AddApiGatewayTargetOptions> = {}): GatewayTarget {
  return new Gateway(restApi.stack, 'Gateway').addApiGatewayTarget('Pets', { restApi, apiGatewayToolConfiguration: REST_API_TOOLS, ...options });
}

const configurationOf = (target: GatewayTarget) => resourceOf(target).Properties.TargetConfiguration.Mcp.ApiGateway;

/** Methods without names, at `/pets` and `/pets/{petId}`. */
function namelessApi(stack: Stack): apigateway.RestApi {
  const api = new apigateway.RestApi(stack, 'Api', { cloudWatchRole: false });
  const pets = api.root.addResource('pets');
  pets.addMethod('GET', new apigateway.MockIntegration());
  pets.addResource('{petId}').addMethod('GET', new apigateway.MockIntegration());
  return api;
}

describe('the API', () => {
  test('is in the template, with its deployment stage', () => {
    const api = newRestApi(newStack());
    const configuration = configurationOf(add(api));
    expect(configuration.RestApiId).toEqual(api.stack.resolve(api.restApiId));
    expect(configuration.Stage).toEqual(api.stack.resolve(api.deploymentStage.stageName));
  });

  test('can have another stage', () => {
    expect(configurationOf(add(newRestApi(newStack()), { stage: 'beta' })).Stage).toBe('beta');
  });

  test('is deployed before the target is created, because the service reads it then', () => {
    const api = newRestApi(newStack());
    const stage = api.stack.getLogicalId(api.deploymentStage.node.defaultChild as any);
    expect(resourceOf(add(api)).DependsOn).toContain(stage);
  });

  test('can be imported, with a stage', () => {
    const stack = newStack();
    const target = add(apigateway.RestApi.fromRestApiId(stack, 'Api', 'abc123'), { stage: 'prod' });
    expect(configurationOf(target)).toMatchObject({ RestApiId: 'abc123', Stage: 'prod' });
  });

  test('fails without a stage, and the error names the API', () => {
    const api = apigateway.RestApi.fromRestApiId(newStack(), 'Api', 'abc123');
    const message = messageOf(() => add(api));
    expect(message).toContain('the deployment stage of REST API Stack/Api is unknown, and the target needs one; pass `stage`');
    expect(message).toContain('[cdk-agentcore-gateway:api-gateway-stage at Stack/Gateway/Pets]');
  });
});

describe('filters and overrides', () => {
  test('are in the template', () => {
    const apiGatewayToolConfiguration = {
      toolFilters: [{ filterPath: '/pets/*', methods: [Method.GET, Method.POST] }],
      toolOverrides: [{ path: '/pets/{petId}', method: Method.GET, name: 'get_pet', description: 'Gets a pet.' }],
    };
    const target = add(namelessApi(newStack()), { apiGatewayToolConfiguration });
    expect(configurationOf(target).ApiGatewayToolConfiguration).toEqual({
      ToolFilters: [{ FilterPath: '/pets/*', Methods: ['GET', 'POST'] }],
      ToolOverrides: [{ Path: '/pets/{petId}', Method: 'GET', Name: 'get_pet', Description: 'Gets a pet.' }],
    });
  });

  test('name the tools: by the override, otherwise by the operation name of the method', () => {
    const stack = newStack();
    const api = newRestApi(stack);
    api.root.getResource('pets')!.addMethod('POST', new apigateway.MockIntegration());
    const target = add(api, {
      apiGatewayToolConfiguration: {
        toolFilters: [{ filterPath: '/pets', methods: [Method.GET, Method.POST] }],
        toolOverrides: [{ path: '/pets', method: Method.POST, name: 'add_pet' }],
      },
    });
    expect([...target.toolNames].sort()).toEqual(['pets___add_pet', 'pets___list_pets']);
  });

  test.each<[string, agentcore.ApiGatewayToolConfiguration, string]>([
    ['no filter', { toolFilters: [] }, 'there is no tool filter'],
    ['a filter without methods', { toolFilters: [{ filterPath: '/pets', methods: [] }] }, 'the filter on `/pets` selects no method'],
    ['a filter with an invalid path', { toolFilters: [{ filterPath: 'pets', methods: [Method.GET] }] }, 'filter path `pets` is not valid'],
    ['a wildcard inside a path', { toolFilters: [{ filterPath: '/*/pets', methods: [Method.GET] }] }, 'filter path `/*/pets` is not valid'],
    ['an override name of 65 characters', {
      ...REST_API_TOOLS, toolOverrides: [{ path: '/pets', method: Method.GET, name: 'x'.repeat(65) }],
    }, 'has 65 characters'],
    ['an override that no filter selects', {
      ...REST_API_TOOLS, toolOverrides: [{ path: '/orders', method: Method.GET, name: 'orders' }],
    }, 'which no filter selects'],
  ])('fail with %s', (_, apiGatewayToolConfiguration, text) => {
    const message = messageOf(() => add(newRestApi(newStack()), { apiGatewayToolConfiguration }));
    expect(message).toContain(text);
    expect(message).toContain('[cdk-agentcore-gateway:schemas-api-gateway at Stack/Gateway/Pets]');
  });
});

describe('values that are unresolved or unknown', () => {
  test('a method that the library does not have yet is in the template, with a warning', () => {
    const toolFilters = [{ filterPath: '/pets', methods: [Method.GET, Method.of('QUERY')] }];
    const target = add(newRestApi(newStack()), { apiGatewayToolConfiguration: { toolFilters } });
    expect(configurationOf(target).ApiGatewayToolConfiguration.ToolFilters).toEqual([{ FilterPath: '/pets', Methods: ['GET', 'QUERY'] }]);
    expect(reportedAt(target).join()).toContain('method `QUERY` is not a method that the service is documented to support');
  });

  test('a path that is a token is in the template, and the role is allowed to invoke the whole stage', () => {
    const toolFilters = [{ filterPath: Token.asString({ Ref: 'Path' }), methods: [Method.GET] }];
    const target = add(newRestApi(newStack()), { apiGatewayToolConfiguration: { toolFilters } });
    expect(configurationOf(target).ApiGatewayToolConfiguration.ToolFilters).toEqual([{ FilterPath: { Ref: 'Path' }, Methods: ['GET'] }]);
    expect(JSON.stringify(only(target, 'AWS::IAM::Policy').Properties.PolicyDocument.Statement[0].Resource)).toContain('/GET/*');
  });

  test.each(['', 'a'.repeat(129), 'my stage'])('the stage `%s` fails', (stage) => {
    expect(messageOf(() => add(newRestApi(newStack()), { stage }))).toContain('cdk-agentcore-gateway:api-gateway-stage at Stack/Gateway/Pets');
  });

  test('an override with an empty description has none', () => {
    const toolOverrides = [{ path: '/pets', method: Method.GET, name: 'pets', description: '' }];
    const target = add(newRestApi(newStack()), { apiGatewayToolConfiguration: { ...REST_API_TOOLS, toolOverrides } });
    expect(configurationOf(target).ApiGatewayToolConfiguration.ToolOverrides).toEqual([{ Path: '/pets', Method: 'GET', Name: 'pets' }]);
  });
});

describe('a method of an API in the app that has neither operation name nor override', () => {
  test('fails the synthesis, and the error names the method and what to set', () => {
    const api = namelessApi(newStack());
    add(api);
    expect(reportedAt(api)).toEqual([
      'schemas-api-gateway Stack/Gateway/Pets schema#/methods/0: a filter selects `GET /pets`, which has no operation name; the service then rejects the whole target; '
      + 'set `operationName` on the method, or add a tool override for it',
    ]);
  });

  test('fails the synthesis, also if it is added to the API later', () => {
    const api = newRestApi(newStack());
    add(api, { apiGatewayToolConfiguration: { toolFilters: [{ filterPath: '/*', methods: [Method.GET] }] } });
    api.root.addResource('late').addMethod('GET', new apigateway.MockIntegration());
    expect(reportedAt(api).join()).toContain('a filter selects `GET /late`, which has no operation name');
  });

  test('passes if no filter selects it', () => {
    const api = newRestApi(newStack());
    api.root.addResource('orders').addMethod('GET', new apigateway.MockIntegration());
    expect(add(api).toolNames).toEqual(['pets___list_pets']);
    expect(() => (api.node.root as App).synth()).not.toThrow();
  });

  test('is not checked in an imported API', () => {
    const stack = newStack();
    add(apigateway.RestApi.fromRestApiId(stack, 'Api', 'abc123'), { stage: 'prod' });
    expect(() => (stack.node.root as App).synth()).not.toThrow();
  });
});

describe('the permission to invoke the API', () => {
  test('is for the selected methods and paths of that stage, with a wildcard for path parameters', () => {
    const target = add(namelessApi(newStack()), {
      apiGatewayToolConfiguration: {
        toolFilters: [{ filterPath: '/pets/{petId}', methods: [Method.GET] }],
        toolOverrides: [{ path: '/pets/{petId}', method: Method.GET, name: 'get_pet' }],
      },
    });
    const { Statement } = only(target, 'AWS::IAM::Policy').Properties.PolicyDocument;
    expect(Statement).toHaveLength(1);
    expect(Statement[0].Action).toBe('execute-api:Invoke');
    const parts = Statement[0].Resource['Fn::Join'][1];
    expect(parts[parts.length - 1]).toBe('/GET/pets/*');
    expect(parts).toContainEqual(target.stack.resolve((target.stack.node.findChild('Api') as apigateway.RestApi).deploymentStage.stageName));
  });

  test('is not granted if the target sends no signature', () => {
    expect(resources(add(newRestApi(newStack()), { credentialProviderConfigurations: [] }), 'AWS::IAM::Policy')).toEqual([]);
  });
});

test('a correct API has no warnings', () => {
  expect(warnings(add(newRestApi(newStack())).stack)).toEqual([]);
});
