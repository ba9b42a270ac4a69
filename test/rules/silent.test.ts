import { App, SecretValue, Stack, StackProps } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import { callerThatIsATarget, dynamicListing, everyTarget, layout, LAYOUTS, manyTargets, ownRole, tokens } from './own-apps';
import { ARTIFACT, lambdaFunction, modelOfApp, ORDERS, ordersApi, PET_STORE, TOOL_SCHEMA } from './upstream-apps';
import { evaluateRuleOn, linesOf } from '../../build-tools/rule-examples/evaluate-rule';
import { AgentRuntime, Gateway, MultiProtocol, InboundAuth, McpServer, OutboundAuth } from '../../src';
import type { GatewayModel } from '../../src/model/gateway-model';
import { AUTH_RULES } from '../../src/rules/auth';
import { LIMITS_RULES } from '../../src/rules/limits';
import { NAMES_RULES } from '../../src/rules/names';
import type { Rule } from '../../src/rules/rule';
import { SCHEMAS_RULES } from '../../src/rules/schemas';
import { SECURITY_RULES } from '../../src/rules/security';

const RULES = [...AUTH_RULES, ...NAMES_RULES, ...LIMITS_RULES, ...SCHEMAS_RULES];
const env = (region: string) => ({ env: { account: '111122223333', region } });

function found(model: GatewayModel, rules: readonly Rule[] = RULES, deployed?: GatewayModel): string[] {
  return rules.flatMap((rule) => linesOf(evaluateRuleOn(rule, model, deployed)).map((line) => `${rule.id}: ${line}`));
}

/** All kinds of targets, each in the stack of the resource that it points to, in one chain of gateways. */
function severalStacks(props: StackProps = {}): App {
  const app = new App();
  const [front, domain, servers, tokenServers, apis, agents] = ['Front', 'Domain', 'Servers', 'TokenServers', 'Apis', 'Agents'].map((id) => new Stack(app, id, props));
  const tools = new Gateway(domain, 'DomainTools');
  tools.addLambdaTarget('Weather', { lambdaFunction: lambdaFunction(servers, 'Fn'), toolSchema: TOOL_SCHEMA });
  tools.addMcpServer(new McpServer(servers, 'Docs', { agentRuntimeArtifact: ARTIFACT }));
  const server = new McpServer(servers, 'Versioned', { agentRuntimeArtifact: ARTIFACT });
  server.addEndpoint('live');
  tools.addMcpServer(server, { qualifier: 'live' });
  tools.addApiGatewayTarget('Orders', { restApi: ordersApi(apis, 'Api'), apiGatewayToolConfiguration: ORDERS });
  tools.addOpenApiTarget('Pets', {
    apiSchema: agentcore.ApiSchema.fromInline(PET_STORE), credentialProviderConfigurations: [agentcore.GatewayCredentialProvider.fromIamRole({ service: 'execute-api' })],
  });
  const team = new Gateway(front, 'Team', { policyEngineConfiguration: { policyEngine: new agentcore.PolicyEngine(front, 'Engine') } });
  team.addGateway(tools, { gatewayTargetName: 'domain' });
  const tokenServer = new McpServer(tokenServers, 'Private', {
    agentRuntimeArtifact: ARTIFACT,
    authorizerConfiguration: agentcore.RuntimeAuthorizerConfiguration.usingJWT('https://idp.example.com/.well-known/openid-configuration', ['client']),
  });
  const idp = agentcore.OAuth2CredentialProvider.usingGithub(tokenServers, 'Idp', { clientId: 'x', clientSecret: SecretValue.unsafePlainText('y') });
  team.addMcpServer(tokenServer, { credentialProviderConfigurations: [OutboundAuth.tokenExchange(idp, { scopes: ['repo'] })] });
  const http = new Gateway(agents, 'Http', {
    protocolConfiguration: MultiProtocol.all(),
    authorizerConfiguration: InboundAuth.customJwt({
      discoveryUrl: 'https://idp.example.com/.well-known/openid-configuration', allowedAudience: ['agents'],
    }),
  });
  http.addAgent(new AgentRuntime(agents, 'Helper', { agentRuntimeArtifact: ARTIFACT }));
  team.grantInvokeAccess(new AgentRuntime(agents, 'Caller', { agentRuntimeArtifact: ARTIFACT }));
  return app;
}

/** An app that meets the requirements of the security pack. */
function secure(): App {
  const app = new App();
  const stack = new Stack(app, 'S');
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 });
  const kmsKey = new kms.Key(stack, 'Key');
  const engine = new agentcore.PolicyEngine(stack, 'Engine', { kmsKey });
  const gateway = new Gateway(stack, 'Tools', { kmsKey, policyEngineConfiguration: { policyEngine: engine } });
  const networkConfiguration = agentcore.RuntimeNetworkConfiguration.usingVpc(stack, { vpc });
  gateway.addMcpServer(new McpServer(stack, 'Docs', { agentRuntimeArtifact: ARTIFACT, networkConfiguration }));
  gateway.grantInvokeAccess(new AgentRuntime(stack, 'Agent', {
    agentRuntimeArtifact: ARTIFACT,
    networkConfiguration,
    authorizerConfiguration: agentcore.RuntimeAuthorizerConfiguration.usingJWT('https://idp.example.com/.well-known/openid-configuration', ['client']),
    requestHeaderConfiguration: { allowlistedHeaders: ['Authorization'] },
  }));
  const acl = new wafv2.CfnWebACL(stack, 'Acl', {
    scope: 'REGIONAL', defaultAction: { block: {} }, visibilityConfig: { cloudWatchMetricsEnabled: false, metricName: 'm', sampledRequestsEnabled: false },
  });
  new wafv2.CfnWebACLAssociation(stack, 'AclAssociation', { resourceArn: gateway.gatewayArn, webAclArn: acl.attrArn });
  return app;
}

describe('nothing is found in apps of this library', () => {
  test.each<[string, () => App]>([
    ['every kind of target and credentials', everyTarget],
    ['dynamic listing', dynamicListing],
    ['callers with tokens', tokens],
    ['an agent that calls its gateway and is a target of it', callerThatIsATarget],
    ['many targets', manyTargets],
    ['a role of the user\'s own', ownRole],
    ['several stacks for any environment', severalStacks],
    ['several stacks in Europe', () => severalStacks(env('eu-west-1'))],
    ['several stacks in China', () => severalStacks(env('cn-north-1'))],
    ['what the security pack asks for', secure],
    ...LAYOUTS.map((where): [string, () => App] => [`gateway in ${where.gateway} stack, server in ${where.server}, agent in ${where.agent}`, () => layout(where)]),
  ])('%s', (_name, app) => {
    const model = modelOfApp(app());
    expect(model.gateways.length).toBeGreaterThan(0);
    expect(found(model)).toEqual([]);
    // The same app, as already deployed.
    expect(found(model, NAMES_RULES, model)).toEqual([]);
  });

  test('by the security pack in an app that meets its requirements', () => {
    const model = modelOfApp(secure());
    expect(found(model, SECURITY_RULES)).toEqual([]);
  });
});

test('a server in another region is called with signatures for its region', () => {
  const app = new App();
  const server = new McpServer(new Stack(app, 'Servers', env('us-east-1')), 'Docs', { agentRuntimeArtifact: ARTIFACT, runtimeName: 'docs' });
  const stack = new Stack(app, 'Tools', { ...env('eu-west-1'), crossRegionReferences: true });
  new Gateway(stack, 'Tools').addMcpServer(server);
  expect(found(modelOfApp(app))).toEqual([]);
});
