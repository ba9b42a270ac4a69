import type { EditableApp, Json } from '../editable-app';
import type { Mutation } from '../mutation';
import { APIS, RESOURCES } from '../valid/resources';

/**
 * What the service was measured to refuse, and mistakes of the same kinds.
 */

const named = (app: EditableApp, id: string): Json => (app.stack('S1').Resources[id].Properties as Json);
const set = (rule: string, rows: readonly (readonly [fault: string, id: string, edit: (properties: Json, app: EditableApp) => void])[], of = RESOURCES): Mutation[] => {
  return rows.map(([fault, id, edit]) => ({ fault, in: of, caughtBy: [rule], make: (app) => edit(named(app, id), app) }));
};
/** A value through a parameter with a default, as through a literal. */
const byDefault = (app: EditableApp, value: unknown) => {
  app.stack('S1').Parameters = { ...app.stack('S1').Parameters, Given: { Type: 'String', Default: value } };
  return { Ref: 'Given' };
};
const byCondition = (app: EditableApp, value: unknown) => {
  app.stack('S1').Conditions = { Always: { 'Fn::Equals': ['a', 'a'] } };
  return { 'Fn::If': ['Always', value, { Ref: 'AWS::NoValue' }] };
};
const endpointOf = (properties: Json) => properties.TargetConfiguration.Mcp.McpServer as Json;
const statement = (properties: Json, edit: (one: Json) => void) => {
  const document = JSON.parse(properties.Policy as string) as { Statement: Json[] };
  edit(document.Statement[0]);
  properties.Policy = JSON.stringify(document);
};
const cedar = (properties: Json, text: string) => { properties.Definition = { Cedar: { Statement: text } }; };
const openApiOf = (properties: Json, edit: (document: Json) => void) => {
  const schema = properties.TargetConfiguration.Mcp.OpenApiSchema as Json;
  const document = JSON.parse(schema.InlinePayload as string) as Json;
  edit(document);
  schema.InlinePayload = JSON.stringify(document);
};
const oauthOf = (properties: Json): Json => properties.CredentialProviderConfigurations[0].CredentialProvider.OauthCredentialProvider;

export const MEASURED: readonly Mutation[] = [
  ...set('auth-jwt-constraint', [
    ['tokens of every client, by a discovery URL alone', 'Tokens', ({ AuthorizerConfiguration: { CustomJWTAuthorizer: jwt } }) => { delete jwt.AllowedAudience; }],
    ['an empty audience', 'Tokens', ({ AuthorizerConfiguration: { CustomJWTAuthorizer: jwt } }) => { jwt.AllowedAudience = []; }],
    ['a runtime for tokens of every client', 'Tokened', ({ AuthorizerConfiguration: { CustomJWTAuthorizer: jwt } }) => { delete jwt.AllowedClients; }],
  ]),
  ...set('auth-jwt-configuration-unused', [
    ['a token issuer at a gateway without authorization', 'Tokens', (properties) => { properties.AuthorizerType = 'NONE'; }],
    ['a token issuer at a gateway for IAM callers, by the default of a parameter', 'Tokens', (properties, app) => { properties.AuthorizerType = byDefault(app, 'AWS_IAM'); }],
  ]),
  ...set('names-value', [
    ['an MCP version that there is not', 'Tokens', ({ ProtocolConfiguration: { Mcp } }) => { Mcp.SupportedVersions = ['2024-11-05']; }],
    ['an MCP version that there is not, by a condition that always holds', 'Tokens', ({ ProtocolConfiguration: { Mcp } }, app) => { Mcp.SupportedVersions = [byCondition(app, '2025-01-01')]; }],
  ]),
  ...set('properties-runtime-artifact', [
    ['a runtime without artifact', 'Container', (properties) => { properties.AgentRuntimeArtifact = {}; }],
    ['a runtime with a container and code', 'Python', ({ AgentRuntimeArtifact }) => { AgentRuntimeArtifact.ContainerConfiguration = { ContainerUri: 'x' }; }],
    ['a container that a condition removes', 'Container', (properties) => { properties.AgentRuntimeArtifact.ContainerConfiguration = { Ref: 'AWS::NoValue' }; }],
  ]),
  ...set('properties-runtime-entry-point', [
    ['a Python runtime with a JavaScript file', 'Python', ({ AgentRuntimeArtifact: { CodeConfiguration } }) => { CodeConfiguration.EntryPoint = ['index.js']; }],
    ['a Python runtime with a module name', 'Python', ({ AgentRuntimeArtifact: { CodeConfiguration } }) => { CodeConfiguration.EntryPoint = ['main']; }],
    ['a Node.js runtime with a Python file', 'Node', ({ AgentRuntimeArtifact: { CodeConfiguration } }) => { CodeConfiguration.EntryPoint = ['main.py']; }],
    ['another language for the same file, by the default of a parameter', 'Node', ({ AgentRuntimeArtifact: { CodeConfiguration } }, app) => { CodeConfiguration.Runtime = byDefault(app, 'PYTHON_3_12'); }],
  ]),
  ...set('properties-runtime-endpoint', [
    ['an endpoint named DEFAULT', 'Live', (properties) => { properties.Name = 'DEFAULT'; }],
    ['an endpoint named DEFAULT by a parameter', 'Live', (properties, app) => { properties.Name = byDefault(app, 'DEFAULT'); }],
  ]),
  ...set('properties-runtime-lifetime', [
    ['an idle timeout that is longer than the lifetime', 'Container', ({ LifecycleConfiguration }) => { LifecycleConfiguration.IdleRuntimeSessionTimeout = 7200; }],
    ['a lifetime that is shorter than the default idle timeout', 'Container', (properties) => { properties.LifecycleConfiguration = { MaxLifetime: 300 }; }],
  ]),
  ...set('properties-runtime-network', [
    ['a private network without subnets', 'Private', ({ NetworkConfiguration }) => { delete NetworkConfiguration.NetworkModeConfig; }],
    ['a public network with subnets', 'Private', ({ NetworkConfiguration }) => { NetworkConfiguration.NetworkMode = 'PUBLIC'; }],
    ['a private network by a parameter, without subnets', 'Container', (properties, app) => { properties.NetworkConfiguration = { NetworkMode: byDefault(app, 'VPC') }; }],
  ]),
  ...set('properties-provider-secret', [
    ['a managed API key without value', 'Managed', (properties) => { delete properties.ApiKey; }],
    ['a managed API key with the reference of an external one', 'Managed', (properties) => { properties.ApiKeySecretConfig = { SecretId: 's', JsonKey: 'k' }; }],
    ['an external API key without reference', 'External', (properties) => { delete properties.ApiKeySecretConfig; }],
    ['an external API key with a value', 'External', (properties) => { properties.ApiKey = 'key'; }],
    ['the reference of an API key without source', 'External', (properties) => { delete properties.ApiKeySecretSource; }],
    ['an OAuth client without secret', 'Github', ({ Oauth2ProviderConfigInput: input }) => { delete input.GithubOauth2ProviderConfig.ClientSecret; }],
    ['an external OAuth client with a secret', 'Okta', ({ Oauth2ProviderConfigInput: input }) => { input.IncludedOauth2ProviderConfig.ClientSecret = 's'; }],
    ['an external OAuth client without reference', 'Okta', ({ Oauth2ProviderConfigInput: input }) => { delete input.IncludedOauth2ProviderConfig.ClientSecretConfig; }],
  ]),
  ...set('properties-provider-vendor', [
    ['a vendor with the configuration of another', 'Github', (properties) => { properties.CredentialProviderVendor = 'GoogleOauth2'; }],
    ['a custom vendor with an included configuration', 'Okta', (properties) => { properties.CredentialProviderVendor = 'CustomOauth2'; }],
    ['a vendor without configuration', 'Github', (properties) => { properties.Oauth2ProviderConfigInput = {}; }],
  ]),
  ...set('properties-rule-priority', [
    ['two gateway rules with one priority', 'Second', (properties) => { properties.Priority = 10; }],
    ['two gateway rules with one priority, as a text', 'Second', (properties) => { properties.Priority = '10'; }],
  ]),
  ...set('properties-rule-actions', [
    ['weights that sum to less than 100', 'First', ({ Actions: [{ RouteToTarget }] }) => { RouteToTarget.WeightedRoute.TrafficSplit[0].Weight = 60; }],
    ['a split with one part of 50', 'First', ({ Actions: [{ RouteToTarget }] }) => { RouteToTarget.WeightedRoute.TrafficSplit = [{ Name: 'a', TargetName: 'docs', Weight: 50 }]; }],
    ['two configuration bundles in one rule', 'Second', (properties) => { properties.Actions = [...properties.Actions, ...properties.Actions]; }],
  ]),
  ...set('properties-resource-policy', [
    ['a resource policy that is not JSON', 'Callers', (properties) => { properties.Policy = 'everyone'; }],
    ['a resource policy without statements', 'Callers', (properties) => { properties.Policy = '{"Version":"2012-10-17"}'; }],
    ['a resource policy with an empty list of statements', 'Callers', (properties) => { properties.Policy = '{"Statement":[]}'; }],
    ['a resource policy without principal', 'Callers', (properties) => statement(properties, (one) => { delete one.Principal; })],
    ['a resource policy with an action of another service', 'Callers', (properties) => statement(properties, (one) => { one.Action = ['lambda:InvokeFunction']; })],
    ['a resource policy for every resource', 'Callers', (properties) => statement(properties, (one) => { one.Resource = '*'; })],
    ['a resource policy for two resources', 'Callers', (properties) => statement(properties, (one) => { one.Resource = [one.Resource, `${one.Resource}x`]; })],
    ['a resource policy for another gateway', 'Callers', (properties) => statement(properties, (one) => { one.Resource = `${one.Resource}x`; })],
  ]),
  ...set('properties-policy-definition', [
    ['a policy without definition', 'Permit', (properties) => { properties.Definition = {}; }],
    ['a policy with an empty statement', 'Permit', (properties) => cedar(properties, ' ')],
  ]),
  ...set('policies-permissive', [
    ['a permit for everyone, in an engine without gateway', 'Permit', (properties) => cedar(properties, 'permit(principal, action, resource is AgentCore::Gateway);')],
  ]),
  ...set('policies-syntax', [
    ['a text that is no policy, in an engine without gateway', 'Permit', (properties) => cedar(properties, 'allow everyone to call all the tools of it')],
    ['a policy without end, in an engine without gateway', 'Permit', (properties) => cedar(properties, 'permit(principal is AgentCore::IamEntity, action, resource is AgentCore::Gateway)')],
  ]),
  ...set('policies-scope', [
    ['a policy for every resource, in an engine without gateway', 'Permit', (properties) => cedar(properties, 'permit(principal is AgentCore::IamEntity, action, resource) when { principal.id like "x" };')],
  ]),
  ...set('auth-endpoint-private', [
    ['a server on this machine', 'Docs', (properties) => { endpointOf(properties).Endpoint = 'https://localhost:8443/mcp'; }],
    ['a server at a private address', 'Docs', (properties) => { endpointOf(properties).Endpoint = 'https://10.20.30.40/mcp'; }],
    ['a server at a private address, by Fn::Sub', 'Docs', (properties) => { endpointOf(properties).Endpoint = { 'Fn::Sub': 'https://172.16.0.5/${AWS::Region}/mcp' }; }],
    ['a server that only a private network resolves', 'Docs', (properties) => { endpointOf(properties).Endpoint = 'https://mcp.platform.internal/mcp'; }],
  ]),
  ...set('auth-endpoint-reserved', [
    ['a server at a reserved name', 'Docs', (properties) => { endpointOf(properties).Endpoint = 'https://mcp.invalid/mcp'; }],
    ['a server that is still a placeholder', 'Docs', (properties, app) => { endpointOf(properties).Endpoint = byDefault(app, 'https://placeholder.anycompany.com/mcp'); }],
  ]),
  ...set('auth-oauth-parameters', [
    ['scopes among the custom parameters', 'Docs', (properties) => { oauthOf(properties).CustomParameters = { scope: 'read' }; }],
    ['the grant type among the custom parameters', 'Docs', (properties) => { oauthOf(properties).CustomParameters = { grant_type: 'password' }; }],
  ]),
  ...set('schemas-api-gateway', [
    ['an API for users who signed in with Cognito', 'ListPets', (properties) => { properties.AuthorizationType = 'COGNITO_USER_POOLS'; }],
    ['an API with a Lambda authorizer', 'ListPets', (properties) => { properties.AuthorizationType = 'CUSTOM'; }],
  ], APIS),
  ...set('auth-rest-api-unreachable', [
    ['a private API', 'Api', (properties) => { properties.EndpointConfiguration = { Types: ['PRIVATE'] }; }],
    ['an API without default endpoint', 'Api', (properties) => { properties.DisableExecuteApiEndpoint = true; }],
  ], APIS),
  ...set('schemas-api-gateway-partial', [
    ['an API for signatures that is called without credentials', 'Orders', (properties) => { delete properties.CredentialProviderConfigurations; }],
  ], APIS),
  ...set('schemas-openapi-invalid', [
    ['a security scheme without type', 'Signed', (properties) => openApiOf(properties, (document) => { document.components = { securitySchemes: { idp: { flows: {} } } }; })],
    ['a security requirement that nothing defines', 'Signed', (properties) => openApiOf(properties, (document) => { document.security = [{ idp: [] }]; })],
  ], APIS),
  ...set('auth-openapi-security', [
    ['an API that requires a key and gets signatures', 'Signed', (properties) => openApiOf(properties, (document) => {
      document.security = [{ key: [] }];
      document.components = { securitySchemes: { key: { type: 'apiKey', name: 'X-Key', in: 'header' } } };
    })],
  ], APIS),
  ...set('schemas-openapi-lossy', [
    ['an API in a private network', 'Signed', (properties) => openApiOf(properties, (document) => { document.servers = [{ url: 'https://pets.internal' }]; })],
  ], APIS),
  ...set('grants-unknown-action', [
    ['a misspelled action beside the right one', 'Policy', ({ PolicyDocument: { Statement: [one] } }) => { one.Action = ['execute-api:Invoke', 'bedrock-agentcore:InvokGateway']; }],
  ], APIS),
  ...set('schemas-document', [
    ['an OpenAPI document that is an object in the template', 'Signed', ({ TargetConfiguration: { Mcp: { OpenApiSchema } } }) => { OpenApiSchema.InlinePayload = JSON.parse(OpenApiSchema.InlinePayload as string); }],
  ], APIS),
];
