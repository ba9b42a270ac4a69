import { App, CfnParameter, Token } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { agent, artifact, Example, gateway, importedGateway, newFunction, newStack, OTHER_ENV, tools } from './setting';
import { Gateway, McpServer, RuntimeConfig } from '../../src';
import type { AnnotationId } from '../../src/findings/annotations';

/** An app that causes each annotation. */
export const ANNOTATION_EXAMPLES: Readonly<Record<AnnotationId, Example>> = {
  'gateway-name-token': (stack) => {
    new Gateway(stack, 'Tools', { gatewayName: Token.asString({ Ref: 'AWS::StackName' }) });
  },

  'log-group-policy': (stack) => {
    const destination = agentcore.LoggingDestination.cloudWatchLogs(new logs.LogGroup(stack, 'Logs', { logGroupName: 'tools' }));
    new Gateway(stack, 'Tools', { loggingConfigs: [{ logType: agentcore.LogType.APPLICATION_LOGS, destination }], manageDeliveryResourcePolicy: false });
  },

  'schema-unresolved': (stack) => {
    gateway(stack).addSmithyTarget('Pets', { smithyModel: agentcore.ApiSchema.fromInline(new CfnParameter(stack, 'Model').valueAsString) });
  },
  'tools-file-missing': (stack) => {
    new McpServer(stack, 'Docs', { agentRuntimeArtifact: artifact(), toolsFile: 'servers/docs/tools.json' });
  },

  'many-tools': (stack) => {
    const shop = new Gateway(stack, 'Shop', { protocolConfiguration: agentcore.GatewayProtocol.mcp() });
    shop.addLambdaTarget('Orders', { lambdaFunction: newFunction(stack), toolSchema: tools(...Array.from({ length: 21 }, (_, i) => `tool_${i}`)) });
  },
  'role-not-changed': (stack) => {
    const role = iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::111122223333:role/Tools', { mutable: false });
    new Gateway(stack, 'Tools', { role }).addLambdaTarget('Orders', { lambdaFunction: newFunction(stack), toolSchema: tools('find') });
  },
  'resource-policy-elsewhere': (stack) => {
    const agents = newStack(stack.node.root as App, 'Agents', { env: OTHER_ENV });
    importedGateway(agents, { gatewayUrl: 'https://shared-0123456789.gateway.bedrock-agentcore.eu-west-1.amazonaws.com/mcp' }).grantInvokeAccess(agent(agents));
  },
  'function-policy-elsewhere': (stack) => {
    gateway(stack).addLambdaTarget('Orders', {
      lambdaFunction: lambda.Function.fromFunctionArn(stack, 'Function', 'arn:aws:lambda:eu-west-1:444455556666:function:orders'), toolSchema: tools('find'),
    });
  },
  'other-account': (stack) => {
    gateway(stack).grantInvokeAccess(iam.Role.fromRoleArn(stack, 'Caller', 'arn:aws:iam::444455556666:role/Caller'));
  },
  'grant-on-public': (stack) => {
    const open = new Gateway(stack, 'Tools', { authorizerConfiguration: agentcore.GatewayAuthorizer.withNoAuth() });
    open.grantInvokeAccess(new iam.Role(stack, 'Caller', { assumedBy: new iam.AccountRootPrincipal() }));
  },

  'caller-environment': (stack) => {
    gateway(stack).grantInvokeAccess(lambda.Function.fromFunctionAttributes(stack, 'Caller', {
      functionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:caller',
      role: new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') }),
      sameEnvironment: true,
    }));
  },
  'caller-elsewhere': (stack) => {
    const agents = newStack(stack.node.root as App, 'Agents', { env: { account: '111122223333', region: 'us-east-1' } });
    new Gateway(stack, 'Tools', { gatewayName: 'tools' }).grantInvokeAccess(agent(agents));
  },
  'gateway-without-url': (stack) => { importedGateway(stack).grantInvokeAccess(agent(stack)); },
  'class-name-minified': (stack) => {
    class O extends Gateway {}
    new O(stack, 'Tools');
  },
  'runtime-config-size': (stack) => {
    RuntimeConfig.of(stack).set('texts', 'Long', 'x'.repeat(2048 * 1024));
    (stack.node.root as App).synth();
  },
};
