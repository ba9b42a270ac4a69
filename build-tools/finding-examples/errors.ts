import { App, Duration, SecretValue, Stack, Stage } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { agent, Example, gateway, importedGateway, jwt, newFunction, newStack, OTHER_ENV, tools } from './setting';
import {
  CedarPolicy, Gateway, GatewayRules, GatewayTarget, InboundAuth, LambdaMcpServer, MultiProtocol, OutboundAuth,
  PassthroughProtocol, PrivateEndpoint, RateLimitDimension, Readiness, RuntimeConfig,
} from '../../src';
import type { ERRORS } from '../../src/findings/errors';

const PERMIT = 'permit (principal is AgentCore::IamEntity, action == AgentCore::Action::"orders___find", resource == AgentCore::Gateway::"{{gatewayArn}}");';

/** An app that causes each error. */
export const ERROR_EXAMPLES: Readonly<Record<keyof typeof ERRORS, Example>> = {
  'outside-app': () => { GatewayRules.of(new Construct(undefined as unknown as Construct, 'Loose')); },
  'stage-crossed': (stack) => {
    const prod = new Stage(stack.node.root, 'Prod');
    gateway(stack).addMcpServer(agent(new Stack(prod, 'Agents'), 'Docs', { protocolConfiguration: agentcore.ProtocolType.MCP }));
  },

  'argument': (stack) => { gateway(stack).addMcpServer('https://docs.example.com/mcp' as unknown as agentcore.IRuntimeRef); },

  'gateway-props': (stack) => {
    new Gateway(stack, 'Tools', { description: '', tags: { 'aws:team': 'shop' } });
  },
  'gateway-rule': (stack) => { gateway(stack).addRule('Everything', { priority: 0 }); },
  'rate-limit': (stack) => { gateway(stack).addRateLimit('PerTenant', { dimensions: [RateLimitDimension.header('X-Tenant')], requestsPerSecond: 10 }); },
  'advertised-scope-mapping': () => {
    InboundAuth.customJwt({ discoveryUrl: 'https://idp.example.com/.well-known/openid-configuration', advertisedScopeMapping: {} });
  },
  'log-type': (stack) => {
    const destination = agentcore.LoggingDestination.cloudWatchLogs(new logs.LogGroup(stack, 'Logs'));
    new Gateway(stack, 'Tools', { loggingConfigs: [{ logType: agentcore.LogType.USAGE_LOGS, destination }] });
  },
  'web-acl': (stack) => {
    const visibilityConfig = { cloudWatchMetricsEnabled: true, metricName: 'tools', sampledRequestsEnabled: true };
    new Gateway(stack, 'Tools', { webAcl: new wafv2.CfnWebACL(stack, 'Acl', { scope: 'CLOUDFRONT', defaultAction: { block: {} }, visibilityConfig }) });
  },
  'consent-portal': (stack) => {
    const identityProvider = agentcore.OAuth2CredentialProvider.usingGithub(stack, 'Idp', { clientId: 'tools', clientSecret: SecretValue.secretsManager('tools') });
    gateway(stack).addConsentPortal('Consent', { identityProvider });
  },
  'outbound-oauth': (stack) => {
    const provider = agentcore.OAuth2CredentialProvider.usingGithub(stack, 'Idp', { clientId: 'tools', clientSecret: SecretValue.secretsManager('tools') });
    OutboundAuth.authorizationCode(provider, { scopes: ['repo', ''], defaultReturnUrl: 'app.example.com' });
  },
  'private-endpoint': (stack) => {
    PrivateEndpoint.inVpc({ vpc: new ec2.Vpc(stack, 'Vpc'), routingDomain: 'https://stock.shop.internal' });
  },
  'import-attribute-unknown': (stack) => { String(importedGateway(stack).gatewayName); },

  'target-constructor': (stack) => {
    const props = { gateway: gateway(stack), targetConfiguration: { targetType: agentcore.McpTargetType.LAMBDA } };
    new GatewayTarget(stack, 'Orders', props as unknown as agentcore.GatewayTargetProps);
  },
  'target-description': (stack) => {
    gateway(stack).addMcpServerTarget('Docs', { endpoint: 'https://docs.example.com/mcp', description: '' });
  },
  'target-props': (stack) => {
    new Gateway(stack, 'Agents', { protocolConfiguration: MultiProtocol.all() }).addPassthroughTarget('Partner', {
      endpoint: 'https://agent.example.com', protocol: PassthroughProtocol.A2A, stickiness: { identifier: '$context.header.x-session-id', timeout: Duration.days(2) },
    });
  },
  'url-elsewhere': (stack) => {
    new LambdaMcpServer(stack, 'Docs', { lambdaFunction: newFunction(new Stack(stack.node.root, 'Other', { env: OTHER_ENV })) });
  },
  'function-url-taken': (stack) => {
    const lambdaFunction = newFunction(stack);
    for (const id of ['Docs', 'Faq']) new LambdaMcpServer(stack, id, { lambdaFunction });
  },
  'target-permissions': (stack) => {
    const additionalPermissions = [new iam.PolicyStatement({ actions: ['dynamodb:GetItem'] })];
    gateway(stack).addMcpServerTarget('Docs', { endpoint: 'https://docs.example.com/mcp', additionalPermissions });
  },
  'resource-priority': (stack) => {
    gateway(stack).addMcpServerTarget('Docs', { endpoint: 'https://docs.example.com/mcp', resourcePriority: 1001 });
  },
  'schema-file-not-readable': (stack) => {
    gateway(stack).addLambdaTarget('Orders', { lambdaFunction: newFunction(stack), toolSchema: agentcore.ToolSchema.fromLocalAsset('no/tools.json') });
  },
  'api-gateway-stage': (stack) => {
    const restApi = apigateway.RestApi.fromRestApiId(stack, 'Api', 'a1b2c3d4e5');
    gateway(stack).addApiGatewayTarget('Pets', {
      restApi, apiGatewayToolConfiguration: { toolFilters: [{ filterPath: '/*', methods: [agentcore.ApiGatewayHttpMethod.GET] }] },
    });
  },
  'gateway-url-unknown': (stack) => {
    const inner = agentcore.Gateway.fromGatewayAttributes(stack, 'Inner', {
      gatewayArn: 'arn:aws:bedrock-agentcore:eu-west-1:111122223333:gateway/inner-0123456789',
      gatewayId: 'inner-0123456789',
      gatewayName: 'inner',
      role: new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('bedrock-agentcore.amazonaws.com') }),
      authorizerConfiguration: agentcore.GatewayAuthorizer.usingAwsIam(),
    } as agentcore.GatewayAttributes);
    gateway(stack).addGateway(inner);
  },

  'grant-on-jwt': (stack) => {
    new Gateway(stack, 'Tools', { authorizerConfiguration: jwt() }).grantInvokeAccess(agent(stack));
  },
  'resource-policy-statement': (stack) => {
    gateway(stack).addToResourcePolicy(new iam.PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: ['*'] }));
  },
  'token-access-without-jwt': (stack) => {
    gateway(stack).grantTokenAccess(agent(stack), { clientId: 'assistant', clientSecret: SecretValue.secretsManager('assistant') });
  },
  'token-client': (stack) => {
    new Gateway(stack, 'Tools', { authorizerConfiguration: jwt() }).grantTokenAccess(agent(stack), { clientId: 'assistant' });
  },
  'token-client-taken': (stack) => {
    const [own, caller] = [new Gateway(stack, 'Tools', { authorizerConfiguration: jwt() }), agent(stack)];
    for (const clientId of ['assistant', 'other']) own.grantTokenAccess(caller, { clientId, clientSecret: SecretValue.secretsManager(clientId) });
  },
  'grant-not-possible': (stack) => {
    importedGateway(stack).grantInvokeAccess(new iam.ServicePrincipal('events.amazonaws.com'));
  },
  'caller-role-without-name': (stack) => {
    const agents = newStack(stack.node.root as App, 'Agents', { env: OTHER_ENV });
    gateway(stack).grantInvokeAccess(agent(agents));
  },
  'function-without-name': (stack) => {
    const functions = newStack(stack.node.root as App, 'Functions', { env: OTHER_ENV });
    gateway(stack).addLambdaTarget('Orders', { lambdaFunction: newFunction(functions), toolSchema: tools('find') });
  },

  'cedar-directory': () => { CedarPolicy.fromDirectory(__dirname); },
  'cedar-file': () => { CedarPolicy.fromFile('no/orders.cedar'); },
  'cedar-policy-taken': (stack) => {
    const own = gateway(stack);
    own.addCedarPolicy('orders', CedarPolicy.fromText('orders', PERMIT));
    own.addCedarPolicy('orders', CedarPolicy.fromText('orders', PERMIT));
  },
  'cedar-policy-placement': (stack) => {
    const agents = newStack(stack.node.root as App, 'Agents');
    const [own, caller] = [gateway(stack), agent(agents)];
    own.grantInvokeAccess(caller);
    own.addCedarPolicy('orders', CedarPolicy.fromText('orders', PERMIT.replace('principal is AgentCore::IamEntity', 'principal == AgentCore::IamEntity::"{{agent}}"'), {
      roles: { agent: caller.role },
    }));
    stack.addStackDependency(agents);
    (stack.node.root as App).synth();
  },

  'readiness-configured-late': (stack) => {
    gateway(stack).addMcpServer(agent(stack, 'Docs', { protocolConfiguration: agentcore.ProtocolType.MCP }));
    Readiness.configure(stack, { logRetention: logs.RetentionDays.ONE_WEEK });
  },
  'runtime-config-key-taken': (stack) => {
    gateway(stack);
    gateway(newStack(stack.node.root as App, 'Billing'));
  },
  'runtime-config-document-stack': (stack) => {
    const app = stack.node.root as App;
    RuntimeConfig.configure(app, { documentStack: newStack(app, 'Documents', { env: OTHER_ENV }) });
    agent(stack);
    app.synth();
  },
  'environment-variables': (stack) => {
    const names = Array.from({ length: 51 }, (_, index) => `FLAG_${index}`);
    const holder = agent(stack);
    for (const name of names) holder.addEnvironment(name, 'on');
  },
  'gateway-variable-taken': (stack) => {
    const caller = agent(stack, 'Agent', { gatewayEnvironmentVariables: true });
    new Gateway(stack, 'One', { runtimeConfigKey: 'shop-tools' }).grantInvokeAccess(caller);
    new Gateway(stack, 'Two', { runtimeConfigKey: 'shop.tools' }).grantInvokeAccess(caller);
  },
};
