import { EditableApp, Json, statementsOf } from '../editable-app';
import { BUILT_IN, Mutation } from '../mutation';
import { AGENTS, EVERY_SETTING, MANAGED_POLICY, SCHEMAS, SMALLEST } from '../valid/hand-written';
import { CHAIN, MANY_TARGETS, OWN_ROLE, STAGE } from '../valid/own-library';

function tools(app: EditableApp): Json {
  return app.resource('GatewayTarget').properties.TargetConfiguration.Mcp.Lambda.ToolSchema;
}

function gateway(app: EditableApp): Json {
  return app.resource('BedrockAgentCore::Gateway').properties;
}

/** Copies a target until the gateway has so many. */
function untilTargets(app: EditableApp, count: number): void {
  const { id, stack, body } = app.resource('GatewayTarget', 'Tools/Weather0');
  for (let index = 40; index < count; index++) {
    const copy = structuredClone(body);
    copy.Properties.Name = `copy-${index}`;
    stack.Resources[`${id}${index}`] = copy;
  }
}

function padStatement(app: EditableApp, length: number): void {
  const cedar = app.resource('BedrockAgentCore::Policy').properties.Definition.Cedar;
  const [parts] = cedar.Statement['Fn::Join'].slice(1);
  parts.push(`\n// ${'x'.repeat(length)}`);
}

export const LIMITS: readonly Mutation[] = [
  { fault: '101 targets', in: MANY_TARGETS, caughtBy: ['limits-targets-per-gateway'], make: (app) => untilTargets(app, 101) },
  { fault: '90 targets', in: MANY_TARGETS, caughtBy: ['limits-targets-per-gateway-near'], make: (app) => untilTargets(app, 90) },
  {
    fault: '1001 tools',
    in: SMALLEST,
    caughtBy: ['limits-tools-per-target'],
    make: (app) => {
      const [first] = tools(app).InlinePayload;
      tools(app).InlinePayload = Array.from({ length: 1001 }, (_, index) => ({ ...first, Name: `tool_${index}`, Description: 'Does it.', InputSchema: { Type: 'object' } }));
    },
  },
  {
    fault: 'a schema of more than a megabyte',
    in: SCHEMAS,
    caughtBy: ['limits-inline-schema', 'limits-template-size'],
    make: (app) => {
      const schema = app.resource('GatewayTarget', 'Inline').properties.TargetConfiguration.Mcp.OpenApiSchema;
      const document = JSON.parse(schema.InlinePayload);
      document.info.description = 'x'.repeat(1_100_000);
      schema.InlinePayload = JSON.stringify(document);
    },
  },
  { fault: 'a policy of more than 10,000 characters', in: EVERY_SETTING, caughtBy: ['limits-statement-length'], make: (app) => padStatement(app, 10_000) },
  { fault: 'a policy of nearly 10,000 characters', in: EVERY_SETTING, caughtBy: ['limits-statement-length-near'], make: (app) => padStatement(app, 9_000) },
  {
    fault: 'a policy of fewer than 35 characters',
    in: EVERY_SETTING,
    caughtBy: ['limits-statement-length', BUILT_IN],
    make: (app) => { app.resource('BedrockAgentCore::Policy').properties.Definition.Cedar.Statement = 'permit(principal,action,resource);'; },
  },
  {
    fault: 'inline policies of more than 10,240 characters',
    in: OWN_ROLE,
    caughtBy: ['limits-role-inline-policies'],
    make: (app) => {
      for (let index = 0; index < 150; index++) {
        statementsOf(app.resource('IAM::Policy', 'Weather/Policy')).push({ Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::schemas-${index}/${'x'.repeat(40)}` });
      }
    },
  },
  {
    fault: 'a managed policy of more than 6,144 characters',
    in: MANAGED_POLICY,
    caughtBy: ['limits-managed-policy'],
    make: (app) => {
      for (let index = 0; index < 100; index++) {
        statementsOf(app.resource('IAM::ManagedPolicy')).push({ Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::schemas-${index}/${'x'.repeat(40)}` });
      }
    },
  },
  {
    fault: '501 resources',
    in: SMALLEST,
    caughtBy: ['limits-stack-resources'],
    make: (app) => { for (let index = 0; index < 498; index++) app.stack('S1').Resources[`Handle${index}`] = { Type: 'AWS::CloudFormation::WaitConditionHandle' }; },
  },
  {
    fault: '11 request headers that pass',
    in: EVERY_SETTING,
    caughtBy: ['limits-metadata-lists', BUILT_IN],
    make: (app) => { app.resource('GatewayTarget').properties.MetadataConfiguration.AllowedRequestHeaders = Array.from({ length: 11 }, (_, index) => `X-Header-${index}`); },
  },
  {
    fault: 'a header that never passes',
    in: EVERY_SETTING,
    caughtBy: ['limits-metadata-lists'],
    make: (app) => { app.resource('GatewayTarget').properties.MetadataConfiguration.AllowedRequestHeaders = ['Authorization']; },
  },
  {
    fault: 'two interceptors for requests',
    in: STAGE,
    caughtBy: ['limits-interceptors'],
    make: (app) => { app.resource('BedrockAgentCore::Gateway', 'Team').properties.InterceptorConfigurations[1].InterceptionPoints = ['REQUEST']; },
  },
  { fault: 'sessions of one minute', in: EVERY_SETTING, caughtBy: ['properties-gateway-value', BUILT_IN], make: (app) => { gateway(app).ProtocolConfiguration.Mcp.SessionConfiguration.SessionTimeoutInSeconds = 60; } },
  { fault: 'a description of 300 characters', in: SMALLEST, caughtBy: ['properties-gateway-value', BUILT_IN], make: (app) => { gateway(app).Description = 'x'.repeat(300); } },
  { fault: 'a URL as the public domain', in: SMALLEST, caughtBy: ['properties-gateway-domains'], make: (app) => { gateway(app).DomainOverride = { DefaultDomain: 'https://tools.example.com' }; } },
  { fault: 'a public domain with a port', in: SMALLEST, caughtBy: ['properties-gateway-domains'], make: (app) => { gateway(app).DomainOverride = { DefaultDomain: 'tools.example.com:443' }; } },
  { fault: 'one public domain twice', in: SMALLEST, caughtBy: ['properties-gateway-domains'], make: (app) => { gateway(app).DomainOverride = { DefaultDomain: 'tools.example.com', AlternateDomains: ['Tools.example.com'] }; } },
  {
    fault: 'eleven alternate domains',
    in: SMALLEST,
    caughtBy: ['properties-gateway-domains'],
    make: (app) => { gateway(app).DomainOverride = { DefaultDomain: 'tools.example.com', AlternateDomains: Array.from({ length: 11 }, (_, i) => `t${i}.example.com`) }; },
  },
  { fault: 'a search type that there is not', in: SMALLEST, caughtBy: ['names-value', BUILT_IN], make: (app) => { gateway(app).ProtocolConfiguration.Mcp.SearchType = 'HYBRID'; } },
  { fault: 'a network mode that there is not', in: AGENTS, caughtBy: ['names-value', BUILT_IN], make: (app) => { app.resource('BedrockAgentCore::Runtime', 'Helper').properties.NetworkConfiguration.NetworkMode = 'PRIVATE'; } },
  { fault: 'an alias in place of a key\'s ARN', in: SMALLEST, caughtBy: ['properties-gateway-value', BUILT_IN], make: (app) => { gateway(app).KmsKeyArn = 'arn:aws:kms:eu-west-1:111122223333:alias/tools'; } },
  {
    fault: '200 KB of policies about one gateway',
    in: CHAIN,
    caughtBy: ['limits-policy-total-size'],
    make: (app) => {
      const { id, stack, body } = app.resource('BedrockAgentCore::Policy', 'no-dynamite');
      for (let index = 0; index < 24; index++) {
        const copy = structuredClone(body);
        copy.Properties.Name = `copy_${index}`;
        copy.Properties.Definition.Cedar.Statement['Fn::Join'][1].push(`\n// ${'x'.repeat(9_200)}`);
        stack.Resources[`${id}${index}`] = copy;
      }
    },
  },
];
