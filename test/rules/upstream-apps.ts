import { App, Fn, SecretValue, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { GatewayModel } from '../../src/model/gateway-model';
import { loadAssembly } from '../../src/model/read-assembly';

/**
 * Apps of aws-cdk-lib's own constructs, written as its README shows.
 */

export function modelOfApp(app: App): GatewayModel {
  return loadAssembly(app.synth().directory);
}

export const TOOL_SCHEMA = agentcore.ToolSchema.fromInline([
  { name: 'a', description: 'Does it.', inputSchema: { type: agentcore.SchemaDefinitionType.OBJECT, properties: {} } },
]);
export const ARTIFACT = agentcore.AgentRuntimeArtifact.fromImageUri('111122223333.dkr.ecr.us-east-1.amazonaws.com/server:1');
export const PET_STORE = JSON.stringify({
  openapi: '3.0.3',
  info: { title: 'Pets', version: '1' },
  servers: [{ url: 'https://pets.example.com' }],
  paths: { '/pets': { get: { operationId: 'listPets', description: 'Lists pets.', responses: { 200: { description: 'OK' } } } } },
});

export function lambdaFunction(scope: Construct, id: string): lambda.Function {
  return new lambda.Function(scope, id, { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('x') });
}

/** A REST API with one signed method, GET /orders. */
export function ordersApi(scope: Construct, id: string): apigateway.RestApi {
  const api = new apigateway.RestApi(scope, id);
  api.root.addResource('orders').addMethod('GET', new apigateway.MockIntegration(), {
    operationName: 'list_orders', authorizationType: apigateway.AuthorizationType.IAM,
  });
  return api;
}

export const ORDERS = { toolFilters: [{ filterPath: '/orders', methods: [agentcore.ApiGatewayHttpMethod.GET] }] };

const SIGNED = [agentcore.GatewayCredentialProvider.fromIamRole({ service: 'bedrock-agentcore' })];
const IAM = agentcore.GatewayAuthorizer.usingAwsIam();

/** A gateway in front of a gateway in front of a function. */
export function chain(): App {
  const app = new App();
  const stack = new Stack(app, 'S');
  const inner = new agentcore.Gateway(stack, 'Inner', { authorizerConfiguration: IAM });
  inner.addLambdaTarget('L', { gatewayTargetName: 'l', lambdaFunction: lambdaFunction(stack, 'Fn'), toolSchema: TOOL_SCHEMA });
  const outer = new agentcore.Gateway(stack, 'Outer', { authorizerConfiguration: IAM });
  outer.addMcpServerTarget('Inner', { gatewayTargetName: 'inner', endpoint: inner.gatewayUrl!, credentialProviderConfigurations: SIGNED });
  inner.grantInvoke(outer.role);
  return app;
}

/** Many features: key, policy engine, interceptor, runtime, OpenAPI with API key, MCP with OAuth, API Gateway, Cedar. */
export function kitchenSink(): App {
  const app = new App();
  const stack = new Stack(app, 'S');
  const inner = new agentcore.Gateway(stack, 'Inner', { authorizerConfiguration: IAM });
  inner.addLambdaTarget('L', { gatewayTargetName: 'l', lambdaFunction: lambdaFunction(stack, 'Fn'), toolSchema: TOOL_SCHEMA });
  const docs = new agentcore.Runtime(stack, 'Docs', { runtimeName: 'docs', agentRuntimeArtifact: ARTIFACT, protocolConfiguration: agentcore.ProtocolType.MCP });
  inner.addMcpServerTarget('Docs', { gatewayTargetName: 'docs', endpoint: invocationUrl(docs), credentialProviderConfigurations: SIGNED });
  docs.grantInvoke(inner.role);

  const engine = new agentcore.PolicyEngine(stack, 'Engine');
  const outer = new agentcore.Gateway(stack, 'Outer', {
    authorizerConfiguration: IAM,
    kmsKey: new kms.Key(stack, 'Key'),
    policyEngineConfiguration: { policyEngine: engine, mode: agentcore.PolicyEngineMode.ENFORCE },
    interceptorConfigurations: [agentcore.LambdaInterceptor.forRequest(lambdaFunction(stack, 'Guard'))],
  });
  outer.addMcpServerTarget('Inner', { gatewayTargetName: 'inner', endpoint: inner.gatewayUrl!, credentialProviderConfigurations: SIGNED });
  inner.grantInvoke(outer.role);
  const key = new agentcore.ApiKeyCredentialProvider(stack, 'PetKey', { apiKeyCredentialProviderName: 'pets' });
  outer.addOpenApiTarget('Pets', {
    gatewayTargetName: 'pets',
    apiSchema: agentcore.ApiSchema.fromInline(PET_STORE),
    credentialProviderConfigurations: [agentcore.GatewayCredentialProvider.fromApiKeyIdentity(key)],
  });
  const idp = agentcore.OAuth2CredentialProvider.usingGithub(stack, 'Idp', {
    oAuth2CredentialProviderName: 'idp', clientId: 'x', clientSecret: SecretValue.unsafePlainText('y'),
  });
  outer.addMcpServerTarget('Git', {
    gatewayTargetName: 'git',
    endpoint: 'https://git.example.com/mcp',
    credentialProviderConfigurations: [agentcore.GatewayCredentialProvider.fromOauthIdentity(idp, { scopes: ['repo'] })],
  });
  outer.addApiGatewayTarget('Orders', { gatewayTargetName: 'orders', restApi: ordersApi(stack, 'Api'), apiGatewayToolConfiguration: ORDERS });
  engine.addPolicy('Permit', {
    statement: agentcore.PolicyStatement.fromCedar(
      `permit(principal, action == AgentCore::Action::"inner___l___a", resource == AgentCore::Gateway::"${outer.gatewayArn}");`),
  });
  return app;
}

/** An agent that calls its gateway and is a target of it, with a policy engine. */
export function callerThatIsATarget(): App {
  const app = new App();
  const stack = new Stack(app, 'S');
  const gateway = new agentcore.Gateway(stack, 'Gateway', {
    authorizerConfiguration: IAM,
    policyEngineConfiguration: { policyEngine: new agentcore.PolicyEngine(stack, 'Engine'), mode: agentcore.PolicyEngineMode.ENFORCE },
  });
  const docs = new agentcore.Runtime(stack, 'Docs', {
    runtimeName: 'docs', agentRuntimeArtifact: ARTIFACT, protocolConfiguration: agentcore.ProtocolType.MCP, environmentVariables: { GATEWAY_URL: gateway.gatewayUrl! },
  });
  gateway.grantInvoke(docs);
  gateway.addMcpServerTarget('Docs', { gatewayTargetName: 'docs', endpoint: invocationUrl(docs), credentialProviderConfigurations: SIGNED });
  docs.grantInvoke(gateway.role);
  return app;
}

function invocationUrl(runtime: agentcore.Runtime): string {
  const encoded = Fn.join('%2F', Fn.split('/', Fn.join('%3A', Fn.split(':', runtime.agentRuntimeArn))));
  return `https://bedrock-agentcore.${Stack.of(runtime).region}.amazonaws.com/runtimes/${encoded}/invocations?qualifier=DEFAULT`;
}
