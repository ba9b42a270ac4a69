import { Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { evaluateRuleOn, linesOf } from '../../build-tools/rule-examples/evaluate-rule';
import { Gateway, GatewayTarget } from '../../src';
import { graphOf } from '../../src/model/dependency-graph';
import { loadAssembly } from '../../src/model/read-assembly';
import { RULES } from '../../src/rules/registry';
import { ENV, newApp, newFunction, newStack, openApi, resourceOf, resources } from '../builders';

beforeEach(() => void jest.spyOn(console, 'error').mockImplementation());

const { GatewayCredentialProvider } = agentcore;
const SIGNED_FOR_API = [GatewayCredentialProvider.fromIamRole({ service: 'execute-api' })];

/** The statements of the policies of the gateway's role. */
function statements(stack: Stack): any[] {
  return resources(stack, 'AWS::IAM::Policy').flatMap(([, policy]) => policy.Properties.PolicyDocument.Statement);
}

function newApi(stack: Stack): apigateway.RestApi {
  const api = new apigateway.RestApi(stack, 'Api', { cloudWatchRole: false });
  api.root.addResource('mcp').addMethod('POST', new apigateway.MockIntegration(), { authorizationType: apigateway.AuthorizationType.IAM });
  return api;
}

/** All methods of a path in the deployed stage. */
function arnOf(stack: Stack, api: apigateway.RestApi, path: string): unknown {
  return stack.resolve(api.arnForExecuteApi('*', path, api.deploymentStage.stageName));
}

/** The findings of every rule about permissions and order, and what is unknown about permissions. */
function findings(stack: Stack): string[] {
  const model = loadAssembly((stack.node.root as ReturnType<typeof newApp>).synth().directory);
  return RULES.filter(({ group }) => group === 'grants' || group === 'order').flatMap((rule) => linesOf(evaluateRuleOn(rule, model)));
}

describe('an MCP server behind a Lambda function URL of the app', () => {
  function setUp(authType = lambda.FunctionUrlAuthType.AWS_IAM, of: 'function' | 'alias' = 'function') {
    const stack = newStack(newApp(), 'Stack', { env: ENV });
    const fn = newFunction(stack);
    const alias = of === 'alias' ? new lambda.Alias(stack, 'Live', { aliasName: 'live', version: fn.currentVersion }) : undefined;
    const url = (alias ?? fn).addFunctionUrl({ authType });
    const target = new Gateway(stack, 'Gateway').addMcpServerTarget('Search', { endpoint: url.url });
    return { stack, fn, url, target };
  }

  test('is called with the IAM role, signed for Lambda, by default', () => {
    const { target } = setUp();
    expect(resourceOf(target).Properties.CredentialProviderConfigurations).toEqual([
      { CredentialProviderType: 'GATEWAY_IAM_ROLE', CredentialProvider: { IamCredentialProvider: { Service: 'lambda' } } },
    ]);
  });

  test('may be called by the role with both actions, only through the URL', () => {
    const { stack, fn } = setUp();
    const Resource = stack.resolve(fn.functionArn);
    expect(statements(stack)).toEqual(expect.arrayContaining([
      { Effect: 'Allow', Action: 'lambda:InvokeFunctionUrl', Resource, Condition: { StringEquals: { 'lambda:FunctionUrlAuthType': 'AWS_IAM' } } },
      { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource, Condition: { Bool: { 'lambda:InvokedViaFunctionUrl': 'true' } } },
    ]));
  });

  test('of an alias may be called on the alias only', () => {
    const { stack, fn } = setUp(lambda.FunctionUrlAuthType.AWS_IAM, 'alias');
    const calls = statements(stack).filter(({ Action }) => [Action].flat().includes('lambda:InvokeFunctionUrl'));
    const alias = { 'Fn::Join': ['', [stack.resolve(fn.functionArn), ':live']] };
    // By the gateway and by the readiness check.
    expect(calls.map(({ Resource }) => Resource)).toEqual([alias, alias]);
  });

  test.each(['function', 'alias'] as const)('of %s is a target that no rule about permissions or order reports', (of) => {
    expect(findings(setUp(lambda.FunctionUrlAuthType.AWS_IAM, of).stack)).toEqual([]);
  });

  test('without authorization is called without credentials, and needs no permission of the role', () => {
    const { stack, target } = setUp(lambda.FunctionUrlAuthType.NONE);
    expect(resourceOf(target).Properties.CredentialProviderConfigurations).toBeUndefined();
    expect(JSON.stringify(statements(stack))).not.toContain('lambda:InvokeFunctionUrl');
  });

  test('without authorization is created after the permissions of the URL', () => {
    const { stack, target } = setUp(lambda.FunctionUrlAuthType.NONE);
    const permissions = resources(stack, 'AWS::Lambda::Permission').map(([id]) => id);
    expect(permissions).toHaveLength(2);
    expect(resourceOf(target).DependsOn).toEqual(expect.arrayContaining(permissions));
  });

  test('is created after the policy of the role, the URL and the function', () => {
    const { stack } = setUp();
    const model = loadAssembly((stack.node.root as ReturnType<typeof newApp>).synth().directory);
    const graph = graphOf(model);
    const [target] = model.targets;
    const before = Object.values(model.resources).filter(({ address }) => graph.dependsOn(target.address, address)).map(({ type }) => type);
    expect(before).toEqual(expect.arrayContaining(['AWS::IAM::Policy', 'AWS::Lambda::Url', 'AWS::Lambda::Function']));
  });

  test('is a target that is created after the server lists its tools', () => {
    const { stack, target } = setUp();
    expect(resourceOf(target).DependsOn).toContain(resources(stack, 'Custom::AgentCoreReadiness')[0][0]);
  });

  test('without authorization is not checked, and its tools are read again with its code', () => {
    const { stack } = setUp(lambda.FunctionUrlAuthType.NONE);
    expect(resources(stack, 'Custom::AgentCoreReadiness')).toEqual([]);
    expect(resources(stack, 'Custom::AgentCoreSynchronization')).toHaveLength(1);
  });

  test('with several paths is checked at each path', () => {
    const { stack, url } = setUp();
    new Gateway(stack, 'Other').addMcpServerTarget('Search', { endpoint: `${url.url}other` });
    expect(resources(stack, 'Custom::AgentCoreReadiness')).toHaveLength(2);
  });

  test('in another stack is a target in that stack, so that the function may call the gateway', () => {
    const app = newApp();
    const [first, second] = ['First', 'Second'].map((id) => newStack(app, id, { env: ENV }));
    const gateway = new Gateway(first, 'Gateway');
    const fn = newFunction(second);
    gateway.grantInvokeAccess(fn);
    const target = gateway.addMcpServerTarget('Search', { endpoint: fn.addFunctionUrl().url });
    expect(Stack.of(target)).toBe(second);
    expect(findings(second)).toEqual([]);
  });
});

describe('an MCP server behind a REST API of the app', () => {
  function setUp(endpoint: (api: apigateway.RestApi) => string, credentialProviderConfigurations = SIGNED_FOR_API) {
    const stack = newStack(newApp(), 'Stack', { env: ENV });
    const api = newApi(stack);
    const target = new Gateway(stack, 'Gateway').addMcpServerTarget('Search', { endpoint: endpoint(api), credentialProviderConfigurations });
    return { stack, api, target };
  }

  test.each([
    ['the URL of a path', (api: apigateway.RestApi) => api.urlForPath('/mcp')],
    ['the URL of the API with a path', (api: apigateway.RestApi) => `${api.url}mcp`],
    ['the URL of a stage', (api: apigateway.RestApi) => api.deploymentStage.urlForPath('/mcp')],
  ])('by %s may be called on this path of this stage only', (_, endpoint) => {
    const { stack, api } = setUp(endpoint);
    const call = statements(stack).filter(({ Action }) => Action === 'execute-api:Invoke');
    expect(call.map(({ Resource }) => Resource)).toEqual([arnOf(stack, api, '/mcp')]);
    expect(findings(stack)).toEqual([]);
  });

  test('whose URL names the stage is created after the stage', () => {
    const { stack, api, target } = setUp((of) => `https://${of.restApiId}.execute-api.${ENV.region}.amazonaws.com/prod/mcp`);
    expect(resourceOf(target).DependsOn).toContain(stack.getLogicalId(api.deploymentStage.node.defaultChild as any));
    expect(findings(stack)).toEqual([]);
  });

  test('with other credentials needs no permission of the role to call it', () => {
    const { stack } = setUp((api) => api.urlForPath('/mcp'), []);
    expect(JSON.stringify(statements(stack))).not.toContain('execute-api');
  });
});

describe('an OpenAPI target whose server is a REST API of the app', () => {
  function setUp(server: (api: apigateway.RestApi) => string) {
    const stack = newStack(newApp(), 'Stack', { env: ENV });
    const api = newApi(stack);
    const document = JSON.stringify({ ...JSON.parse(openApi('do_it')), servers: [{ url: server(api) }] });
    const target = new Gateway(stack, 'Gateway').addOpenApiTarget('Orders', {
      apiSchema: agentcore.ApiSchema.fromInline(document), credentialProviderConfigurations: SIGNED_FOR_API,
    });
    return { stack, api, target };
  }

  test('may be called on the paths below the URL of this stage', () => {
    const { stack, api } = setUp((of) => of.url);
    expect(statements(stack).filter(({ Action }) => Action === 'execute-api:Invoke').map(({ Resource }) => Resource)).toEqual([arnOf(stack, api, '/*')]);
  });

  test('may be called only below the base path of the server', () => {
    const { stack, api } = setUp((of) => of.urlForPath('/v1'));
    expect(statements(stack).filter(({ Action }) => Action === 'execute-api:Invoke').map(({ Resource }) => Resource)).toEqual([arnOf(stack, api, '/v1/*')]);
  });

  test('is a target that no rule about permissions or order reports', () => {
    expect(findings(setUp((api) => api.url).stack)).toEqual([]);
  });

  test('in another stack is a target in that stack', () => {
    const app = newApp();
    const [first, second] = ['First', 'Second'].map((id) => newStack(app, id, { env: ENV }));
    const document = JSON.stringify({ ...JSON.parse(openApi('do_it')), servers: [{ url: newApi(second).url }] });
    const target = new Gateway(first, 'Gateway').addOpenApiTarget('Orders', { apiSchema: agentcore.ApiSchema.fromInline(document) });
    expect(Stack.of(target)).toBe(second);
  });
});

test('an inline document that is not JSON refers to no API', () => {
  const stack = newStack(newApp(), 'Stack', { env: ENV });
  const apiSchema = agentcore.ApiSchema.fromInline(`openapi: 3.0.0\nservers:\n- url: ${newApi(stack).url}`);
  new Gateway(stack, 'Gateway').addOpenApiTarget('Orders', { apiSchema, credentialProviderConfigurations: SIGNED_FOR_API, validateOpenApiSchema: false });
  expect(JSON.stringify(statements(stack))).not.toContain('execute-api');
});

test('a URL that refers to another kind of resource stays as it is', () => {
  const stack = newStack(newApp(), 'Stack', { env: ENV });
  const endpoint = `https://${newFunction(stack).functionName}.example.com/mcp`;
  const target: GatewayTarget = new Gateway(stack, 'Gateway').addMcpServerTarget('Search', { endpoint });
  expect(resourceOf(target).Properties.CredentialProviderConfigurations).toBeUndefined();
  expect(resources(stack, 'AWS::IAM::Policy')).toEqual([]);
});
