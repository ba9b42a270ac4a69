/**
 * Builders for handwritten templates: `template({ Gateway: gateway(), Weather: lambdaTarget() })`.
 *
 * Every builder returns a valid resource; properties can make it invalid.
 */
type Json = Readonly<Record<string, unknown>>;

export function template(resources: Json, more: Json = {}): Json {
  return { Resources: resources, ...more };
}

export const ref = (id: string) => ({ Ref: id });
export const getAtt = (id: string, attribute: string) => ({ 'Fn::GetAtt': [id, attribute] });
export const sub = (text: string) => ({ 'Fn::Sub': text });
export const join = (...parts: unknown[]) => ({ 'Fn::Join': ['', parts] });
export const importValue = (name: string) => ({ 'Fn::ImportValue': name });

export function resource(type: string, properties: Json = {}, more: Json = {}): Json {
  return { Type: type, Properties: properties, ...more };
}

/** Builds a gateway. Targets expect the logical ID `Gateway`. */
export function gateway(properties: Json = {}, more: Json = {}): Json {
  return resource('AWS::BedrockAgentCore::Gateway', {
    Name: 'tools',
    AuthorizerType: 'AWS_IAM',
    ProtocolType: 'MCP',
    RoleArn: 'arn:aws:iam::111122223333:role/tools',
    ...properties,
  }, more);
}

export const JWT = { CustomJWTAuthorizer: { DiscoveryUrl: 'https://idp.example.com/.well-known/openid-configuration', AllowedAudience: ['tools'] } };

/** A gateway with a JWT authorizer. */
export function jwtGateway(properties: Json = {}): Json {
  return gateway({ AuthorizerType: 'CUSTOM_JWT', AuthorizerConfiguration: JWT, ...properties });
}

/** A gateway without protocol type, for agents. */
export function httpGateway(properties: Json = {}): Json {
  return gateway({ ProtocolType: { Ref: 'AWS::NoValue' }, ...properties });
}

// ---- credentials

export const IAM_ROLE = [{ CredentialProviderType: 'GATEWAY_IAM_ROLE' }];
export const PROVIDER_ARN = 'arn:aws:bedrock-agentcore:eu-west-1:111122223333:token-vault/default/oauth2credentialprovider/idp';
export const API_KEY_ARN = 'arn:aws:bedrock-agentcore:eu-west-1:111122223333:token-vault/default/apikeycredentialprovider/key';

export function iamRole(service: unknown, more: Json = {}): Json[] {
  return [{ CredentialProviderType: 'GATEWAY_IAM_ROLE', CredentialProvider: { IamCredentialProvider: { Service: service, ...more } } }];
}

export function oauth(properties: Json = {}): Json[] {
  return [{ CredentialProviderType: 'OAUTH', CredentialProvider: { OauthCredentialProvider: { ProviderArn: PROVIDER_ARN, Scopes: [], ...properties } } }];
}

export function apiKey(properties: Json = {}): Json[] {
  return [{ CredentialProviderType: 'API_KEY', CredentialProvider: { ApiKeyCredentialProvider: { ProviderArn: API_KEY_ARN, ...properties } } }];
}

export function passedOn(type: 'CALLER_IAM_CREDENTIALS' | 'JWT_PASSTHROUGH'): Json[] {
  return [{ CredentialProviderType: type }];
}

// ---- targets

/** A target of `Gateway`; `AWS::NoValue` removes a property. */
export function target(configuration: unknown, properties: Json = {}, more: Json = {}): Json {
  return resource('AWS::BedrockAgentCore::GatewayTarget', {
    GatewayIdentifier: ref('Gateway'),
    Name: 'weather',
    TargetConfiguration: configuration,
    ...properties,
  }, more);
}

export const LAMBDA_ARN = 'arn:aws:lambda:eu-west-1:111122223333:function:weather';

export function tool(name: unknown, more: Json = {}): Json {
  return { Name: name, Description: 'Does it.', InputSchema: { Type: 'object' }, ...more };
}

export function lambdaTarget(properties: Json = {}, tools: unknown = [tool('forecast')]): Json {
  return target({ Mcp: { Lambda: { LambdaArn: LAMBDA_ARN, ToolSchema: { InlinePayload: tools } } } }, {
    CredentialProviderConfigurations: IAM_ROLE, ...properties,
  });
}

export function openApi(document: Json = {}): string {
  return JSON.stringify({
    openapi: '3.0.3',
    info: { title: 'Pets', version: '1' },
    servers: [{ url: 'https://pets.example.com' }],
    paths: { '/pets': { get: { operationId: 'listPets', description: 'Lists pets.', responses: { 200: { description: 'OK' } } } } },
    ...document,
  });
}

export function openApiTarget(properties: Json = {}, document: unknown = openApi()): Json {
  return target({ Mcp: { OpenApiSchema: { InlinePayload: document } } }, { CredentialProviderConfigurations: apiKey(), ...properties });
}

/** A Smithy model of an AWS service with one operation. */
export const SMITHY = JSON.stringify({
  smithy: '2.0',
  shapes: {
    'com.example#Pets': {
      type: 'service',
      version: '2026-01-01',
      operations: [{ target: 'com.example#ListPets' }],
      traits: { 'aws.protocols#restJson1': {}, 'aws.api#service': { sdkId: 'Pets' } },
    },
    'com.example#ListPets': { type: 'operation', traits: { 'smithy.api#documentation': 'Lists pets.' } },
  },
});

export function smithyTarget(properties: Json = {}, model: unknown = SMITHY): Json {
  return target({ Mcp: { SmithyModel: { InlinePayload: model } } }, { CredentialProviderConfigurations: IAM_ROLE, ...properties });
}

export function apiGatewayTarget(properties: Json = {}, configuration: Json = {}): Json {
  return target({
    Mcp: {
      ApiGateway: {
        RestApiId: ref('Api'),
        Stage: 'prod',
        ApiGatewayToolConfiguration: { ToolFilters: [{ FilterPath: '/*', Methods: ['GET'] }] },
        ...configuration,
      },
    },
  }, { CredentialProviderConfigurations: IAM_ROLE, ...properties });
}

/** A REST API `Api` with one method. */
export function restApi(): Json {
  return {
    Api: resource('AWS::ApiGateway::RestApi', { Name: 'api' }),
    Pets: resource('AWS::ApiGateway::Resource', { RestApiId: ref('Api'), ParentId: getAtt('Api', 'RootResourceId'), PathPart: 'pets' }),
    ListPets: resource('AWS::ApiGateway::Method', {
      RestApiId: ref('Api'), ResourceId: ref('Pets'), HttpMethod: 'GET', AuthorizationType: 'AWS_IAM', OperationName: 'listPets', Integration: { Type: 'MOCK' },
    }),
  };
}

export function mcpTarget(endpoint: unknown, properties: Json = {}, server: Json = {}): Json {
  return target({ Mcp: { McpServer: { Endpoint: endpoint, ...server } } }, { Name: 'docs', ...properties });
}

/** A target on another gateway of the stack. */
export function gatewayTarget(inner: string, properties: Json = {}, server: Json = {}): Json {
  return mcpTarget(getAtt(inner, 'GatewayUrl'), { Name: 'inner', CredentialProviderConfigurations: iamRole('bedrock-agentcore'), ...properties }, server);
}

/** A target on a runtime with the protocol MCP. */
export function mcpRuntimeTarget(runtimeId: string, properties: Json = {}, qualifier = 'DEFAULT'): Json {
  return mcpTarget(invocationUrl(runtimeId, qualifier), { CredentialProviderConfigurations: iamRole('bedrock-agentcore'), ...properties });
}

/** The URL of a runtime, with its ARN encoded by intrinsic functions. */
export function invocationUrl(runtimeId: string, qualifier = 'DEFAULT'): Json {
  const encoded = { 'Fn::Join': ['%2F', { 'Fn::Split': ['/', { 'Fn::Join': ['%3A', { 'Fn::Split': [':', getAtt(runtimeId, 'AgentRuntimeArn')] }] }] }] };
  return join('https://bedrock-agentcore.', ref('AWS::Region'), '.', ref('AWS::URLSuffix'), '/runtimes/', encoded, `/invocations?qualifier=${qualifier}`);
}

/** A runtime target of a gateway without protocol type. */
export function agentTarget(arn: unknown, properties: Json = {}, configuration: Json = {}): Json {
  return target({ Http: { AgentcoreRuntime: { Arn: arn, ...configuration } } }, { Name: 'agent', CredentialProviderConfigurations: IAM_ROLE, ...properties });
}

export function passthroughTarget(properties: Json = {}, configuration: Json = {}): Json {
  return target({ Http: { Passthrough: { Endpoint: 'https://agent.example.com', ProtocolType: 'A2A', ...configuration } } }, { Name: 'other', ...properties });
}

// ---- runtimes, engines, policies

export function runtime(properties: Json = {}, more: Json = {}): Json {
  return resource('AWS::BedrockAgentCore::Runtime', {
    AgentRuntimeName: 'docs',
    AgentRuntimeArtifact: { ContainerConfiguration: { ContainerUri: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/docs:1' } },
    NetworkConfiguration: { NetworkMode: 'PUBLIC' },
    ProtocolConfiguration: 'MCP',
    RoleArn: 'arn:aws:iam::111122223333:role/docs',
    ...properties,
  }, more);
}

export function engine(properties: Json = {}): Json {
  return resource('AWS::BedrockAgentCore::PolicyEngine', { Name: 'engine', ...properties });
}

/** Attaches `Engine` to a gateway. */
export function withEngine(mode: unknown = 'ENFORCE', id = 'Engine'): Json {
  return { PolicyEngineConfiguration: { Arn: getAtt(id, 'PolicyEngineArn'), Mode: mode } };
}

/** A policy of `Engine`. */
export function policy(properties: Json = {}, statement: unknown = 'permit(principal, action, resource is AgentCore::Gateway);'): Json {
  return resource('AWS::BedrockAgentCore::Policy', {
    PolicyEngineId: getAtt('Engine', 'PolicyEngineId'), Name: 'permit_all', Definition: { Cedar: { Statement: statement } }, ...properties,
  });
}

/** A parameter and a reference to it: a value that is unresolved until deployment. */
export const PARAMETERS = { Parameters: { Unknown: { Type: 'String' } } };
export const UNKNOWN = ref('Unknown');

/** `Gateway` with one target; `more` may also give another `Gateway`. */
export function withTarget(one: Json, more: Json = {}): Json {
  return template({ Gateway: gateway(), Target: one, ...more }, PARAMETERS);
}

/** The condition `Sometimes`, which is unresolved until deployment, and its opposite `Else`. */
export const CONDITIONS = { ...PARAMETERS, Conditions: { Sometimes: { 'Fn::Equals': [UNKNOWN, 'yes'] }, Else: { 'Fn::Not': [{ Condition: 'Sometimes' }] } } };
