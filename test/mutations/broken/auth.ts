import { EditableApp, Json, replaceText } from '../editable-app';
import { BUILT_IN, Mutation } from '../mutation';
import { AGENTS, CALLERS, CHINA, EVERY_SETTING, NESTED_GATEWAYS, SCHEMAS, SERVERS, SMALLEST, TWO_GATEWAYS } from '../valid/hand-written';
import { GENERATED, UPSTREAM_CHAIN, UPSTREAM_KITCHEN_SINK } from '../valid/other-constructs';
import { AGENT_AND_SERVER, CHAIN, DYNAMIC_LISTING, EVERY_TARGET, ON_LAMBDA, OPEN_GATEWAYS, TOKENS, USER_POLICIES } from '../valid/own-library';

const GATEWAY_ROLE = { CredentialProviderType: 'GATEWAY_IAM_ROLE' };

function gateway(app: EditableApp, path?: string): Json {
  return app.resource('BedrockAgentCore::Gateway', path).properties;
}

function target(app: EditableApp, path?: string): Json {
  return app.resource('GatewayTarget', path).properties;
}

function credential(app: EditableApp, path?: string): Json {
  return target(app, path).CredentialProviderConfigurations[0];
}

function setCredential(app: EditableApp, path: string | undefined, ...credentials: Json[]): void {
  target(app, path).CredentialProviderConfigurations = credentials;
}

function signedFor(service: string): Json {
  return { ...GATEWAY_ROLE, CredentialProvider: { IamCredentialProvider: { Service: service } } };
}

export const AUTH: readonly Mutation[] = [
  // ---- inbound
  {
    fault: 'CUSTOM_JWT without saying whose tokens',
    in: USER_POLICIES,
    caughtBy: ['auth-jwt-configuration-missing'],
    make: (app) => { delete gateway(app).AuthorizerConfiguration; },
  },
  {
    fault: 'a token issuer at a gateway for IAM callers',
    in: SMALLEST,
    caughtBy: ['auth-jwt-configuration-unused'],
    make: (app) => {
      gateway(app).AuthorizerConfiguration = { CustomJWTAuthorizer: { DiscoveryUrl: 'https://idp.example.com/.well-known/openid-configuration', AllowedAudience: ['tools'] } };
    },
  },
  { fault: 'an authorizer type that there is not', in: SMALLEST, caughtBy: ['auth-authorizer-type'], make: (app) => { gateway(app).AuthorizerType = 'IAM'; } },
  {
    fault: 'a discovery URL that is none',
    in: USER_POLICIES,
    caughtBy: ['properties-gateway-value', BUILT_IN],
    make: (app) => { gateway(app).AuthorizerConfiguration.CustomJWTAuthorizer.DiscoveryUrl = 'https://idp.example.com/'; },
  },
  { fault: 'a gateway for everybody without AWS WAF', in: OPEN_GATEWAYS, caughtBy: ['auth-none-open'], make: (app) => app.remove(app.resource('WAFv2::WebACLAssociation')) },
  {
    fault: 'AWS WAF in front of another gateway than the open one',
    in: OPEN_GATEWAYS,
    caughtBy: ['auth-none-open'],
    make: (app) => {
      app.resource('WAFv2::WebACLAssociation').properties.ResourceArn = { 'Fn::GetAtt': [app.resource('BedrockAgentCore::Gateway', 'Known').id, 'GatewayArn'] };
    },
  },
  {
    fault: 'callers who are known, and a policy engine that only logs',
    in: OPEN_GATEWAYS,
    caughtBy: ['auth-authenticate-only-open'],
    make: (app) => { gateway(app, 'Known').PolicyEngineConfiguration.Mode = 'LOG_ONLY'; },
  },
  {
    fault: 'a machine client of Cognito as the audience',
    in: SMALLEST,
    caughtBy: ['auth-cognito-audience'],
    make: (app) => {
      const { stack, properties } = app.resource('BedrockAgentCore::Gateway');
      stack.Resources.Pool = { Type: 'AWS::Cognito::UserPool' };
      stack.Resources.Client = { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: 'Pool' }, AllowedOAuthFlows: ['client_credentials'] } };
      properties.AuthorizerType = 'CUSTOM_JWT';
      properties.AuthorizerConfiguration = {
        CustomJWTAuthorizer: { DiscoveryUrl: 'https://idp.example.com/.well-known/openid-configuration', AllowedAudience: [{ Ref: 'Client' }] },
      };
    },
  },
  {
    fault: 'a policy engine mode that there is not',
    in: EVERY_SETTING,
    caughtBy: [BUILT_IN, 'names-value'],
    make: (app) => { gateway(app).PolicyEngineConfiguration.Mode = 'ENFORCED'; },
  },
  {
    fault: 'a property that gateways do not have',
    in: SMALLEST,
    caughtBy: [BUILT_IN],
    make: (app) => { gateway(app).AuthoriserConfiguration = {}; },
  },
  { fault: 'a gateway without a role', in: SMALLEST, caughtBy: ['properties-gateway-value', BUILT_IN], make: (app) => { delete gateway(app).RoleArn; } },

  // ---- outbound
  {
    fault: 'a Lambda target with an API key',
    in: SMALLEST,
    caughtBy: ['auth-outbound'],
    make: (app) => setCredential(app, undefined, {
      CredentialProviderType: 'API_KEY',
      CredentialProvider: { ApiKeyCredentialProvider: { ProviderArn: 'arn:aws:bedrock-agentcore:eu-west-1:111122223333:token-vault/default/apikeycredentialprovider/key' } },
    }),
  },
  {
    fault: 'a Lambda target without credentials',
    in: CHAIN,
    caughtBy: ['auth-outbound'],
    make: (app) => { delete target(app, 'Domain/Orders').CredentialProviderConfigurations; },
  },
  {
    fault: 'an API Gateway target with OAuth',
    in: EVERY_TARGET,
    caughtBy: ['auth-outbound'],
    make: (app) => setCredential(app, 'Outer/Orders', structuredClone(credential(app, 'Outer/Git'))),
  },
  {
    fault: 'a Smithy target without credentials',
    in: SCHEMAS,
    caughtBy: ['auth-outbound'],
    make: (app) => { delete target(app, 'Smithy').CredentialProviderConfigurations; },
  },
  {
    fault: 'an MCP server on a runtime that is called without credentials',
    in: GENERATED,
    caughtBy: ['auth-outbound'],
    make: (app) => { delete target(app, 'Target-docs').CredentialProviderConfigurations; },
  },
  {
    fault: 'two credentials',
    in: SERVERS,
    caughtBy: ['auth-credentials-one', BUILT_IN],
    make: (app) => target(app, 'Keyed').CredentialProviderConfigurations.push(structuredClone(credential(app, 'Machine'))),
  },
  {
    fault: 'an empty list of credentials',
    in: SERVERS,
    caughtBy: ['auth-credentials-one', BUILT_IN],
    make: (app) => setCredential(app, 'Open'),
  },
  {
    fault: 'an MCP server that is called with the role, without a service',
    in: SERVERS,
    caughtBy: ['auth-service-required'],
    make: (app) => setCredential(app, 'Signed', GATEWAY_ROLE),
  },
  {
    fault: 'a gateway behind a gateway without a service',
    in: UPSTREAM_CHAIN,
    caughtBy: ['auth-service-required'],
    make: (app) => setCredential(app, 'Outer/Inner', GATEWAY_ROLE),
  },
  { fault: 'an OpenAPI target without a service', in: SCHEMAS, caughtBy: ['auth-service-required'], make: (app) => setCredential(app, 'InBucket', GATEWAY_ROLE) },
  { fault: 'a Lambda target with a service', in: SMALLEST, caughtBy: ['auth-service-rejected'], make: (app) => setCredential(app, undefined, signedFor('lambda')) },
  { fault: 'an agent as target with a service', in: AGENTS, caughtBy: ['auth-service-rejected'], make: (app) => setCredential(app, 'Agent', signedFor('bedrock-agentcore')) },
  { fault: 'an API Gateway target with a service', in: SCHEMAS, caughtBy: ['auth-service-rejected'], make: (app) => setCredential(app, 'Api1', signedFor('execute-api')) },
  { fault: 'a runtime that is called as another service', in: GENERATED, caughtBy: ['auth-service-wrong'], make: (app) => setCredential(app, 'Target-docs', signedFor('execute-api')) },
  { fault: 'a gateway that is called as another service', in: TWO_GATEWAYS, caughtBy: ['auth-service-wrong'], make: (app) => setCredential(app, 'Inner', signedFor('lambda')) },
  {
    fault: 'calls that are signed for another region than the endpoint\'s',
    in: SERVERS,
    caughtBy: ['auth-signing-region'],
    make: (app) => { credential(app, 'Signed').CredentialProvider.IamCredentialProvider.Region = 'us-east-1'; },
  },
  {
    fault: 'users who cannot return after they signed in',
    in: SERVERS,
    caughtBy: ['auth-return-url'],
    make: (app) => { delete credential(app, 'User').CredentialProvider.OauthCredentialProvider.DefaultReturnUrl; },
  },
  {
    fault: 'a grant type that there is not',
    in: SERVERS,
    caughtBy: ['auth-credential-type'],
    make: (app) => { credential(app, 'Machine').CredentialProvider.OauthCredentialProvider.GrantType = 'CLIENT_CREDENTIAL'; },
  },
  {
    fault: 'a credential type that there is not',
    in: SCHEMAS,
    caughtBy: ['auth-credential-type'],
    make: (app) => { credential(app, 'Inline').CredentialProviderType = 'APIKEY'; },
  },
  {
    fault: 'an API key in a place that there is not',
    in: SERVERS,
    caughtBy: ['auth-credential-type'],
    make: (app) => { credential(app, 'Keyed').CredentialProvider.ApiKeyCredentialProvider.CredentialLocation = 'COOKIE'; },
  },
  {
    fault: 'an API key credential without a provider',
    in: SERVERS,
    caughtBy: ['auth-credential-provider'],
    make: (app) => { delete credential(app, 'Keyed').CredentialProvider; },
  },
  {
    fault: 'an API key credential with an OAuth provider',
    in: SERVERS,
    caughtBy: ['auth-credential-provider'],
    make: (app) => { credential(app, 'Keyed').CredentialProvider.ApiKeyCredentialProvider.ProviderArn = { 'Fn::GetAtt': ['Idp', 'CredentialProviderArn'] }; },
  },
  {
    fault: 'a credential provider in another region',
    in: UPSTREAM_KITCHEN_SINK,
    caughtBy: ['auth-provider-elsewhere'],
    make: (app) => {
      credential(app, 'Tools/Pets').CredentialProvider.ApiKeyCredentialProvider.ProviderArn = 'arn:aws:bedrock-agentcore:us-west-2:111122223333:token-vault/default/apikeycredentialprovider/pets';
    },
  },
  {
    fault: 'the caller\'s AWS credentials at a gateway for tokens',
    in: CALLERS,
    caughtBy: ['auth-inbound-needed'],
    make: (app) => {
      Object.assign(gateway(app), {
        AuthorizerType: 'CUSTOM_JWT',
        AuthorizerConfiguration: { CustomJWTAuthorizer: { DiscoveryUrl: 'https://idp.example.com/.well-known/openid-configuration', AllowedAudience: ['agents'] } },
      });
    },
  },
  {
    fault: 'the caller\'s token at a gateway for IAM callers',
    in: TOKENS,
    caughtBy: ['auth-inbound-needed'],
    make: (app) => {
      const properties = gateway(app, 'Agents');
      delete properties.AuthorizerConfiguration;
      properties.AuthorizerType = 'AWS_IAM';
    },
  },
  {
    fault: 'the caller\'s token passed to an MCP server',
    in: SERVERS,
    caughtBy: ['auth-outbound'],
    make: (app) => setCredential(app, 'Machine', { CredentialProviderType: 'JWT_PASSTHROUGH' }),
  },

  // ---- what a target is
  {
    fault: 'a target that is an MCP server and a function',
    in: SMALLEST,
    caughtBy: ['auth-target-kind'],
    make: (app) => { target(app).TargetConfiguration.Mcp.McpServer = { Endpoint: 'https://docs.example.com/mcp' }; },
  },
  {
    fault: 'a target of two protocols',
    in: AGENTS,
    caughtBy: ['auth-target-kind'],
    make: (app) => { target(app, 'Agent').TargetConfiguration.Mcp = { McpServer: { Endpoint: 'https://docs.example.com/mcp' } }; },
  },
  { fault: 'an agent at a gateway for MCP', in: AGENTS, caughtBy: ['auth-target-protocol'], make: (app) => { gateway(app).ProtocolType = 'MCP'; } },
  {
    fault: 'a gateway for tokens behind a gateway',
    in: NESTED_GATEWAYS,
    caughtBy: ['auth-inner-gateway-authorizer'],
    make: (app) => Object.assign(gateway(app, 'Inner'), {
      AuthorizerType: 'CUSTOM_JWT',
      AuthorizerConfiguration: { CustomJWTAuthorizer: { DiscoveryUrl: 'https://idp.example.com/.well-known/openid-configuration', AllowedAudience: ['tools'] } },
    }),
  },
  {
    fault: 'a gateway for agents behind a gateway',
    in: EVERY_TARGET,
    caughtBy: ['auth-inner-gateway-protocol'],
    make: (app) => { target(app, 'Outer/Target-inner').TargetConfiguration.Mcp.McpServer.Endpoint = { 'Fn::GetAtt': [app.resource('BedrockAgentCore::Gateway', 'Agents').id, 'GatewayUrl'] }; },
  },
  {
    fault: 'a runtime without the protocol MCP as MCP server',
    in: AGENT_AND_SERVER,
    caughtBy: ['auth-runtime-protocol'],
    make: (app) => { delete app.resource('BedrockAgentCore::Runtime', 'Docs').properties.ProtocolConfiguration; },
  },
  {
    fault: 'a runtime for tokens that is called with signatures',
    in: AGENT_AND_SERVER,
    caughtBy: ['auth-runtime-authorizer'],
    make: (app) => {
      app.resource('BedrockAgentCore::Runtime', 'Docs').properties.AuthorizerConfiguration = {
        CustomJWTAuthorizer: { DiscoveryUrl: 'https://idp.example.com/.well-known/openid-configuration', AllowedClients: ['app'] },
      };
    },
  },
  {
    fault: 'a runtime for signatures that is given tokens',
    in: TOKENS,
    caughtBy: ['auth-runtime-authorizer'],
    make: (app) => { delete app.resource('BedrockAgentCore::Runtime').properties.AuthorizerConfiguration; },
  },
  {
    fault: 'a listing mode that there is not',
    in: SERVERS,
    caughtBy: ['auth-listing-mode'],
    make: (app) => { target(app, 'Keyed').TargetConfiguration.Mcp.McpServer.ListingMode = 'ALWAYS'; },
  },
  {
    fault: 'tools listed at every request, at a gateway with search',
    in: AGENT_AND_SERVER,
    caughtBy: ['auth-dynamic-listing'],
    make: (app) => { target(app).TargetConfiguration.Mcp.McpServer.ListingMode = 'DYNAMIC'; },
  },
  {
    fault: 'search at a gateway whose target lists tools at every request',
    in: DYNAMIC_LISTING,
    caughtBy: ['auth-dynamic-listing'],
    make: (app) => { gateway(app, 'Inner').ProtocolConfiguration.Mcp.SearchType = 'SEMANTIC'; },
  },
  {
    fault: 'tools listed at every request, with users who sign in',
    in: SERVERS,
    caughtBy: ['auth-dynamic-listing'],
    make: (app) => { target(app, 'User').TargetConfiguration.Mcp.McpServer.ListingMode = 'DYNAMIC'; },
  },

  // ---- endpoints
  {
    fault: 'an endpoint without TLS',
    in: SERVERS,
    caughtBy: ['auth-endpoint-https', BUILT_IN],
    make: (app) => { target(app, 'Open').TargetConfiguration.Mcp.McpServer.Endpoint = 'http://open.example.com/mcp'; },
  },
  {
    fault: 'the ARN of a runtime in a URL as it is',
    in: GENERATED,
    caughtBy: ['auth-endpoint-encoding'],
    make: (app) => {
      const { id } = app.resource('BedrockAgentCore::Runtime', 'Server-docs');
      target(app, 'Target-docs').TargetConfiguration.Mcp.McpServer.Endpoint = {
        'Fn::Sub': `https://bedrock-agentcore.\${AWS::Region}.amazonaws.com/runtimes/\${${id}.AgentRuntimeArn}/invocations?qualifier=DEFAULT`,
      };
    },
  },
  {
    fault: 'an endpoint of a runtime that there is not',
    in: GENERATED,
    caughtBy: ['auth-endpoint-qualifier'],
    make: (app) => replaceText(target(app, 'Target-docs').TargetConfiguration, 'qualifier=DEFAULT', 'qualifier=prod'),
  },
  {
    fault: 'an endpoint of another partition',
    in: CHINA,
    caughtBy: ['auth-endpoint-host'],
    make: (app) => {
      Object.assign(target(app), {
        TargetConfiguration: {
          Mcp: { McpServer: { Endpoint: 'https://bedrock-agentcore.cn-north-1.amazonaws.com/runtimes/arn%3Aaws-cn%3Abedrock-agentcore%3Acn-north-1%3A111122223333%3Aruntime%2Fdocs-a1b2c3d4e5/invocations?qualifier=DEFAULT' } },
        },
        CredentialProviderConfigurations: [signedFor('bedrock-agentcore')],
      });
    },
  },
  {
    fault: 'a gateway that is a target of itself',
    in: NESTED_GATEWAYS,
    caughtBy: ['auth-self-target'],
    make: (app) => { target(app, 'Hop').TargetConfiguration.Mcp.McpServer.Endpoint = { 'Fn::GetAtt': ['Gateway', 'GatewayUrl'] }; },
  },
  {
    fault: 'two gateways that list each other\'s tools',
    in: NESTED_GATEWAYS,
    caughtBy: ['auth-gateway-cycle'],
    make: (app) => {
      const { Resources: resources } = app.stack('S1');
      const back = structuredClone(resources.Hop);
      delete back.DependsOn;
      back.Properties.GatewayIdentifier = { Ref: 'Inner' };
      back.Properties.Name = 'outer';
      back.Properties.TargetConfiguration.Mcp.McpServer.Endpoint = { 'Fn::GetAtt': ['Gateway', 'GatewayUrl'] };
      resources.Back = back;
    },
  },

  // ---- function URLs
  {
    fault: 'no credentials for a function URL that requires signatures',
    in: ON_LAMBDA,
    caughtBy: ['auth-function-url-authorizer'],
    make: (app) => { delete target(app).CredentialProviderConfigurations; },
  },
  {
    fault: 'a token for a function URL that requires signatures',
    in: ON_LAMBDA,
    caughtBy: ['auth-function-url-authorizer'],
    make: (app) => setCredential(app, undefined, { CredentialProviderType: 'JWT_PASSTHROUGH' }),
  },
  {
    fault: 'a function URL that anyone can call',
    in: ON_LAMBDA,
    caughtBy: ['auth-function-url-open'],
    make: (app) => {
      app.resource('Lambda::Url').properties.AuthType = 'NONE';
      delete target(app).CredentialProviderConfigurations;
    },
  },
  {
    fault: 'calls of a function URL that are signed for another service',
    in: ON_LAMBDA,
    caughtBy: ['auth-service-wrong'],
    make: (app) => setCredential(app, undefined, signedFor('bedrock-agentcore')),
  },
];
