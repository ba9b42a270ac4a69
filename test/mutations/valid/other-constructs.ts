import { App, Fn, SecretValue, Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as triggers from 'aws-cdk-lib/triggers';
import type { IDependable } from 'constructs';
import { lambdaFunction, ORDERS, ordersApi, PET_STORE, TOOL_SCHEMA } from '../../rules/upstream-apps';
import { synthesized } from '../variant';

/**
 * Apps of constructs that others wrote, with what these leave to their users done right.
 */

const IAM = agentcore.GatewayAuthorizer.usingAwsIam();
const SIGNED = [agentcore.GatewayCredentialProvider.fromIamRole({ service: 'bedrock-agentcore' })];
const WRITES_ALL_SECRETS = 'aws-cdk-lib grants every secret of the service, and its users cannot narrow that';

/** Where aws-cdk-lib puts all that the role of a gateway is granted. */
function grantsOf(gateway: agentcore.Gateway): IDependable {
  return gateway.role.node.findChild('DefaultPolicy');
}

/** A gateway in front of a gateway in front of a function, in the right order. */
function orderedChain(): App {
  const app = new App();
  const stack = new Stack(app, 'S');
  const inner = new agentcore.Gateway(stack, 'Inner', { authorizerConfiguration: IAM });
  const tools = inner.addLambdaTarget('L', { gatewayTargetName: 'l', lambdaFunction: lambdaFunction(stack, 'Fn'), toolSchema: TOOL_SCHEMA });
  tools.node.addDependency(grantsOf(inner));
  const outer = new agentcore.Gateway(stack, 'Outer', { authorizerConfiguration: IAM });
  const hop = outer.addMcpServerTarget('Inner', { gatewayTargetName: 'inner', endpoint: inner.gatewayUrl!, credentialProviderConfigurations: SIGNED });
  inner.grantInvoke(outer.role);
  hop.node.addDependency(grantsOf(outer), grantsOf(inner), tools);
  return app;
}

/** Policies, a key and an API, with everything that the role lacks added. */
function kitchenSinkMadeRight(): App {
  const app = new App();
  const stack = new Stack(app, 'S', { env: { account: '111122223333', region: 'eu-west-1' } });
  const engine = new agentcore.PolicyEngine(stack, 'Engine');
  const gateway = new agentcore.Gateway(stack, 'Tools', {
    // In lower case: aws-cdk-lib names the workload identity as the gateway, and the service does so in lower case.
    gatewayName: 'kitchen-tools',
    authorizerConfiguration: IAM,
    policyEngineConfiguration: { policyEngine: engine, mode: agentcore.PolicyEngineMode.ENFORCE },
    interceptorConfigurations: [agentcore.LambdaInterceptor.forRequest(lambdaFunction(stack, 'Guard'))],
  });
  gateway.role.addToPrincipalPolicy(new iam.PolicyStatement({
    actions: ['bedrock-agentcore:CheckAuthorizePermissions'],
    resources: [engine.policyEngineArn, stack.formatArn({ service: 'bedrock-agentcore', resource: 'gateway', resourceName: 'kitchen-tools-*' })],
  }));
  const key = new agentcore.ApiKeyCredentialProvider(stack, 'PetKey', { apiKeyCredentialProviderName: 'pets', apiKey: SecretValue.unsafePlainText('key') });
  const targets = [
    gateway.addLambdaTarget('L', { gatewayTargetName: 'l', lambdaFunction: lambdaFunction(stack, 'Fn'), toolSchema: TOOL_SCHEMA }),
    gateway.addOpenApiTarget('Pets', {
      gatewayTargetName: 'pets',
      apiSchema: agentcore.ApiSchema.fromInline(PET_STORE),
      credentialProviderConfigurations: [agentcore.GatewayCredentialProvider.fromApiKeyIdentity(key)],
    }),
    gateway.addApiGatewayTarget('Orders', { gatewayTargetName: 'orders', restApi: ordersApi(stack, 'Api'), apiGatewayToolConfiguration: ORDERS }),
  ];
  for (const target of targets) target.node.addDependency(grantsOf(gateway));
  const permit = engine.addPolicy('Permit', {
    statement: agentcore.PolicyStatement.fromCedar(`permit(principal is AgentCore::IamEntity, action == AgentCore::Action::"l___a", resource == AgentCore::Gateway::"${gateway.gatewayArn}") `
      + 'when { principal.id like "*:assumed-role/*" };'),
  });
  permit.node.addDependency(...targets);
  return app;
}

/** As a generator writes it into one's repository: one role policy, one probe for all servers, every policy after every target. */
function generated(): App {
  const app = new App();
  const stack = new Stack(app, 'S');
  const engine = new agentcore.CfnPolicyEngine(stack, 'Engine', { name: 'tools_engine' });
  const gateway = new agentcore.Gateway(stack, 'Tools', {
    gatewayName: 'generated-tools',
    authorizerConfiguration: IAM,
    protocolConfiguration: agentcore.GatewayProtocol.mcp({
      supportedVersions: [agentcore.MCPProtocolVersion.MCP_2025_03_26], searchType: agentcore.McpGatewaySearchType.SEMANTIC,
    }),
  });
  const cfnGateway = gateway.node.defaultChild as agentcore.CfnGateway;
  cfnGateway.policyEngineConfiguration = { arn: engine.attrPolicyEngineArn, mode: 'ENFORCE' };
  gateway.role.addToPrincipalPolicy(new iam.PolicyStatement({
    actions: ['GetPolicyEngine', 'AuthorizeAction', 'PartiallyAuthorizeActions', 'CheckAuthorizePermissions'].map((action) => `bedrock-agentcore:${action}`),
    resources: [engine.attrPolicyEngineArn, stack.formatArn({ service: 'bedrock-agentcore', resource: 'gateway', resourceName: '*' })],
  }));
  cfnGateway.node.addDependency(grantsOf(gateway));

  const probe = new triggers.TriggerFunction(stack, 'Probe', {
    runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('x'),
  });
  const targets = ['docs', 'wiki'].map((name) => {
    const server = new agentcore.CfnRuntime(stack, `Server-${name}`, {
      agentRuntimeName: name,
      agentRuntimeArtifact: { containerConfiguration: { containerUri: '111122223333.dkr.ecr.us-east-1.amazonaws.com/server:1' } },
      networkConfiguration: { networkMode: 'PUBLIC' },
      protocolConfiguration: 'MCP',
      roleArn: 'arn:aws:iam::111122223333:role/servers',
    });
    const invoke = new iam.PolicyStatement({
      actions: ['bedrock-agentcore:InvokeAgentRuntime', 'bedrock-agentcore:InvokeAgentRuntimeWithWebSocketStream'],
      resources: [server.attrAgentRuntimeArn, `${server.attrAgentRuntimeArn}/*`],
    });
    gateway.role.addToPrincipalPolicy(invoke);
    probe.addToRolePolicy(invoke);
    probe.trigger.node.addDependency(server);
    const target = new agentcore.CfnGatewayTarget(stack, `Target-${name}`, {
      gatewayIdentifier: gateway.gatewayId,
      name,
      targetConfiguration: { mcp: { mcpServer: { endpoint: invocationUrlOf(server) } } },
      credentialProviderConfigurations: [{
        credentialProviderType: 'GATEWAY_IAM_ROLE', credentialProvider: { iamCredentialProvider: { service: 'bedrock-agentcore' } },
      }],
    });
    target.node.addDependency(probe.trigger, grantsOf(gateway));
    return target;
  });
  const policy = new agentcore.CfnPolicy(stack, 'Permit', {
    name: 'tools_permit',
    policyEngineId: engine.attrPolicyEngineId,
    definition: {
      cedar: {
        statement: `permit (principal is AgentCore::IamEntity, action, resource == AgentCore::Gateway::"${gateway.gatewayArn}") when { principal.id like "*:${stack.account}:*" };`,
      },
    },
    validationMode: 'IGNORE_ALL_FINDINGS',
  });
  policy.node.addDependency(...targets);
  return app;
}

function invocationUrlOf(server: agentcore.CfnRuntime): string {
  const encoded = Fn.join('%2F', Fn.split('/', Fn.join('%3A', Fn.split(':', server.attrAgentRuntimeArn))));
  return `https://bedrock-agentcore.${Stack.of(server).region}.amazonaws.com/runtimes/${encoded}/invocations?qualifier=DEFAULT`;
}

export const UPSTREAM_CHAIN = synthesized('aws-cdk-lib: a chain in order', orderedChain);
export const UPSTREAM_KITCHEN_SINK = synthesized('aws-cdk-lib: a kitchen sink made right', kitchenSinkMadeRight, {
  'grants-wildcard-secret': WRITES_ALL_SECRETS, 'schemas-api-gateway-partial': 'aws-cdk-lib gives an API Gateway target no credentials',
});
export const GENERATED = synthesized('constructs generated into the repository', generated);

export const OTHER_CONSTRUCTS = [UPSTREAM_CHAIN, UPSTREAM_KITCHEN_SINK, GENERATED];
