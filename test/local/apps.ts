import { join } from 'path';
import { App, SecretValue, Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import { AgentRuntime, CedarPolicy, Gateway, LocalProcess, McpServer } from '../../src';
import { artifact, newFunction, openApi } from '../builders';
import { temporaryFolder } from './temporary';

const FIXTURES = join(__dirname, 'fixtures');

/** Synthesizes into a folder outside the repository, like the `cdk.out` of a user. */
export function synthesize(build: (app: App) => void): string {
  const outdir = join(temporaryFolder(), 'cdk.out');
  const app = new App({ context: recommendedFlags, outdir, stackTraces: true });
  build(app);
  return app.synth().directory;
}

class DomainTools extends Gateway {}

/**
 * An inner gateway with the tools of a domain, and two outer gateways: one with Cedar policies for the agents of a team, one for users with
 * tokens.
 */
export function team(app: App): void {
  const domain = new Stack(app, 'Domain');
  const tools = new DomainTools(domain, 'DomainTools');
  addTools(domain, tools);

  const stack = new Stack(app, 'Team');
  const agent = newAgent(stack, 'Agent');
  const intern = newAgent(stack, 'Intern');
  const gateway = new Gateway(stack, 'TeamGateway', {
    cedarPolicies: [
      CedarPolicy.fromText('team', `permit(principal == AgentCore::IamEntity::"{{agent}}", action, resource == AgentCore::Gateway::"{{gatewayArn}}")
        unless { action == AgentCore::Action::"domain___orders___refund" };`, { roles: { agent: agent.role } }),
      CedarPolicy.fromText('small-refunds', `permit(principal == AgentCore::IamEntity::"{{agent}}", action == AgentCore::Action::"domain___orders___refund",
        resource == AgentCore::Gateway::"{{gatewayArn}}") when { context.input.amount <= 500 };`, { roles: { agent: agent.role } }),
    ],
  });
  gateway.addGateway(tools, { gatewayTargetName: 'domain' });
  gateway.grantInvokeAccess(agent);
  gateway.grantInvokeAccess(intern);

  const web = new Gateway(stack, 'WebGateway', {
    authorizerConfiguration: agentcore.GatewayAuthorizer.usingCustomJwt({
      discoveryUrl: 'https://login.example.com/.well-known/openid-configuration', allowedAudience: ['web'],
    }),
  });
  web.addGateway(tools, { gatewayTargetName: 'domain' });
}

function addTools(scope: Stack, tools: Gateway): void {
  tools.addLambdaTarget('Orders', { lambdaFunction: newFunction(scope, 'OrdersFunction'), toolSchema: agentcore.ToolSchema.fromInline([ORDER, REFUND]) });
  const key = new agentcore.ApiKeyCredentialProvider(scope, 'PetStoreKey', { apiKey: SecretValue.secretsManager('pet-store-key') });
  tools.addOpenApiTarget('PetStore', {
    apiSchema: agentcore.ApiSchema.fromInline(openApi('listPets')),
    credentialProviderConfigurations: [agentcore.GatewayCredentialProvider.fromApiKeyIdentity(key, {
      credentialLocation: agentcore.ApiKeyCredentialLocation.queryParameter({ credentialParameterName: 'api_key' }),
    })],
  });
  tools.addMcpServer(new McpServer(scope, 'Docs', {
    agentRuntimeArtifact: artifact(), toolsFile: join(FIXTURES, 'docs-tools.json'), local: LocalProcess.command('node', ['server.mjs']),
  }));
}

function newAgent(scope: Stack, id: string): AgentRuntime {
  return new AgentRuntime(scope, id, { agentRuntimeArtifact: artifact() });
}

const ORDER: agentcore.ToolDefinition = {
  name: 'get_order', description: 'Looks up an order.', inputSchema: object({ orderId: { type: agentcore.SchemaDefinitionType.STRING } }),
};
const REFUND: agentcore.ToolDefinition = {
  name: 'refund', description: 'Pays an order back.', inputSchema: object({ amount: { type: agentcore.SchemaDefinitionType.INTEGER } }),
};

function object(properties: Record<string, agentcore.SchemaDefinition>): agentcore.SchemaDefinition {
  return { type: agentcore.SchemaDefinitionType.OBJECT, properties, required: Object.keys(properties) };
}

/** Constructs of aws-cdk-lib only, as in its README: the target of the outer gateway has no dependencies. */
export function upstreamChain(app: App): void {
  const stack = new Stack(app, 'Upstream');
  const gateway = (id: string) => new agentcore.Gateway(stack, id, {
    gatewayName: id.toLowerCase(), authorizerConfiguration: agentcore.GatewayAuthorizer.usingAwsIam(),
  });
  const [inner, outer] = [gateway('Inner'), gateway('Outer')];
  const fn = new lambda.Function(stack, 'Fn', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('x') });
  inner.addLambdaTarget('Orders', { gatewayTargetName: 'orders', lambdaFunction: fn, toolSchema: agentcore.ToolSchema.fromInline([ORDER]) });
  inner.grantInvoke(outer.role);
  outer.addMcpServerTarget('InnerTarget', {
    gatewayTargetName: 'inner',
    endpoint: inner.gatewayUrl!,
    credentialProviderConfigurations: [agentcore.GatewayCredentialProvider.fromIamRole({ service: 'bedrock-agentcore' })],
  });
}
