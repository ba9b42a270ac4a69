import { by, kitchenSink, loadApp, loadResources, loadTemplates } from './apps';
import type { Target } from '../../src/model/gateway-model';

const SURROUNDINGS = {
  G: { Type: 'AWS::BedrockAgentCore::Gateway', Properties: { Name: 'g' } },
  R: { Type: 'AWS::BedrockAgentCore::Runtime', Properties: {} },
  E: { Type: 'AWS::BedrockAgentCore::RuntimeEndpoint', Properties: { AgentRuntimeId: { Ref: 'R' }, Name: 'live' } },
  Fn: { Type: 'AWS::Lambda::Function', Properties: {} },
  V: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Fn' } } },
  A: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { 'Fn::GetAtt': ['Fn', 'Arn'] } } },
  Url: { Type: 'AWS::Lambda::Url', Properties: {} },
  Api: { Type: 'AWS::ApiGateway::RestApi', Properties: {} },
};

function load(properties: Record<string, unknown>): Target {
  return loadResources({ ...SURROUNDINGS, T: { Type: 'AWS::BedrockAgentCore::GatewayTarget', Properties: properties } }).targets[0];
}

function configured(targetConfiguration: unknown): Target {
  return load({ TargetConfiguration: targetConfiguration });
}

test.each<[string, unknown, Target['protocol'], Target['kind']]>([
  ['Mcp.Lambda', { Mcp: { Lambda: {} } }, 'mcp', 'lambda'],
  ['Mcp.OpenApiSchema', { Mcp: { OpenApiSchema: {} } }, 'mcp', 'openApi'],
  ['Mcp.SmithyModel', { Mcp: { SmithyModel: {} } }, 'mcp', 'smithy'],
  ['Mcp.ApiGateway', { Mcp: { ApiGateway: {} } }, 'mcp', 'apiGateway'],
  ['Mcp.McpServer', { Mcp: { McpServer: {} } }, 'mcp', 'mcpServer'],
  ['Mcp.Connector', { Mcp: { Connector: {} } }, 'mcp', 'connector'],
  ['Http.AgentcoreRuntime', { Http: { AgentcoreRuntime: {} } }, 'http', 'runtime'],
  ['Http.Passthrough', { Http: { Passthrough: {} } }, 'http', 'passthrough'],
  ['Http.Connector', { Http: { Connector: {} } }, 'http', 'httpConnector'],
  ['Inference.Provider', { Inference: { Provider: {} } }, 'inference', 'inferenceProvider'],
  ['Inference.Connector', { Inference: { Connector: {} } }, 'inference', 'inferenceConnector'],
  ['two members', { Mcp: { Lambda: {}, McpServer: {} } }, 'mcp', 'unknown'],
  ['two unions', { Mcp: { Lambda: {} }, Http: { Passthrough: {} } }, 'unknown', 'unknown'],
  ['an unknown member', { Mcp: { Telepathy: {} } }, 'mcp', 'unknown'],
  ['a member with the name of a method', { Mcp: { constructor: {} } }, 'mcp', 'unknown'],
  ['nothing', undefined, 'unknown', 'unknown'],
  ['a configuration that is unresolved until deployment', { 'Fn::GetAtt': ['C', 'V'] }, 'unknown', 'unknown'],
])('derives the kind of a target from its configuration: %s', (_name, configuration, protocol, kind) => {
  expect(configured(configuration)).toMatchObject({ protocol, kind });
});

const RUNTIME_URL = 'https://bedrock-agentcore.${AWS::Region}.${AWS::URLSuffix}/runtimes/';
const encoded = { 'Fn::Join': ['%2F', { 'Fn::Split': ['/', { 'Fn::Join': ['%3A', { 'Fn::Split': [':', { 'Fn::GetAtt': ['R', 'AgentRuntimeArn'] }] }] }] }] };

test.each<[string, unknown, unknown]>([
  ['a gateway by its URL', { 'Fn::GetAtt': ['G', 'GatewayUrl'] }, { kind: 'gateway', address: 'S1.G' }],
  ['a gateway by its id in a URL', { 'Fn::Sub': 'https://${G}.gateway.bedrock-agentcore.${AWS::Region}.amazonaws.com/mcp' }, { kind: 'gateway', address: 'S1.G' }],
  ['a gateway that is not in the app', 'https://tools-abcdefghij.gateway.bedrock-agentcore.eu-west-1.amazonaws.com/mcp', { kind: 'gateway' }],
  ['a runtime with its ARN encoded by functions', { 'Fn::Sub': [`${RUNTIME_URL}\${Arn}/invocations?qualifier=DEFAULT`, { Arn: encoded }] }, { kind: 'runtime', address: 'S1.R', encoded: 'yes', qualifier: { text: 'DEFAULT', known: true } }],
  ['a runtime with its ARN spelled out', { 'Fn::Sub': `${RUNTIME_URL}arn%3A\${AWS::Partition}%3Abedrock-agentcore%3A\${AWS::Region}%3A\${AWS::AccountId}%3Aruntime%2F\${R}/invocations?qualifier=live` }, { kind: 'runtime', address: 'S1.R', encoded: 'yes', qualifier: { text: 'live' } }],
  ['a runtime with its ARN as it is', { 'Fn::Sub': `${RUNTIME_URL}\${R.AgentRuntimeArn}/invocations` }, { kind: 'runtime', address: 'S1.R', encoded: 'no' }],
  ['a runtime with only the colons encoded', { 'Fn::Sub': [`${RUNTIME_URL}\${Arn}/invocations`, { Arn: { 'Fn::Join': ['%3A', { 'Fn::Split': [':', { 'Fn::GetAtt': 'R.AgentRuntimeArn' }] }] } }] }, { kind: 'runtime', address: 'S1.R', encoded: 'unknown' }],
  ['a runtime by the ARN that its endpoint returns', { 'Fn::Sub': `${RUNTIME_URL}\${E.AgentRuntimeArn}/invocations?qualifier=live` }, { kind: 'runtime', address: 'S1.R', encoded: 'no' }],
  ['a runtime that is not in the app', 'https://bedrock-agentcore.eu-west-1.amazonaws.com/runtimes/arn:aws:bedrock-agentcore:eu-west-1:111122223333:runtime/a-abcdefghij/invocations?accountId=1&qualifier=DEFAULT', { kind: 'runtime', encoded: 'no', qualifier: { text: 'DEFAULT' } }],
  ['a runtime that the deployment names', { 'Fn::Sub': `${RUNTIME_URL}\${Arn}/invocations` }, { kind: 'runtime', encoded: 'unknown' }],
  ['another server', 'https://mcp.example.com/mcp', { kind: 'url', url: { text: 'https://mcp.example.com/mcp', known: true } }],
  ['another server of the app', { 'Fn::GetAtt': ['Url', 'FunctionUrl'] }, { kind: 'url', address: 'S1.Url' }],
  ['nothing', undefined, { kind: 'unknown', reason: 'the target has no endpoint' }],
])('finds the resource of an endpoint: %s', (_name, endpoint, expected) => {
  const { pointsTo } = configured({ Mcp: { McpServer: { Endpoint: endpoint } } });
  expect(pointsTo).toMatchObject(expected as object);
  expect(pointsTo.address).toBe((expected as { address?: string }).address);
});

test.each<[string, unknown, unknown]>([
  ['a function', { Mcp: { Lambda: { LambdaArn: { 'Fn::GetAtt': ['Fn', 'Arn'] } } } }, { kind: 'lambda', address: 'S1.Fn' }],
  ['a function by an alias', { Mcp: { Lambda: { LambdaArn: { Ref: 'A' } } } }, { kind: 'lambda', address: 'S1.Fn' }],
  ['a function by a version', { Mcp: { Lambda: { LambdaArn: { Ref: 'V' } } } }, { kind: 'lambda', address: 'S1.Fn' }],
  ['a function elsewhere', { Mcp: { Lambda: { LambdaArn: 'arn:aws:lambda:eu-west-1:111122223333:function:f' } } }, { kind: 'lambda', arn: { known: true } }],
  ['a REST API', { Mcp: { ApiGateway: { RestApiId: { Ref: 'Api' }, Stage: 'prod' } } }, { kind: 'restApi', address: 'S1.Api', stage: { text: 'prod', known: true } }],
  ['an agent', { Http: { AgentcoreRuntime: { Arn: { 'Fn::GetAtt': ['R', 'AgentRuntimeArn'] }, Qualifier: 'DEFAULT' } } }, { kind: 'runtime', address: 'S1.R', qualifier: { text: 'DEFAULT' } }],
  ['a connector', { Mcp: { Connector: { Source: { ConnectorId: 'web-search' } } } }, { kind: 'connector', connectorId: { text: 'web-search' } }],
  ['a passthrough', { Http: { Passthrough: { Endpoint: 'https://x.example.com' } } }, { kind: 'url' }],
  ['a model', { Inference: { Provider: { Endpoint: 'https://models.example.com' } } }, { kind: 'url' }],
])('finds the resource that a target of another kind calls: %s', (_name, configuration, expected) => {
  const { pointsTo } = configured(configuration);
  expect(pointsTo).toMatchObject(expected as object);
  expect(pointsTo.address).toBe((expected as { address?: string }).address);
});

test('reads credentials of every type', () => {
  const { credentials } = load({
    CredentialProviderConfigurations: [
      { CredentialProviderType: 'GATEWAY_IAM_ROLE', CredentialProvider: { IamCredentialProvider: { Service: 'execute-api', Region: 'eu-west-1' } } },
      {
        CredentialProviderType: 'OAUTH',
        CredentialProvider: { OauthCredentialProvider: { ProviderArn: 'arn:x', Scopes: ['a', 'b'], GrantType: 'AUTHORIZATION_CODE', DefaultReturnUrl: 'https://x/cb', CustomParameters: { audience: 'y' } } },
      },
      {
        CredentialProviderType: 'API_KEY',
        CredentialProvider: { ApiKeyCredentialProvider: { ProviderArn: { Ref: 'Param' }, CredentialLocation: 'HEADER', CredentialParameterName: 'X-Key', CredentialPrefix: 'Key ' } },
      },
    ],
  });
  const text = (value: string) => ({ text: value, known: true });
  expect(credentials.items).toMatchObject([
    { type: text('GATEWAY_IAM_ROLE'), service: text('execute-api'), region: text('eu-west-1') },
    { type: text('OAUTH'), provider: text('arn:x'), scopes: { known: true, items: [text('a'), text('b')] }, grantType: text('AUTHORIZATION_CODE'), defaultReturnUrl: text('https://x/cb'), customParameters: { audience: 'y' } },
    { type: text('API_KEY'), provider: { known: false }, location: text('HEADER'), parameterName: text('X-Key'), prefix: text('Key ') },
  ]);
  expect(credentials.items[0]).not.toHaveProperty('scopes');
});

test.each<[string, unknown, unknown]>([
  ['no credentials', undefined, { known: true, items: [] }],
  ['credentials that are unresolved until deployment', { 'Fn::If': ['HasAuth', [{ CredentialProviderType: 'OAUTH' }], { Ref: 'AWS::NoValue' }] }, { known: false, items: [] }],
])('distinguishes %s', (_name, configurations, expected) => {
  expect(load({ CredentialProviderConfigurations: configurations }).credentials).toEqual(expected);
});

test('reads what passes through and in which mode tools are listed', () => {
  const target = load({
    Name: 't',
    MetadataConfiguration: { AllowedRequestHeaders: ['x-tenant'], AllowedQueryParameters: [] },
    TargetConfiguration: { Mcp: { McpServer: { Endpoint: 'https://x', ListingMode: 'DYNAMIC' } } },
  });
  expect(target.metadata).toEqual({ requestHeaders: { known: true, items: [{ text: 'x-tenant', known: true }] }, queryParameters: { known: true, items: [] } });
  expect(target.listingMode).toEqual({ text: 'DYNAMIC', known: true });
});

test.each<[string, unknown, unknown]>([
  ['an attribute', { 'Fn::GetAtt': ['G', 'GatewayIdentifier'] }, 'S1.G'],
  ['a Ref', { Ref: 'G' }, 'S1.G'],
  ['the wrong attribute', { 'Fn::GetAtt': ['G', 'GatewayUrl'] }, 'S1.G'],
  ['the id of a gateway that is not in the app', 'tools-abcdefghij', undefined],
])('belongs to the gateway that it names by %s', (_name, identifier, address) => {
  const model = loadResources({ ...SURROUNDINGS, T: { Type: 'AWS::BedrockAgentCore::GatewayTarget', Properties: { GatewayIdentifier: identifier } } });
  expect(model.targets[0].gateway?.address).toBe(address);
  expect(model.gateways[0].targets).toEqual(address ? ['S1.T'] : []);
});

test('finds the user\'s line of each target', () => {
  const before = process.env.CDK_DISABLE_STACK_TRACE;
  delete process.env.CDK_DISABLE_STACK_TRACE;
  try {
    const model = loadApp(kitchenSink);
    expect(by(model.targets, 'Kitchen/Outer/Pets').source).toEqual({ file: expect.stringMatching(/apps\.ts$/), line: expect.any(Number), column: expect.any(Number) });
  } finally {
    process.env.CDK_DISABLE_STACK_TRACE = before;
  }
});

describe('a function that a target names by its ARN', () => {
  const target = (arn: string) => ({ Resources: { T: { Type: 'AWS::BedrockAgentCore::GatewayTarget', Properties: { TargetConfiguration: { Mcp: { Lambda: { LambdaArn: arn } } } } } } });
  const functions = { Resources: { Fn: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'orders' } } } };
  const addressOf = (arn: string, env: object = { account: '444455556666', region: 'eu-west-1' }) => {
    const { pointsTo } = loadTemplates({ template: target(arn) }, { template: functions, ...env }).targets[0];
    return pointsTo.kind === 'lambda' ? pointsTo.address : undefined;
  };

  test.each(['', ':live'])('is found by name, account and region%s', (qualifier) => {
    expect(addressOf(`arn:aws:lambda:eu-west-1:444455556666:function:orders${qualifier}`)).toBe('S2.Fn');
  });

  test.each([
    'arn:aws:lambda:eu-west-1:444455556666:function:other', 'arn:aws:lambda:us-east-1:444455556666:function:orders', 'arn:aws:lambda:eu-west-1:111122223333:function:orders',
  ])('is not the function of %s', (arn) => {
    expect(addressOf(arn)).toBeUndefined();
  });

  test('is not found in a stack for any account', () => {
    expect(addressOf('arn:aws:lambda:eu-west-1:444455556666:function:orders', {})).toBeUndefined();
  });
});
