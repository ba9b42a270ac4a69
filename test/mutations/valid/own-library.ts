import { App, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import { WeatherStack } from '../../../examples/weather/weather-stack';
import { AgentRuntime, CedarPolicy, Gateway, LambdaMcpServer, McpServer } from '../../../src';
import { callerThatIsATarget, dynamicListing, everyTarget, layout, manyTargets, ownRole, tokens } from '../../rules/own-apps';
import { ARTIFACT, lambdaFunction, TOOL_SCHEMA } from '../../rules/upstream-apps';
import { synthesized } from '../variant';

/**
 * Apps of this library.
 */

const { SchemaDefinitionType: Type } = agentcore;

/** Tools with arguments, for policies to read. */
export const ORDER_TOOLS = agentcore.ToolSchema.fromInline([
  {
    name: 'place_order',
    description: 'Orders a number of things at a price.',
    inputSchema: {
      type: Type.OBJECT,
      properties: { item: { type: Type.STRING, description: 'What.' }, count: { type: Type.INTEGER, description: 'How many.' }, price: { type: Type.NUMBER, description: 'For how much.' } },
      required: ['item', 'price'],
    },
  },
  { name: 'list_orders', description: 'Lists what was ordered.', inputSchema: { type: Type.OBJECT, properties: {} } },
]);

const JWT = agentcore.GatewayAuthorizer.usingCustomJwt({
  discoveryUrl: 'https://idp.example.com/.well-known/openid-configuration', allowedAudience: ['orders'],
});

const PERMIT_ALL = CedarPolicy.fromText('all',
  'permit (principal is AgentCore::IamEntity, action, resource == AgentCore::Gateway::"{{gatewayArn}}") when { principal.id like "*:{{accountId}}:*" };');

/** An engine that enforces needs a policy that permits. */
function permitted(app: App, path: string): App {
  const gateway = path.split('/').reduce((node, id) => node.node.findChild(id), app as ReturnType<App['node']['findChild']>) as Gateway;
  gateway.addCedarPolicy('all', PERMIT_ALL);
  return app;
}

/** Orders behind two more gateways, each with policies. */
function chain(): App {
  const app = new App();
  const stack = new Stack(app, 'S');
  const agent = new AgentRuntime(stack, 'Agent', { agentRuntimeArtifact: ARTIFACT });
  const team = new Gateway(stack, 'Team', {
    cedarPolicies: [CedarPolicy.fromText('agent', `permit (
      principal == AgentCore::IamEntity::"{{agent}}",
      action in [AgentCore::Action::"domain___orders___place_order", AgentCore::Action::"domain___orders___list_orders"],
      resource == AgentCore::Gateway::"{{gatewayArn}}"
    );`, { roles: { agent: agent.role } })],
  });
  const domain = new Gateway(stack, 'Domain', {
    cedarPolicies: [
      CedarPolicy.fromText('team', `permit (
        principal == AgentCore::IamEntity::"{{team}}",
        action == AgentCore::Action::"orders___place_order",
        resource == AgentCore::Gateway::"{{gatewayArn}}"
      ) when { context.input has count && context.input.count < 10 && context.input.price.lessThan(decimal("100.0")) };`, { roles: { team: team.role } }),
      CedarPolicy.fromText('no-dynamite', `forbid (
        principal is AgentCore::IamEntity,
        action == AgentCore::Action::"orders___place_order",
        resource == AgentCore::Gateway::"{{gatewayArn}}"
      ) when { context.input.item like "*dynamite*" };`),
    ],
  });
  domain.addLambdaTarget('Orders', { lambdaFunction: lambdaFunction(stack, 'Fn'), toolSchema: ORDER_TOOLS });
  team.addGateway(domain);
  team.grantInvokeAccess(agent);
  return app;
}

/** Users with tokens, decided by what their tokens say. */
function userPolicies(): App {
  const app = new App();
  const stack = new Stack(app, 'S');
  const gateway = new Gateway(stack, 'Shop', {
    authorizerConfiguration: JWT,
    cedarPolicies: [CedarPolicy.fromText('buyers', `permit (
      principal is AgentCore::OAuthUser,
      action == AgentCore::Action::"orders___place_order",
      resource == AgentCore::Gateway::"{{gatewayArn}}"
    ) when { principal.hasTag("scope") && principal.getTag("scope") like "*orders:write*" };`)],
  });
  gateway.addLambdaTarget('Orders', { lambdaFunction: lambdaFunction(stack, 'Fn'), toolSchema: ORDER_TOOLS });
  return app;
}

/** The gateway in one stack; functions, targets and therefore the policies in another. */
function policiesElsewhere(): App {
  const app = new App();
  const gateway = new Gateway(new Stack(app, 'Front'), 'Shop', { cedarPolicies: [PERMIT_ALL] });
  gateway.addLambdaTarget('Orders', { lambdaFunction: lambdaFunction(new Stack(app, 'Back'), 'Fn'), toolSchema: ORDER_TOOLS });
  return app;
}

/** Open to everybody, behind AWS WAF; and to every AWS caller, decided by policies. */
function openGateways(): App {
  const app = new App();
  const stack = new Stack(app, 'S');
  const open = new Gateway(stack, 'Open', { authorizerConfiguration: agentcore.GatewayAuthorizer.withNoAuth() });
  open.addLambdaTarget('Orders', { lambdaFunction: lambdaFunction(stack, 'Fn'), toolSchema: TOOL_SCHEMA });
  const webAcl = new wafv2.CfnWebACL(stack, 'WebAcl', {
    scope: 'REGIONAL', defaultAction: { block: {} }, visibilityConfig: { cloudWatchMetricsEnabled: true, metricName: 'open', sampledRequestsEnabled: true },
  });
  new wafv2.CfnWebACLAssociation(stack, 'Association', { resourceArn: open.gatewayArn, webAclArn: webAcl.attrArn });

  const known = new Gateway(stack, 'Known', { cedarPolicies: [PERMIT_ALL] });
  known.addLambdaTarget('Orders', { lambdaFunction: lambdaFunction(stack, 'KnownFn'), toolSchema: TOOL_SCHEMA });
  (known.node.defaultChild as agentcore.CfnGateway).authorizerType = 'AUTHENTICATE_ONLY';
  return app;
}

/** A stage with a stack in a stack, and a key and interceptors. */
function stageWithNestedStack(): App {
  const app = new App();
  const stack = new Stack(new Stage(app, 'Prod', { env: { account: '111122223333', region: 'eu-west-1' } }), 'S');
  const inner = new Gateway(new NestedStack(stack, 'Nested'), 'Tools');
  inner.addLambdaTarget('Orders', { lambdaFunction: lambdaFunction(Stack.of(inner), 'Fn'), toolSchema: ORDER_TOOLS });
  const outer = new Gateway(stack, 'Team', {
    kmsKey: new kms.Key(stack, 'Key'),
    interceptorConfigurations: [
      agentcore.LambdaInterceptor.forRequest(lambdaFunction(stack, 'Before')),
      agentcore.LambdaInterceptor.forResponse(lambdaFunction(stack, 'After')),
    ],
  });
  outer.addGateway(inner);
  return app;
}

/** Gateways, roles and servers that are made elsewhere. */
function imports(): App {
  const app = new App();
  const stack = new Stack(app, 'S', { env: { account: '111122223333', region: 'eu-west-1' } });
  const gateway = new Gateway(stack, 'Tools', { role: iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::111122223333:role/team/tools') });
  gateway.addLambdaTarget('Orders', { lambdaFunction: lambdaFunction(stack, 'Fn'), toolSchema: ORDER_TOOLS });
  gateway.addGateway(Gateway.fromGatewayAttributes(stack, 'Shared', {
    gatewayArn: 'arn:aws:bedrock-agentcore:eu-west-1:111122223333:gateway/shared-a1b2c3d4e5',
    gatewayUrl: 'https://shared-a1b2c3d4e5.gateway.bedrock-agentcore.eu-west-1.amazonaws.com/mcp',
    authorizerConfiguration: agentcore.GatewayAuthorizer.usingAwsIam(),
  }));
  return app;
}

/** A gateway that calls a function of another account. */
function otherAccount(): App {
  const app = new App();
  const tools = new Stack(app, 'Tools', { env: { account: '111122223333', region: 'eu-west-1' } });
  const functions = new Stack(app, 'Functions', { env: { account: '444455556666', region: 'eu-west-1' } });
  const orders = new lambda.Function(functions, 'Orders', {
    functionName: 'orders', runtime: lambda.Runtime.NODEJS_24_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = () => {};'),
  });
  new Gateway(tools, 'Gateway').addLambdaTarget('Orders', { lambdaFunction: orders, toolSchema: ORDER_TOOLS });
  return app;
}

/** An agent, an MCP server whose tools are written down, and the gateway between them. */
function agentAndServer(): App {
  const app = new App();
  const stack = new Stack(app, 'S');
  const gateway = new Gateway(stack, 'Tools');
  const server = new McpServer(stack, 'Docs', { agentRuntimeArtifact: ARTIFACT });
  gateway.addMcpServer(server);
  const agent = new AgentRuntime(stack, 'Agent', { agentRuntimeArtifact: ARTIFACT, gatewayEnvironmentVariables: true });
  gateway.grantInvokeAccess(agent);
  return app;
}

function onLambda(): App {
  const app = new App();
  const stack = new Stack(app, 'S');
  const server = lambdaFunction(stack, 'Server');
  const live = new lambda.Alias(stack, 'Live', { aliasName: 'live', version: server.currentVersion });
  new Gateway(stack, 'Tools').addMcpServer(new LambdaMcpServer(stack, 'Docs', { lambdaFunction: live }));
  return app;
}

export const EVERY_TARGET = synthesized('every kind of target and credentials', () => permitted(everyTarget(), 'S/Outer'));
export const DYNAMIC_LISTING = synthesized('tools listed at every request', dynamicListing);
export const TOKENS = synthesized('callers with tokens', tokens);
export const CALLER_IS_TARGET = synthesized('an agent that calls its gateway and is a target of it', () => permitted(callerThatIsATarget(), 'S/Tools'));
export const MANY_TARGETS = synthesized('many targets', manyTargets);
export const OWN_ROLE = synthesized('a role of the user\'s own', ownRole);
export const CHAIN = synthesized('three hops with policies at two gateways', chain);
export const USER_POLICIES = synthesized('policies about claims', userPolicies);
export const POLICIES_ELSEWHERE = synthesized('policies in the stack of the targets', policiesElsewhere);
export const OPEN_GATEWAYS = synthesized('open gateways with protection', openGateways);
export const STAGE = synthesized('a stage with a nested stack', stageWithNestedStack);
export const IMPORTS = synthesized('imported roles and gateways', imports);
export const OTHER_ACCOUNT = synthesized('a function of another account', otherAccount);
export const AGENT_AND_SERVER = synthesized('an agent and an MCP server', agentAndServer);
export const THREE_STACKS = synthesized('gateway, server and agent in stacks of their own', () => layout({ gateway: 'own', server: 'own', agent: 'own' }));
export const TWO_STACKS = synthesized('the gateway in one stack, server and agent in another', () => layout({ gateway: 'own', server: 'same', agent: 'same' }));
export const ON_LAMBDA = synthesized('an MCP server on Lambda', onLambda);
export const WEATHER = synthesized('examples/weather', () => {
  const app = new App();
  new WeatherStack(app, 'Weather');
  return app;
});

export const OWN_LIBRARY = [
  EVERY_TARGET, DYNAMIC_LISTING, TOKENS, CALLER_IS_TARGET, MANY_TARGETS, OWN_ROLE, CHAIN, USER_POLICIES, POLICIES_ELSEWHERE, OPEN_GATEWAYS, STAGE,
  IMPORTS, OTHER_ACCOUNT, AGENT_AND_SERVER, ON_LAMBDA, THREE_STACKS, TWO_STACKS, WEATHER,
];
