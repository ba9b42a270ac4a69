import { EditableApp, Json, replaceText } from '../editable-app';
import { BUILT_IN, Mutation } from '../mutation';
import { AGENTS, EVERY_SETTING, NESTED_GATEWAYS, SCHEMAS, SERVERS, SMALLEST } from '../valid/hand-written';
import { AGENT_AND_SERVER, CHAIN, EVERY_TARGET, TOKENS, WEATHER } from '../valid/own-library';

function properties(app: EditableApp, type: string, path?: string): Json {
  return app.resource(type, path).properties;
}

function tools(app: EditableApp, path?: string): Json[] {
  return properties(app, 'GatewayTarget', path).TargetConfiguration.Mcp.Lambda.ToolSchema.InlinePayload;
}

/** A resource under another logical id: CloudFormation creates the new one before it deletes the old one. */
function giveNewId(app: EditableApp, type: string, path: string): void {
  const { id, stack } = app.resource(type, path);
  const text = JSON.stringify(stack.Resources).replaceAll(new RegExp(`"${id}"`, 'g'), `"${id}2"`);
  stack.Resources = JSON.parse(text);
}

export const NAMES: readonly Mutation[] = [
  {
    fault: 'the mode of a gateway in a policy',
    in: EVERY_SETTING,
    caughtBy: ['names-value'],
    make: (app) => { app.resources('BedrockAgentCore::Policy')[0].properties.EnforcementMode = 'ENFORCE'; },
  },
  {
    fault: 'two targets with one name',
    in: SERVERS,
    caughtBy: ['names-duplicate-target'],
    make: (app) => { properties(app, 'GatewayTarget', 'Keyed').Name = 'machine'; },
  },
  {
    fault: 'two targets with one name, made by different constructs',
    in: EVERY_TARGET,
    caughtBy: ['names-duplicate-target'],
    make: (app) => { properties(app, 'GatewayTarget', 'Outer/OpenPets').Name = properties(app, 'GatewayTarget', 'Outer/Pets').Name; },
  },
  { fault: 'two tools with one name', in: SMALLEST, caughtBy: ['names-duplicate-tool'], make: (app) => { tools(app)[1].Name = tools(app)[0].Name; } },
  {
    fault: 'two operations with one id',
    in: SCHEMAS,
    caughtBy: ['names-duplicate-tool'],
    make: (app) => replaceText(properties(app, 'GatewayTarget', 'Inline'), 'addPet', 'listPets'),
  },
  {
    fault: 'two gateways with one name',
    in: NESTED_GATEWAYS,
    caughtBy: ['names-duplicate-resource'],
    make: (app) => { properties(app, 'BedrockAgentCore::Gateway', 'Inner').Name = 'outer'; },
  },
  {
    fault: 'two policies with one name',
    in: CHAIN,
    caughtBy: ['names-duplicate-resource'],
    make: (app) => { properties(app, 'BedrockAgentCore::Policy', 'no-dynamite').Name = properties(app, 'BedrockAgentCore::Policy', 'team').Name; },
  },
  {
    fault: 'two runtimes with one name',
    in: AGENTS,
    caughtBy: ['names-duplicate-resource'],
    make: (app) => { properties(app, 'BedrockAgentCore::Runtime', 'Users').AgentRuntimeName = 'helper'; },
  },
  {
    fault: 'an underscore in the name of a gateway',
    in: SMALLEST,
    caughtBy: ['names-gateway-invalid', BUILT_IN],
    make: (app) => { properties(app, 'BedrockAgentCore::Gateway').Name = 'weather_tools'; },
  },
  {
    fault: 'two hyphens in a row in the name of a gateway',
    in: SMALLEST,
    caughtBy: ['names-gateway-invalid', BUILT_IN],
    make: (app) => { properties(app, 'BedrockAgentCore::Gateway').Name = 'weather--tools'; },
  },
  {
    fault: 'an underscore in the name of a target',
    in: SMALLEST,
    caughtBy: ['names-target-invalid', BUILT_IN],
    make: (app) => { properties(app, 'GatewayTarget').Name = 'the_weather'; },
  },
  {
    fault: 'a hyphen in the name of a runtime',
    in: AGENT_AND_SERVER,
    caughtBy: ['names-runtime-invalid'],
    make: (app) => { properties(app, 'BedrockAgentCore::Runtime', 'Docs').AgentRuntimeName = 'docs-server'; },
  },
  {
    fault: 'a digit at the beginning of the name of a runtime',
    in: AGENT_AND_SERVER,
    caughtBy: ['names-runtime-invalid'],
    make: (app) => { properties(app, 'BedrockAgentCore::Runtime', 'Agent').AgentRuntimeName = '2nd_agent'; },
  },
  {
    fault: 'a hyphen in the name of a policy',
    in: EVERY_SETTING,
    caughtBy: ['names-policy-invalid', BUILT_IN],
    make: (app) => { properties(app, 'BedrockAgentCore::Policy').Name = 'permit-weather'; },
  },
  {
    fault: 'a policy name of 52 characters',
    in: CHAIN,
    caughtBy: ['names-policy-invalid', BUILT_IN],
    make: (app) => { properties(app, 'BedrockAgentCore::Policy', 'team').Name = 'p'.repeat(52); },
  },
  {
    fault: 'a hyphen in the name of a policy engine',
    in: EVERY_SETTING,
    caughtBy: ['names-policy-invalid', BUILT_IN],
    make: (app) => { properties(app, 'BedrockAgentCore::PolicyEngine').Name = 'the-engine'; },
  },
  {
    fault: 'a space in the name of a credential provider',
    in: SCHEMAS,
    caughtBy: ['names-credential-provider-invalid', BUILT_IN],
    make: (app) => { properties(app, 'ApiKeyCredentialProvider').Name = 'pet store'; },
  },
  { fault: 'a tool without a name', in: SMALLEST, caughtBy: ['names-tool-invalid'], make: (app) => { tools(app)[0].Name = ''; } },
  { fault: 'a tool name of 300 characters', in: SMALLEST, caughtBy: ['names-tool-invalid'], make: (app) => { tools(app)[0].Name = 't'.repeat(300); } },
  { fault: 'a dot in the name of a tool', in: SMALLEST, caughtBy: ['names-tool-characters'], make: (app) => { tools(app)[0].Name = 'get.forecast'; } },
  {
    fault: 'an operation id that is a sentence',
    in: SCHEMAS,
    caughtBy: ['names-tool-characters'],
    make: (app) => replaceText(properties(app, 'GatewayTarget', 'Inline'), 'listPets', 'List all pets'),
  },
  {
    fault: 'a tool name that is too long for models through three hops',
    in: CHAIN,
    caughtBy: ['names-tool-too-long'],
    make: (app) => {
      properties(app, 'GatewayTarget', 'Team/Target-domain').Name = 'the-tools-of-the-domain-of-orders';
      replaceText(properties(app, 'BedrockAgentCore::Policy', 'agent'), 'domain___', 'the-tools-of-the-domain-of-orders___');
      properties(app, 'GatewayTarget', 'Domain/Orders').Name = 'orders-of-customers';
      for (const policy of ['team', 'no-dynamite', 'agent']) replaceText(properties(app, 'BedrockAgentCore::Policy', policy), 'orders___', 'orders-of-customers___');
      replaceText(properties(app, 'BedrockAgentCore::Policy', 'agent'), 'of-orders-of-customers___', 'of-orders___');
    },
  },
  {
    fault: 'a target name that leaves no room for the tool',
    in: SMALLEST,
    caughtBy: ['names-tool-too-long'],
    make: (app) => { properties(app, 'GatewayTarget').Name = 'weather-of-all-the-cities-and-villages-of-the-whole-world'; },
  },
  {
    fault: 'a gateway\'s URL in place of its id',
    in: SMALLEST,
    caughtBy: ['names-attribute'],
    make: (app) => { properties(app, 'GatewayTarget').GatewayIdentifier = { 'Fn::GetAtt': ['Gateway', 'GatewayUrl'] }; },
  },
  {
    fault: 'a gateway\'s ARN in place of its id',
    in: CHAIN,
    caughtBy: ['names-attribute'],
    make: (app) => { properties(app, 'GatewayTarget', 'Domain/Orders').GatewayIdentifier['Fn::GetAtt'][1] = 'GatewayArn'; },
  },
  {
    fault: 'a gateway\'s id in place of its URL',
    in: NESTED_GATEWAYS,
    caughtBy: ['names-attribute'],
    make: (app) => { properties(app, 'GatewayTarget', 'Hop').TargetConfiguration.Mcp.McpServer.Endpoint = { Ref: 'Inner' }; },
  },
  { fault: 'a role\'s name in place of its ARN', in: SMALLEST, caughtBy: ['names-attribute'], make: (app) => { properties(app, 'BedrockAgentCore::Gateway').RoleArn = { Ref: 'Role' }; } },
  {
    fault: 'a function\'s name in place of its ARN',
    in: SMALLEST,
    caughtBy: ['names-attribute'],
    make: (app) => { properties(app, 'GatewayTarget').TargetConfiguration.Mcp.Lambda.LambdaArn = { Ref: 'Fn' }; },
  },
  {
    fault: 'a policy engine\'s id in place of its ARN',
    in: EVERY_SETTING,
    caughtBy: ['names-attribute'],
    make: (app) => { properties(app, 'BedrockAgentCore::Gateway').PolicyEngineConfiguration.Arn = { 'Fn::GetAtt': ['Engine', 'PolicyEngineId'] }; },
  },
  {
    fault: 'a runtime\'s id in place of its ARN',
    in: AGENTS,
    caughtBy: ['names-attribute'],
    make: (app) => { properties(app, 'GatewayTarget', 'S1/Agent').TargetConfiguration.Http.AgentcoreRuntime.Arn = { 'Fn::GetAtt': ['Helper', 'AgentRuntimeId'] }; },
  },
  {
    fault: 'a policy engine\'s ARN in place of its id',
    in: EVERY_SETTING,
    caughtBy: ['names-attribute'],
    make: (app) => { properties(app, 'BedrockAgentCore::Policy').PolicyEngineId = { 'Fn::GetAtt': ['Engine', 'PolicyEngineArn'] }; },
  },
  {
    fault: 'a key\'s id in place of its ARN',
    in: EVERY_SETTING,
    caughtBy: ['names-attribute'],
    make: (app) => { properties(app, 'BedrockAgentCore::Gateway').KmsKeyArn = { Ref: 'Key' }; },
  },

  // ---- changes of what is deployed
  { fault: 'a target that is moved and keeps its name', in: CHAIN, isChange: true, caughtBy: ['names-replaced'], make: (app) => giveNewId(app, 'GatewayTarget', 'Domain/Orders') },
  { fault: 'a gateway that is moved and keeps its name', in: TOKENS, isChange: true, caughtBy: ['names-replaced'], make: (app) => giveNewId(app, 'BedrockAgentCore::Gateway', 'S/Tools') },
  {
    fault: 'a policy engine that is moved and keeps its name',
    in: EVERY_SETTING,
    isChange: true,
    caughtBy: ['names-replaced'],
    make: (app) => giveNewId(app, 'BedrockAgentCore::PolicyEngine', 'Engine'),
  },
  { fault: 'a runtime that is moved and keeps its name', in: WEATHER, isChange: true, caughtBy: ['names-replaced'], make: (app) => giveNewId(app, 'BedrockAgentCore::Runtime', 'Weather/Agent') },
  {
    fault: 'a deployed gateway with another name',
    in: SMALLEST,
    isChange: true,
    caughtBy: ['names-gateway-renamed'],
    make: (app) => {
      properties(app, 'BedrockAgentCore::Gateway').Name = 'weather-service';
      replaceText(properties(app, 'IAM::Role'), 'weather-tools', 'weather-service');
    },
  },
  {
    fault: 'a deployed gateway for other callers',
    in: SMALLEST,
    isChange: true,
    caughtBy: ['names-authorizer-changed'],
    make: (app) => Object.assign(properties(app, 'BedrockAgentCore::Gateway'), {
      AuthorizerType: 'CUSTOM_JWT',
      AuthorizerConfiguration: { CustomJWTAuthorizer: { DiscoveryUrl: 'https://idp.example.com/.well-known/openid-configuration', AllowedAudience: ['tools'] } },
    }),
  },
  {
    fault: 'search at a deployed gateway that was created without',
    in: EVERY_SETTING,
    isChange: true,
    caughtBy: ['names-mcp-settings-changed'],
    make: (app) => { delete properties(app, 'BedrockAgentCore::Gateway').ProtocolConfiguration.Mcp.SearchType; },
  },
  {
    fault: 'a deployed gateway with another protocol',
    in: SERVERS,
    isChange: true,
    caughtBy: ['names-protocol-changed'],
    make: (app) => { delete properties(app, 'BedrockAgentCore::Gateway').ProtocolType; },
  },
];
