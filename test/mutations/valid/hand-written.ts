import {
  agentTarget, apiGatewayTarget, apiKey, withEngine, engine, gateway, gatewayTarget, getAtt, httpGateway, IAM_ROLE, iamRole, importValue, join,
  jwtGateway, lambdaTarget, mcpTarget, oauth, openApi, openApiTarget, passedOn, passthroughTarget, policy, ref, resource, restApi, runtime,
  smithyTarget, sub, target, template, tool,
} from '../../../build-tools/rule-examples/templates';
import {
  agentcoreArn, allow, apiKeyProvider, apiKeyStatements, engineStatements, identityArns, lambdaFunction, oauthProvider, oauthStatements, role,
  rolePolicy, runtimeArns, trust, usesRole,
} from '../../rules/roles';
import { written, writtenInYaml } from '../variant';

/**
 * Templates as people write them by hand.
 */

const SECRETS = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:';

/** The target `weather` that calls the function `Fn`. */
const toFunction = { TargetConfiguration: { Mcp: { Lambda: { LambdaArn: getAtt('Fn', 'Arn'), ToolSchema: { InlinePayload: [tool('forecast')] } } } } };

/** One gateway, one function, one role: the smallest there is. */
export const SMALLEST = writtenInYaml('YAML with short forms', `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      Handler: index.handler
      Role: !Sub arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/functions
      Code: { ZipFile: 'def handler(event, context): return {}' }
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: { Service: bedrock-agentcore.amazonaws.com }
            Action: sts:AssumeRole
            Condition:
              StringEquals: { aws:SourceAccount: !Ref AWS::AccountId }
              ArnLike: { aws:SourceArn: !Sub 'arn:\${AWS::Partition}:bedrock-agentcore:\${AWS::Region}:\${AWS::AccountId}:gateway/weather-tools-*' }
      Policies:
        - PolicyName: call-function
          PolicyDocument:
            Version: '2012-10-17'
            Statement: [{ Effect: Allow, Action: lambda:InvokeFunction, Resource: !GetAtt Fn.Arn }]
  Gateway:
    Type: AWS::BedrockAgentCore::Gateway
    Properties:
      Name: weather-tools
      AuthorizerType: AWS_IAM
      ProtocolType: MCP
      ProtocolConfiguration: { Mcp: { SearchType: SEMANTIC, SupportedVersions: ['2025-03-26'] } }
      RoleArn: !GetAtt Role.Arn
  Target:
    Type: AWS::BedrockAgentCore::GatewayTarget
    Properties:
      GatewayIdentifier: !Ref Gateway
      Name: weather
      CredentialProviderConfigurations: [{ CredentialProviderType: GATEWAY_IAM_ROLE }]
      TargetConfiguration:
        Mcp:
          Lambda:
            LambdaArn: !GetAtt Fn.Arn
            ToolSchema:
              InlinePayload:
                - Name: get_forecast
                  Description: What the weather will be.
                  InputSchema:
                    Type: object
                    Properties: { city: { Type: string, Description: Where. }, days: { Type: integer, Description: For how long. } }
                    Required: [city]
                - Name: get_climate
                  Description: What the weather usually is.
                  InputSchema: { Type: object, Properties: { city: { Type: string, Description: Where. } }, Required: [city] }
Outputs:
  Url: { Value: !GetAtt Gateway.GatewayUrl }
`);

/** Targets that are read from a schema. */
export const SCHEMAS = written('OpenAPI, Smithy, API Gateway and connectors', template({
  ...restApi(),
  Key: apiKeyProvider(),
  Role: role([
    ...apiKeyStatements(),
    allow('s3:GetObject', 'arn:aws:s3:::schemas/*'),
    allow('execute-api:Invoke', sub('arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/prod/*/*')),
    allow('bedrock-agentcore:InvokeWebSearch', sub('arn:${AWS::Partition}:bedrock-agentcore:${AWS::Region}:aws:tool/web-search.v1')),
  ]),
  Gateway: gateway(usesRole),
  Inline: openApiTarget({ Name: 'inline', CredentialProviderConfigurations: apiKey({ ProviderArn: getAtt('Key', 'CredentialProviderArn') }) }, openApi({
    paths: {
      '/pets': {
        get: { operationId: 'listPets', description: 'Lists pets.', responses: { 200: { description: 'OK' } } },
        post: {
          operationId: 'addPet',
          description: 'Adds a pet.',
          requestBody: {
            content: { 'application/json': { schema: { type: 'object', properties: { name: { type: 'string', description: 'How it is called.' } }, required: ['name'] } } },
          },
          responses: { 201: { description: 'Added' } },
        },
      },
    },
  })),
  InBucket: target({ Mcp: { OpenApiSchema: { S3: { Uri: 's3://schemas/pets.json', BucketOwnerAccountId: '111122223333' } } } }, {
    Name: 'in-bucket', CredentialProviderConfigurations: iamRole('execute-api'),
  }),
  Open: openApiTarget({ Name: 'open', CredentialProviderConfigurations: { Ref: 'AWS::NoValue' } }),
  Smithy: smithyTarget({ Name: 'smithy' }),
  Api1: apiGatewayTarget({ Name: 'api' }),
  Search: target({ Mcp: { Connector: { Source: { ConnectorId: 'web-search' } } } }, { Name: 'search', CredentialProviderConfigurations: IAM_ROLE }),
}));

/** MCP servers of others, by every credential there is. */
export const SERVERS = written('MCP servers with every credential', template({
  Key: apiKeyProvider(),
  Idp: oauthProvider(),
  Role: role([...apiKeyStatements(), ...oauthStatements()]),
  UserRole: rolePolicy([
    allow(['bedrock-agentcore:GetWorkloadAccessTokenForJWT', 'bedrock-agentcore:GetWorkloadAccessTokenForUserId', 'bedrock-agentcore:CompleteResourceTokenAuth'], identityArns()),
    allow(['lambda:InvokeFunctionUrl', 'lambda:InvokeFunction'], 'arn:aws:lambda:eu-west-1:111122223333:function:docs'),
  ]),
  Gateway: jwtGateway(usesRole),
  Open: mcpTarget('https://open.example.com/mcp', { Name: 'open' }),
  Keyed: mcpTarget('https://keyed.example.com/mcp', {
    Name: 'keyed',
    CredentialProviderConfigurations: apiKey({
      ProviderArn: getAtt('Key', 'CredentialProviderArn'), CredentialLocation: 'HEADER', CredentialParameterName: 'X-Api-Key',
    }),
  }, { ListingMode: 'DEFAULT' }),
  Machine: mcpTarget('https://machine.example.com/mcp', { Name: 'machine', CredentialProviderConfigurations: byOauth() }),
  User: mcpTarget('https://user.example.com/mcp', {
    Name: 'user', CredentialProviderConfigurations: byOauth({ GrantType: 'AUTHORIZATION_CODE', DefaultReturnUrl: 'https://app.example.com/back' }),
  }),
  Exchange: mcpTarget('https://exchange.example.com/mcp', { Name: 'exchange', CredentialProviderConfigurations: byOauth({ GrantType: 'TOKEN_EXCHANGE' }) }),
  Signed: mcpTarget('https://abcdefghijklmnopqrstuvwxyz012345.lambda-url.eu-west-1.on.aws/mcp', { Name: 'signed', CredentialProviderConfigurations: iamRole('lambda') }),
}));

function byOauth(properties = {}) {
  return oauth({ ProviderArn: getAtt('Idp', 'CredentialProviderArn'), Scopes: ['read'], ...properties });
}

/** Targets by path. */
export const AGENTS = written('a gateway without protocol', template({
  Helper: runtime({ AgentRuntimeName: 'helper', ProtocolConfiguration: 'HTTP' }),
  Users: runtime({
    AgentRuntimeName: 'users',
    ProtocolConfiguration: 'HTTP',
    AuthorizerConfiguration: { CustomJWTAuthorizer: { DiscoveryUrl: 'https://idp.example.com/.well-known/openid-configuration', AllowedClients: ['app'] } },
    RequestHeaderConfiguration: { RequestHeaderAllowlist: ['Authorization'] },
  }),
  Role: role([allow('bedrock-agentcore:InvokeAgentRuntime', runtimeArns('Helper'))]),
  Gateway: httpGateway({
    ...usesRole,
    AuthorizerType: 'CUSTOM_JWT',
    AuthorizerConfiguration: { CustomJWTAuthorizer: { DiscoveryUrl: 'https://idp.example.com/.well-known/openid-configuration', AllowedAudience: ['agents'] } },
  }),
  Agent: agentTarget(getAtt('Helper', 'AgentRuntimeArn')),
  UserAgent: agentTarget(getAtt('Users', 'AgentRuntimeArn'), { Name: 'user-agent', CredentialProviderConfigurations: passedOn('JWT_PASSTHROUGH') }),
  Partner: passthroughTarget({ Name: 'partner', CredentialProviderConfigurations: passedOn('JWT_PASSTHROUGH') }),
  Models: target({ Inference: { Connector: { Source: { ConnectorId: 'bedrock-mantle' } } } }, { Name: 'models', CredentialProviderConfigurations: IAM_ROLE }),
}));

/** The callers' own AWS credentials, passed on. */
export const CALLERS = written('the caller\'s own credentials', template({
  Helper: runtime({ AgentRuntimeName: 'helper', ProtocolConfiguration: 'HTTP' }),
  Role: role(),
  Gateway: httpGateway(usesRole),
  Agent: agentTarget(getAtt('Helper', 'AgentRuntimeArn'), { CredentialProviderConfigurations: passedOn('CALLER_IAM_CREDENTIALS') }),
}));

/** A gateway in one stack, its target in another. */
export const EXPORTED = written('two stacks with exports', [
  template({
    Role: role([allow('lambda:InvokeFunction', 'arn:aws:lambda:eu-west-1:111122223333:function:weather')]),
    Gateway: gateway(usesRole),
  }, { Outputs: { Id: { Value: ref('Gateway'), Export: { Name: 'tools-gateway' } } } }),
  template({ Weather: lambdaTarget({ GatewayIdentifier: importValue('tools-gateway') }) }),
]);

/** A gateway of one stack behind a gateway of another, each with a role of its own. */
export const TWO_GATEWAYS = written('a chain over two stacks', [
  template({
    Fn: lambdaFunction(),
    Role: role([allow('lambda:InvokeFunction', getAtt('Fn', 'Arn'))]),
    Gateway: gateway(usesRole),
    Weather: lambdaTarget(toFunction),
  }, {
    Outputs: {
      Url: { Value: getAtt('Gateway', 'GatewayUrl'), Export: { Name: 'tools-url' } },
      Arn: { Value: getAtt('Gateway', 'GatewayArn'), Export: { Name: 'tools-arn' } },
    },
  }),
  template({
    Role: role([allow('bedrock-agentcore:InvokeGateway', importValue('tools-arn'))]),
    Gateway: gateway({ ...usesRole, Name: 'team' }),
    Inner: mcpTarget(importValue('tools-url'), { Name: 'inner', CredentialProviderConfigurations: iamRole('bedrock-agentcore') }),
  }),
]);

/** Everything that can be a parameter is one. */
export const PARAMETERS = written('parameters and conditions', template({
  Gateway: gateway({ Name: ref('Name'), AuthorizerType: ref('Authorizer'), RoleArn: ref('RoleArn') }),
  Weather: lambdaTarget({
    Name: ref('TargetName'),
    TargetConfiguration: { Mcp: { Lambda: { LambdaArn: ref('FunctionArn'), ToolSchema: { S3: { Uri: ref('SchemaUri') } } } } },
  }),
  Docs: {
    ...mcpTarget(ref('Endpoint'), {
      CredentialProviderConfigurations: { 'Fn::If': ['IsSigned', iamRole(ref('Service')), { Ref: 'AWS::NoValue' }] },
    }),
    Condition: 'HasDocs',
  },
}, {
  Parameters: Object.fromEntries(['Name', 'Authorizer', 'RoleArn', 'TargetName', 'FunctionArn', 'SchemaUri', 'Endpoint', 'Service', 'Stage'].map((name) => [name, { Type: 'String' }])),
  Conditions: { HasDocs: { 'Fn::Not': [{ 'Fn::Equals': [ref('Endpoint'), ''] }] }, IsSigned: { 'Fn::Equals': [ref('Stage'), 'prod'] } },
}));

/** Two gateways of which only one is ever there. */
export const ALTERNATIVES = written('gateways under conditions', template({
  Fn: lambdaFunction(),
  Role: role([allow('lambda:InvokeFunction', getAtt('Fn', 'Arn'))]),
  Gateway: { ...gateway(usesRole), Condition: 'IsSigned' },
  Public: { ...jwtGateway({ ...usesRole, Name: 'tools-public' }), Condition: 'IsPublic' },
  Weather: lambdaTarget({ ...toFunction, GatewayIdentifier: { 'Fn::If': ['IsPublic', ref('Public'), ref('Gateway')] } }),
}, {
  Parameters: { Stage: { Type: 'String' } },
  Conditions: { IsPublic: { 'Fn::Equals': [ref('Stage'), 'public'] }, IsSigned: { 'Fn::Not': [{ Condition: 'IsPublic' }] } },
}));

/** Another partition, spelled out. */
export const CHINA = written('a gateway in China', {
  ...template({
    Role: role([allow('lambda:InvokeFunction', 'arn:aws-cn:lambda:cn-north-1:111122223333:function:weather')], {
      AssumeRolePolicyDocument: trust({ ArnLike: { 'aws:SourceArn': 'arn:aws-cn:bedrock-agentcore:cn-north-1:111122223333:gateway/*' }, StringEquals: { 'aws:SourceAccount': '111122223333' } }),
    }),
    Gateway: gateway(usesRole),
    Weather: lambdaTarget({
      TargetConfiguration: { Mcp: { Lambda: { LambdaArn: 'arn:aws-cn:lambda:cn-north-1:111122223333:function:weather', ToolSchema: { InlinePayload: [tool('forecast')] } } } },
    }),
  }),
});

/** Policies, a key, interceptors, and every header that may pass. */
export const EVERY_SETTING = written('every setting of a gateway', template({
  Fn: lambdaFunction(),
  Guard: lambdaFunction(),
  Key: resource('AWS::KMS::Key', { KeyPolicy: { Version: '2012-10-17', Statement: [allow('kms:*', '*', { Principal: { AWS: sub('arn:${AWS::Partition}:iam::${AWS::AccountId}:root') } })] } }),
  Engine: engine({ EncryptionKeyArn: getAtt('Key', 'Arn') }),
  Role: role([
    ...engineStatements('bedrock-agentcore:CheckAuthorizePermissions'),
    allow('lambda:InvokeFunction', [getAtt('Fn', 'Arn'), getAtt('Guard', 'Arn')]),
    allow(['kms:Decrypt', 'kms:GenerateDataKey', 'kms:DescribeKey', 'kms:CreateGrant'], getAtt('Key', 'Arn')),
  ]),
  Gateway: gateway({
    ...usesRole,
    ...withEngine(),
    Description: 'Everything that can be set',
    KmsKeyArn: getAtt('Key', 'Arn'),
    InterceptorConfigurations: [
      { InterceptionPoints: ['REQUEST', 'RESPONSE'], Interceptor: { Lambda: { Arn: getAtt('Guard', 'Arn') } }, InputConfiguration: { PassRequestHeaders: true } },
    ],
    ProtocolConfiguration: {
      Mcp: {
        Instructions: 'Ask for the weather.',
        SearchType: 'SEMANTIC',
        SupportedVersions: ['2025-03-26', '2025-11-25'],
        SessionConfiguration: { SessionTimeoutInSeconds: 900 },
        StreamingConfiguration: { EnableResponseStreaming: true },
      },
    },
    Tags: { team: 'weather' },
  }),
  Weather: lambdaTarget({
    ...toFunction,
    MetadataConfiguration: { AllowedRequestHeaders: ['X-Tenant', 'X-Trace'], AllowedResponseHeaders: ['X-Cost'], AllowedQueryParameters: ['lang'] },
  }),
  Permit: {
    ...policy({ Name: 'permit_weather', EnforcementMode: 'ACTIVE', ValidationMode: 'FAIL_ON_ANY_FINDINGS' },
      join('permit(principal is AgentCore::IamEntity, action == AgentCore::Action::"weather___forecast", resource == AgentCore::Gateway::"', getAtt('Gateway', 'GatewayArn'), '");')),
    DependsOn: ['Weather'],
  },
}));

/** Secrets by name, in a managed policy. */
export const MANAGED_POLICY = written('grants in a managed policy', template({
  Role: role([], { ManagedPolicyArns: [ref('Grants')] }),
  Grants: resource('AWS::IAM::ManagedPolicy', {
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        allow('bedrock-agentcore:GetWorkloadAccessToken', identityArns()),
        allow('bedrock-agentcore:GetResourceApiKey', [
          agentcoreArn('token-vault/default'), agentcoreArn('token-vault/default/apikeycredentialprovider/pets'), ...identityArns(),
        ]),
        allow('secretsmanager:GetSecretValue', `${SECRETS}bedrock-agentcore-identity!default/apikey/pets-*`),
      ],
    },
  }),
  Gateway: gateway(usesRole),
  Pets: openApiTarget({
    Name: 'pets', CredentialProviderConfigurations: apiKey({ ProviderArn: agentcoreArn('token-vault/default/apikeycredentialprovider/pets') }),
  }),
}));

/** A gateway behind a gateway, both in one template. */
export const NESTED_GATEWAYS = written('a chain in one template', template({
  Fn: lambdaFunction(),
  Role: role([allow('lambda:InvokeFunction', getAtt('Fn', 'Arn'))]),
  Inner: gateway({ ...usesRole, Name: 'inner' }),
  Weather: lambdaTarget({ ...toFunction, GatewayIdentifier: ref('Inner') }),
  OuterRole: role([allow('bedrock-agentcore:InvokeGateway', getAtt('Inner', 'GatewayArn'))]),
  Gateway: gateway({ RoleArn: getAtt('OuterRole', 'Arn'), Name: 'outer' }),
  Hop: { ...gatewayTarget('Inner'), DependsOn: ['Weather'] },
}));

/** A policy engine whose policies name their gateway in every way there is. */
export const ARNS_IN_POLICIES = written('ARNs in policies', template({
  Engine: engine(),
  Role: role([...engineStatements('bedrock-agentcore:CheckAuthorizePermissions')]),
  Gateway: gateway({ ...usesRole, ...withEngine() }),
  Weather: { ...lambdaTarget(), DependsOn: ['Grant'] },
  Grant: rolePolicy([allow('lambda:InvokeFunction', 'arn:aws:lambda:eu-west-1:111122223333:function:weather')]),
  ...Object.fromEntries(['${Gateway.GatewayArn}', 'arn:${AWS::Partition}:bedrock-agentcore:${AWS::Region}:${AWS::AccountId}:gateway/${Gateway}',
    'arn:aws:bedrock-agentcore:eu-west-1:111122223333:gateway/tools-a1b2c3d4e5', '${GatewayArn}'].map((arn, index) => [`Policy${index}`, {
    ...policy({ Name: `policy_${index}` }, sub(`permit(principal is AgentCore::IamEntity, action == AgentCore::Action::"weather___forecast", resource == AgentCore::Gateway::"${arn}");`)),
    DependsOn: ['Weather'],
  }])),
}, { Parameters: { GatewayArn: { Type: 'String' } } }));

export const HAND_WRITTEN = [
  SMALLEST, SCHEMAS, SERVERS, AGENTS, CALLERS, EXPORTED, TWO_GATEWAYS, PARAMETERS, ALTERNATIVES, CHINA, EVERY_SETTING, MANAGED_POLICY,
  NESTED_GATEWAYS, ARNS_IN_POLICIES,
];
