import type { EditableApp, Json } from '../editable-app';
import type { Mutation } from '../mutation';
import { HTTP } from '../valid/http';

/** Mistakes around agents and endpoints behind a gateway without protocol type. */

const named = (app: EditableApp, id: string): Json => (app.stack('S1').Resources[id].Properties as Json);
const set = (rule: string, rows: readonly (readonly [fault: string, id: string, edit: (properties: Json, app: EditableApp) => void])[], of = HTTP): Mutation[] => {
  return rows.map(([fault, id, edit]) => ({ fault, in: of, caughtBy: [rule], make: (app) => edit(named(app, id), app) }));
};
/** A value through a parameter with a default. */
const byDefault = (app: EditableApp, value: unknown) => {
  app.stack('S1').Parameters = { ...app.stack('S1').Parameters, Given: { Type: 'String', Default: value } };
  return { Ref: 'Given' };
};
const connectorOf = (properties: Json) => properties.TargetConfiguration.Mcp.Connector as Json;
const passthroughOf = (properties: Json) => properties.TargetConfiguration.Http.Passthrough as Json;
const runtimeOf = (properties: Json) => properties.TargetConfiguration.Http.AgentcoreRuntime as Json;

export const HTTP_FAULTS: readonly Mutation[] = [
  ...set('policies-guardrail-schema', [
    ['a guardrail for an agent without API schema', 'Helper', (properties) => { delete runtimeOf(properties).Schema; }],
    ['a guardrail for an agent whose schema a condition removes', 'Helper', (properties) => { runtimeOf(properties).Schema = { Ref: 'AWS::NoValue' }; }],
    ['a guardrail for an agent that changed its protocol', 'Partner', (properties, app) => {
      properties.ProtocolConfiguration = 'AGUI';
      const { Definition: { Policy } } = named(app, 'Guard');
      Policy.Statement['Fn::Join'][1][0] = 'forbid (principal is AgentCore::IamEntity, action, resource == AgentCore::Gateway::"';
    }],
  ]),
  ...set('policies-guardrail-schema', [
    ['a guardrail for an endpoint with a protocol of its own', 'Desk', (properties, app) => {
      passthroughOf(properties).ProtocolType = 'CUSTOM';
      const { Definition: { Policy } } = named(app, 'Guard');
      Policy.Statement['Fn::Join'][1][0] = 'forbid (principal is AgentCore::IamEntity, action, resource == AgentCore::Gateway::"';
    }],
  ]),
  ...set('properties-target-value', [
    ['an endpoint with a password', 'Desk', (properties) => { passthroughOf(properties).Endpoint = { 'Fn::Sub': 'https://me:secret@agent.partner.anycompany.com' }; }],
    ['sessions of a week', 'Desk', (properties, app) => { passthroughOf(properties).StickinessConfiguration.Timeout = byDefault(app, '604800'); }],
    ['sessions without identifier, by the default of a parameter', 'Desk', (properties, app) => { passthroughOf(properties).StickinessConfiguration.Identifier = byDefault(app, ''); }],
  ]),
  ...set('properties-target-value', [
    ['a tool of a connector with a space', 'Web', (properties, app) => { connectorOf(properties).Configurations[0].Name = byDefault(app, 'Web Search'); }],
    ['a tool of a connector with an empty description', 'Web', (properties, app) => { connectorOf(properties).Configurations[0].Description = byDefault(app, ''); }],
    ['an inference endpoint without encryption', 'Models', (properties, app) => { properties.TargetConfiguration.Inference.Provider.Endpoint = byDefault(app, 'http://models.anycompany.com'); }],
    ['an inference operation without slash', 'Models', (properties, app) => { properties.TargetConfiguration.Inference.Provider.Operations[0].Path = byDefault(app, 'v1/messages'); }],
    ['an inference model without name', 'Models', (properties, app) => { properties.TargetConfiguration.Inference.Provider.Operations[0].Models[0].Model = byDefault(app, ''); }],
  ]),
  ...set('grants-missing-at-call', [
    ['a role that may not search the web', 'Calls', ({ PolicyDocument: { Statement } }) => { Statement.splice(2, 1); }],
    ['a role that may retrieve from another knowledge base', 'Manuals', (properties) => { connectorOf(properties).Configurations[0].ParameterValues.knowledgeBaseId = 'KB00000000'; }],
  ]),
  ...set('auth-outbound', [
    ['models that get the token of a user', 'Models', (properties) => { properties.CredentialProviderConfigurations = [{ CredentialProviderType: 'JWT_PASSTHROUGH' }]; }],
  ]),
  ...set('auth-service-rejected', [
    ['a web search that is signed for a service', 'Web', (properties) => {
      properties.CredentialProviderConfigurations = [{ CredentialProviderType: 'GATEWAY_IAM_ROLE', CredentialProvider: { IamCredentialProvider: { Service: 'lambda' } } }];
    }],
  ]),
  ...set('names-value', [
    ['a protocol that there is not', 'Desk', (properties) => { passthroughOf(properties).ProtocolType = 'GRPC'; }],
  ]),
  ...set('auth-endpoint-https', [
    ['an endpoint without encryption', 'Desk', (properties) => { passthroughOf(properties).Endpoint = { 'Fn::Sub': 'http://agent.partner.anycompany.com/a2a' }; }],
  ]),
  ...set('auth-credential-type', [
    ['an endpoint that gets credentials that there are not', 'Desk', (properties) => { properties.CredentialProviderConfigurations = [{ CredentialProviderType: 'NOBODY' }]; }],
  ]),
  ...set('auth-target-protocol', [
    ['an endpoint behind a gateway for MCP', 'Gateway', (properties) => { properties.ProtocolType = 'MCP'; }],
  ]),
  ...set('schemas-one-source', [
    ['an agent with two schemas', 'Helper', (properties) => { runtimeOf(properties).Schema.Source.S3 = { Uri: 's3://schemas/agent.json' }; }],
    ['an agent with an empty schema', 'Helper', (properties) => { runtimeOf(properties).Schema.Source = {}; }],
  ]),
  ...set('grants-caller-without-access', [
    ['a harness whose role may not call its gateway', 'Invoke', ({ PolicyDocument: { Statement: [one] } }) => { one.Action = 'bedrock-agentcore:InvokeAgentRuntime'; }],
    ['a harness whose role may call another gateway', 'Invoke', ({ PolicyDocument: { Statement: [one] } }) => { one.Resource = 'arn:aws:bedrock-agentcore:eu-west-1:111122223333:gateway/other-0123456789'; }],
    ['a harness with the role of another', 'Harness', (properties) => { properties.ExecutionRoleArn = { 'Fn::GetAtt': ['Role', 'Arn'] }; }],
  ]),
  ...set('properties-rate-limit-keys', [
    ['a rate limit by a header', 'PerTenant', (properties) => { properties.DimensionKeys = ['$.context.request.header.X-Tenant']; }],
    ['a rate limit by a field of the body and a tool', 'PerTenant', (properties) => { properties.DimensionKeys = ['$.context.request.body.tier', 'toolName']; }],
    ['a rate limit by a header, by the default of a parameter', 'PerTenant', (properties, app) => { properties.DimensionKeys = [byDefault(app, '$.context.request.header.X-Tenant')]; }],
  ]),
  ...set('properties-rate-limit-once', [
    ['a second rate limit with the same keys', 'PerTenant', (properties, app) => { app.stack('S1').Resources.Second = { Type: 'AWS::BedrockAgentCore::GatewayRateLimit', Properties: structuredClone(properties) }; }],
    ['a second rate limit with the same keys in another order', 'PerTenant', (properties, app) => {
      app.stack('S1').Resources.Second = { Type: 'AWS::BedrockAgentCore::GatewayRateLimit', Properties: { ...structuredClone(properties), DimensionKeys: [...properties.DimensionKeys].reverse() } };
    }],
    ['two rate limits with the same keys, of which one names the gateway by its reference', 'PerTenant', (properties, app) => {
      app.stack('S1').Resources.Second = { Type: 'AWS::BedrockAgentCore::GatewayRateLimit', Properties: { ...structuredClone(properties), GatewayIdentifier: { Ref: 'Gateway' } } };
    }],
  ]),
  ...set('grants-guardrails-missing', [
    ['a role that may not run guardrails', 'Own', ({ PolicyDocument }) => { PolicyDocument.Statement.pop(); }],
  ]),
];
