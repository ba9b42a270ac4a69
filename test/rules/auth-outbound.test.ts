import { testRule } from './rows';
import {
  agentTarget, apiGatewayTarget, apiKey, gateway, gatewayTarget, getAtt, httpGateway, IAM_ROLE, iamRole, jwtGateway, lambdaTarget, mcpRuntimeTarget,
  mcpTarget, oauth, openApiTarget, passedOn, passthroughTarget, restApi, runtime, smithyTarget, target, template, UNKNOWN, withTarget,
} from '../../build-tools/rule-examples/templates';
import { authOutbound } from '../../src/rules/auth/outbound';

type Json = Record<string, unknown>;
const NONE = { Ref: 'AWS::NoValue' };
const called = (one: (properties: Json) => object, credentials: unknown, more = {}) => {
  return withTarget(one({ CredentialProviderConfigurations: credentials }) as Json, more);
};
const mcp = (properties: Json) => mcpTarget('https://docs.example.com/mcp', properties);
const connector = (properties: Json) => target({ Mcp: { Connector: { Source: { ConnectorId: 'web-search' } } } }, properties);
const inference = (properties: Json) => target({ Inference: { Provider: { Endpoint: 'https://models.example.com' } } }, properties);
const inferenceConnector = (properties: Json) => target({ Inference: { Connector: { Source: { ConnectorId: 'openai' } } } }, properties);
const onRuntime = (properties: Json) => mcpRuntimeTarget('Docs', properties);
const agent = (properties: Json) => agentTarget(getAtt('Docs', 'AgentRuntimeArn'), properties);
const inner = (properties: Json) => gatewayTarget('Inner', properties);
const DOCS = { Docs: runtime() };
const INNER = { Inner: gateway({ Name: 'inner' }) };
const AGENTS = { Gateway: httpGateway(), ...DOCS };

testRule(authOutbound, {
  fails: [
    ['a Lambda function without credentials', called(lambdaTarget, NONE), 'S1/Target: a target of kind Lambda cannot be called with no credentials; use `GATEWAY_IAM_ROLE`'],
    ['a Lambda function with OAuth', called(lambdaTarget, oauth()), 'a target of kind Lambda cannot be called with `OAUTH CLIENT_CREDENTIALS`'],
    ['an API Gateway stage with OAuth', called(apiGatewayTarget, oauth(), restApi()), 'use no credentials or `GATEWAY_IAM_ROLE` or `API_KEY`'],
    ['a Smithy model with an API key', called(smithyTarget, apiKey()), 'of kind Smithy cannot be called with `API_KEY`'],
    ['an MCP server with the caller\'s token', called(mcp, passedOn('JWT_PASSTHROUGH')), 'of kind MCP server cannot be called with `JWT_PASSTHROUGH`'],
    ['an MCP server on a runtime without credentials', called(onRuntime, NONE, DOCS), 'of kind MCP server on AgentCore Runtime cannot be called with no credentials'],
    ['an MCP server on a runtime with an API key', called(onRuntime, apiKey(), DOCS), 'cannot be called with `API_KEY`'],
    ['an IAM gateway without credentials', called(inner, NONE, INNER), 'of kind AgentCore gateway cannot be called with no credentials; use `GATEWAY_IAM_ROLE`'],
    ['an IAM gateway with OAuth', called(inner, oauth(), INNER), 'cannot be called with `OAUTH CLIENT_CREDENTIALS`'],
    ['an agent with the authorization code grant', called(agent, oauth({ GrantType: 'AUTHORIZATION_CODE' }), AGENTS), 'of kind AgentCore runtime cannot be called with `OAUTH AUTHORIZATION_CODE`'],
    ['a connector without credentials', called(connector, NONE), 'of kind connector cannot be called with no credentials'],
    ['a model provider with OAuth', called(inference, oauth(), { Gateway: httpGateway() }), 'of kind inference provider'],
  ],
  passes: [
    ['a Lambda function with the role', called(lambdaTarget, IAM_ROLE)],
    ['an API Gateway stage without credentials', called(apiGatewayTarget, NONE, restApi())],
    ['an OpenAPI document without credentials', called(openApiTarget, NONE)],
    ['an OpenAPI document with token exchange', called(openApiTarget, oauth({ GrantType: 'TOKEN_EXCHANGE' }))],
    ['a Smithy model with OAuth', called(smithyTarget, oauth())],
    ['an MCP server with an API key', called(mcp, apiKey())],
    ['an MCP server on a runtime with OAuth', called(onRuntime, oauth(), DOCS)],
    ['an IAM gateway with the role', called(inner, iamRole('bedrock-agentcore'), INNER)],
    ['a gateway with a JWT authorizer, with OAuth', called(inner, oauth(), { Inner: jwtGateway({ Name: 'inner' }) })],
    ['a gateway elsewhere with OAuth', withTarget(mcpTarget('https://x-abcdefghij.gateway.bedrock-agentcore.eu-west-1.amazonaws.com/mcp', { CredentialProviderConfigurations: oauth() }))],
    ['an agent with the caller\'s token', called(agent, passedOn('JWT_PASSTHROUGH'), AGENTS)],
    ['another agent with the caller\'s credentials', called(passthroughTarget, passedOn('CALLER_IAM_CREDENTIALS'), AGENTS)],
  ],
  doesNotApply: [
    ['a gateway without targets', template({ Gateway: gateway() })],
    ['a type that does not exist, which another rule reports', called(lambdaTarget, [{ CredentialProviderType: 'BEARER' }])],
  ],
  isUnknown: [
    ['credentials that are a parameter', called(lambdaTarget, UNKNOWN), 'the credentials of S1/Target are unresolved until deployment'],
    ['a grant type that is a parameter', called(smithyTarget, oauth({ GrantType: UNKNOWN })), 'the credentials of S1/Target'],
    ['an undocumented combination', called(passthroughTarget, NONE, AGENTS), 'is not documented'],
    ['an undocumented kind of target', called(inferenceConnector, IAM_ROLE, AGENTS), 'is not documented'],
  ],
});
