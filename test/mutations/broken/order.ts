import { EditableApp, forgetDependency, Json } from '../editable-app';
import { BUILT_IN, Mutation } from '../mutation';
import { EVERY_SETTING, NESTED_GATEWAYS, SCHEMAS, SMALLEST, TWO_GATEWAYS } from '../valid/hand-written';
import { UPSTREAM_CHAIN } from '../valid/other-constructs';
import {
  AGENT_AND_SERVER, CALLER_IS_TARGET, CHAIN, EVERY_TARGET, POLICIES_ELSEWHERE, STAGE, TOKENS, WEATHER,
} from '../valid/own-library';

/** Takes everything of a type out of what a resource depends on. */
function forgetAll(app: EditableApp, of: [type: string, path: string], type: string): void {
  for (const other of app.resources(type)) forgetDependency(app.resource(...of), other);
}

export const ORDER: readonly Mutation[] = [
  {
    fault: 'a Lambda target that does not wait for its policy',
    in: CHAIN,
    caughtBy: ['order-target-before-its-policy'],
    make: (app) => forgetAll(app, ['GatewayTarget', 'S/Domain/Orders'], 'IAM::Policy'),
  },
  {
    fault: 'an API Gateway target that does not wait for its policy',
    in: EVERY_TARGET,
    caughtBy: ['order-target-outlives-its-policy'],
    make: (app) => forgetAll(app, ['GatewayTarget', 'Outer/Orders'], 'IAM::ManagedPolicy'),
  },
  {
    fault: 'a target in another stack that does not wait for its policy',
    in: POLICIES_ELSEWHERE,
    caughtBy: ['order-target-before-its-policy'],
    make: (app) => forgetDependency(app.resource('GatewayTarget'), app.resource('IAM::Policy', 'Back/Fn/Shop-Orders-0de349f9/Policy')),
  },
  {
    fault: 'an MCP server target that does not wait for the policy to call its runtime',
    in: AGENT_AND_SERVER,
    caughtBy: ['order-target-before-its-policy'],
    make: (app) => forgetAll(app, ['GatewayTarget', 'Tools/Target-docs'], 'IAM::Policy'),
  },
  {
    fault: 'an OAuth target that does not wait for the policy to get tokens',
    in: EVERY_TARGET,
    caughtBy: ['order-target-before-its-policy'],
    make: (app) => forgetAll(app, ['GatewayTarget', 'Outer/Git'], 'IAM::ManagedPolicy'),
  },
  {
    fault: 'an API key target that does not wait for the policy to get the key',
    in: EVERY_TARGET,
    caughtBy: ['order-target-outlives-its-policy'],
    make: (app) => forgetAll(app, ['GatewayTarget', 'Outer/Pets'], 'IAM::ManagedPolicy'),
  },
  {
    fault: 'an API Gateway target that names a stage of the stack by a text',
    in: SCHEMAS,
    caughtBy: ['order-target-before-its-stage'],
    make: (app) => {
      const { id, stack } = app.resource('ApiGateway::RestApi');
      stack.Resources.Deployment = { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId: { Ref: id } } };
      stack.Resources.Prod = { Type: 'AWS::ApiGateway::Stage', Properties: { RestApiId: { Ref: id }, DeploymentId: { Ref: 'Deployment' }, StageName: 'prod' } };
    },
  },
  {
    fault: 'tools in a bucket that the stack has just created',
    in: SMALLEST,
    caughtBy: ['order-target-before-its-schema'],
    make: (app) => {
      const { stack, properties } = app.resource('GatewayTarget');
      stack.Resources.Bucket = { Type: 'AWS::S3::Bucket' };
      properties.TargetConfiguration.Mcp.Lambda.ToolSchema = { S3: { Uri: { 'Fn::Sub': 's3://${Bucket}/tools.json' } } };
    },
  },
  {
    fault: 'a target that does not wait for its MCP server to answer',
    in: AGENT_AND_SERVER,
    caughtBy: ['order-target-before-its-server'],
    make: (app) => forgetAll(app, ['GatewayTarget', 'Tools/Target-docs'], 'Custom::AgentCoreReadiness'),
  },
  {
    fault: 'a target that waits for the MCP server of another target',
    in: EVERY_TARGET,
    caughtBy: ['order-target-before-its-server'],
    make: (app) => {
      const [docs, more] = ['docs', 'more'].map((name) => app.resource('GatewayTarget', `Inner/Target-${name}`).body);
      const checks = app.resources('Custom::AgentCoreReadiness').map(({ id }) => id);
      const checkOf = (body: Json): string => body.DependsOn.find((id: string) => checks.includes(id));
      const [ofDocs, ofMore] = [checkOf(docs), checkOf(more)];
      more.DependsOn = more.DependsOn.map((id: string) => id === ofMore ? ofDocs : id);
    },
  },
  {
    fault: 'an outer target that waits for nothing of the gateway behind it',
    in: CHAIN,
    caughtBy: ['order-outer-before-inner'],
    make: (app) => forgetAll(app, ['GatewayTarget', 'S/Team/Target-domain'], 'Custom::AgentCoreReadiness'),
  },
  {
    fault: 'an outer target that does not wait for the inner target',
    in: NESTED_GATEWAYS,
    caughtBy: ['order-outer-before-inner'],
    make: (app) => { delete app.resource('GatewayTarget', 'Hop').body.DependsOn; },
  },
  {
    fault: 'an outer target that waits for the inner target, but not for the inner role\'s policy',
    in: UPSTREAM_CHAIN,
    caughtBy: ['order-outer-before-inner'],
    make: (app) => {
      const policy = app.resource('IAM::Policy', 'Inner/ServiceRole/DefaultPolicy');
      forgetDependency(app.resource('GatewayTarget', 'Outer/Inner'), policy);
      forgetDependency(app.resource('GatewayTarget', 'Inner/L'), policy);
    },
  },
  {
    fault: 'an inner target in the stack of the outer gateway, which does not wait for it',
    in: TWO_GATEWAYS,
    caughtBy: ['order-outer-before-inner'],
    make: (app) => {
      const { stack, id, body } = app.resource('GatewayTarget', 'Weather');
      delete stack.Resources[id];
      Object.assign(stack.Outputs, {
        Id: { Value: { Ref: 'Gateway' }, Export: { Name: 'tools-id' } },
        Function: { Value: { 'Fn::GetAtt': ['Fn', 'Arn'] }, Export: { Name: 'function-arn' } },
      });
      body.Properties.GatewayIdentifier = { 'Fn::ImportValue': 'tools-id' };
      body.Properties.TargetConfiguration.Mcp.Lambda.LambdaArn = { 'Fn::ImportValue': 'function-arn' };
      app.stack('S2').Resources.Weather = body;
    },
  },
  {
    fault: 'a gateway that does not wait for the policy to use its policy engine',
    in: EVERY_TARGET,
    caughtBy: ['order-gateway-before-its-engine-policy'],
    make: (app) => forgetAll(app, ['BedrockAgentCore::Gateway', 'S/Outer'], 'IAM::Policy'),
  },
  {
    fault: 'a gateway with a key that does not wait for the policy to use the key',
    in: STAGE,
    caughtBy: ['order-gateway-before-its-policy'],
    make: (app) => forgetAll(app, ['BedrockAgentCore::Gateway', 'Prod/S/Team'], 'IAM::Policy'),
  },
  {
    fault: 'a Cedar policy that waits for no target',
    in: CHAIN,
    caughtBy: ['order-cedar-policy-before-its-targets'],
    make: (app) => forgetAll(app, ['BedrockAgentCore::Policy', 'no-dynamite'], 'CloudFormation::WaitConditionHandle'),
  },
  {
    fault: 'a Cedar policy that does not wait for the target that it names',
    in: EVERY_SETTING,
    caughtBy: ['order-cedar-policy-before-its-targets'],
    make: (app) => { delete app.resource('BedrockAgentCore::Policy').body.DependsOn; },
  },
  {
    fault: 'an interceptor that knows the URL of its gateway',
    in: EVERY_SETTING,
    caughtBy: ['order-cycle', BUILT_IN],
    make: (app) => { app.resource('Lambda::Function', 'Guard').properties.Environment = { Variables: { GATEWAY_URL: { 'Fn::GetAtt': ['Gateway', 'GatewayUrl'] } } }; },
  },
  {
    fault: 'a gateway that waits for the policy of a target on an agent that knows the gateway',
    in: CALLER_IS_TARGET,
    caughtBy: ['order-cycle', BUILT_IN],
    make: (app) => {
      const gateway = app.resource('BedrockAgentCore::Gateway').body;
      gateway.DependsOn = [...gateway.DependsOn, app.resource('IAM::Policy', 'Tools/Target-docs/Policy').id];
    },
  },
  {
    fault: 'policies that the gateway waits for, which name the gateway',
    in: EVERY_SETTING,
    caughtBy: ['order-cycle', BUILT_IN],
    make: (app) => { app.resource('BedrockAgentCore::Gateway').body.DependsOn = ['Permit']; },
  },
  {
    fault: 'a function of the inner stack that knows the URL of the outer stack\'s gateway',
    in: TWO_GATEWAYS,
    caughtBy: ['order-cycle'],
    make: (app) => {
      app.stack('S2').Outputs = { Url: { Value: { 'Fn::GetAtt': ['Gateway', 'GatewayUrl'] }, Export: { Name: 'team-url' } } };
      app.resource('Lambda::Function').properties.Environment = { Variables: { TEAM_URL: { 'Fn::ImportValue': 'team-url' } } };
    },
  },
  {
    fault: 'a target that stays when its gateway is deleted',
    in: SCHEMAS,
    caughtBy: ['order-retained-below-deleted'],
    make: (app) => { app.resource('GatewayTarget', 'Smithy').body.DeletionPolicy = 'Retain'; },
  },
  {
    fault: 'a target on an agent that does not wait for its policy',
    in: EVERY_TARGET,
    caughtBy: ['order-target-outlives-its-policy'],
    make: (app) => forgetAll(app, ['GatewayTarget', 'Agents/Target-helper'], 'IAM::Policy'),
  },
  {
    fault: 'a new version of a server, whose target nothing synchronizes',
    in: WEATHER,
    isChange: true,
    caughtBy: ['order-target-stale'],
    make: (app) => { app.resource('BedrockAgentCore::Runtime', 'Weather/Everything').properties.EnvironmentVariables = { VERSION: '2' }; },
  },
  {
    fault: 'an agent whose URL of its gateway makes the gateway wait for itself',
    in: TOKENS,
    caughtBy: ['order-cycle', BUILT_IN],
    make: (app) => { app.resource('BedrockAgentCore::Gateway', 'S/Tools').body.DependsOn = [app.resource('BedrockAgentCore::Runtime').id]; },
  },
];
