import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Aws, CfnParameter, RemovalPolicy, SecretValue, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SMITHY } from '../../../build-tools/rule-examples/templates';
import { ARTIFACT, lambdaFunction, ORDERS, ordersApi, PET_STORE, TOOL_SCHEMA } from '../../rules/upstream-apps';
import { Accepted, RACE, synthesized, Variant } from '../variant';

/**
 * The shapes that the integration tests of aws-cdk-lib's `aws-bedrockagentcore` deploy. AWS deploys them, so no rule may report an error other
 * than the race between a target and the policy that its creation needs.
 */

const ALL_SECRETS = { 'grants-wildcard-secret': 'aws-cdk-lib grants every secret of the service' };
const NO_AUTHORIZATION = { 'auth-none-open': 'anyone may call this gateway' };
const OPEN_ENGINE = { 'policies-principals': 'AWS tests only that the policies deploy', 'policies-doubtful': 'AWS tests only that the policies deploy' };
/** Warnings about permissions for calls and deletions, which these tests do not make. */
const UNORDERED = { 'order-target-outlives-its-policy': 'aws-cdk-lib does not order targets after their permissions' };
const IN_DEFAULT_POLICY = { 'order-gateway-before-its-policy': 'aws-cdk-lib does not order gateways after their permissions' };

function file(name: string, text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'aws-integ-')), name);
  writeFileSync(path, text);
  return path;
}

const smithyAsset = () => agentcore.ApiSchema.fromLocalAsset(file('service.json', SMITHY));
const toolsAsset = (name: string) => agentcore.ToolSchema.fromLocalAsset(file('tools.json',
  JSON.stringify([{ name, description: 'Does it.', inputSchema: { type: 'object', properties: { data: { type: 'string' } } } }])));

function inStack(name: string, build: (stack: Stack) => void, accepted: Accepted = {}, errors: Accepted = {}): Variant {
  const app = () => {
    const made = new App();
    build(new Stack(made, 'Integ'));
    return made;
  };
  return { ...synthesized(`aws-cdk-lib's integration test: ${name}`, app, { ...UNORDERED, ...accepted }), acceptedErrors: errors };
}

export const AWS_INTEG: readonly Variant[] = [
  inStack('interceptors, a Lambda and a Smithy target', (stack) => {
    const gateway = new agentcore.Gateway(stack, 'TestGateway', { gatewayName: 'integ-gateway', description: 'Targets and interceptors' });
    gateway.addInterceptor(agentcore.LambdaInterceptor.forRequest(lambdaFunction(stack, 'Request'), { passRequestHeaders: false }));
    gateway.addInterceptor(agentcore.LambdaInterceptor.forResponse(lambdaFunction(stack, 'Response')));
    gateway.addLambdaTarget('LambdaTarget', { gatewayTargetName: 'greeting-target', lambdaFunction: lambdaFunction(stack, 'Fn'), toolSchema: TOOL_SCHEMA });
    gateway.addSmithyTarget('SmithyTarget', { gatewayTargetName: 'smithy-target', smithyModel: smithyAsset() });
  }, IN_DEFAULT_POLICY, RACE),

  inStack('targets by static methods, with permissions of the functions and metadata', (stack) => {
    const gateway = new agentcore.Gateway(stack, 'TestGateway', { gatewayName: 'target-integ-gateway' });
    const permitted = (id: string) => {
      const made = lambdaFunction(stack, id);
      made.addPermission('Invoke', { principal: new iam.ServicePrincipal('bedrock-agentcore.amazonaws.com'), sourceArn: gateway.gatewayArn });
      return made;
    };
    const targets = [
      agentcore.GatewayTarget.forLambda(stack, 'Static', { gateway, gatewayTargetName: 'by-static', lambdaFunction: permitted('One'), toolSchema: TOOL_SCHEMA }),
      new agentcore.GatewayTarget(stack, 'Constructor', {
        gateway, gatewayTargetName: 'by-constructor', targetConfiguration: agentcore.LambdaTargetConfiguration.create(permitted('Two'), TOOL_SCHEMA),
      }),
      agentcore.GatewayTarget.forLambda(stack, 'Metadata', { gateway, gatewayTargetName: 'with-metadata', lambdaFunction: permitted('Three'), toolSchema: TOOL_SCHEMA }),
    ];
    (targets[2].node.defaultChild as agentcore.CfnGatewayTarget).metadataConfiguration = {
      allowedRequestHeaders: ['x-correlation-id', 'x-tenant-id'], allowedResponseHeaders: ['x-rate-limit-remaining'], allowedQueryParameters: ['version'],
    };
    targets.forEach((target) => target.node.addDependency(gateway.role));
    agentcore.GatewayTarget.forSmithy(stack, 'Smithy', { gateway, gatewayTargetName: 'smithy-by-static', smithyModel: smithyAsset() });
  }),

  inStack('several schemas in assets', (stack) => {
    const gateway = new agentcore.Gateway(stack, 'TestGateway', { gatewayName: 'multi-schema' });
    for (const id of ['1', '2']) {
      agentcore.GatewayTarget.forSmithy(stack, `Smithy${id}`, { gateway, gatewayTargetName: `smithy-${id}`, smithyModel: smithyAsset() });
      agentcore.GatewayTarget.forLambda(stack, `Lambda${id}`, {
        gateway, gatewayTargetName: `lambda-${id}`, lambdaFunction: lambdaFunction(stack, `Fn${id}`), toolSchema: toolsAsset(`tool_${id}`),
      });
    }
  }, {}, RACE),

  inStack('an API Gateway target', (stack) => {
    const gateway = new agentcore.Gateway(stack, 'TestGateway', { gatewayName: 'api-gateway-target' });
    const restApi = ordersApi(stack, 'Api');
    restApi.root.getResource('orders')!.addResource('{orderId}').addMethod('GET', new apigateway.LambdaIntegration(lambdaFunction(stack, 'Backend')), {
      authorizationType: apigateway.AuthorizationType.IAM, operationName: 'getOrder',
    });
    const target = agentcore.GatewayTarget.forApiGateway(stack, 'Static', {
      gateway, gatewayTargetName: 'api-by-static', restApi, stage: 'prod', apiGatewayToolConfiguration: ORDERS,
    });
    const second = new agentcore.GatewayTarget(stack, 'Constructor', {
      gateway,
      gatewayTargetName: 'api-by-constructor',
      targetConfiguration: agentcore.ApiGatewayTargetConfiguration.create({
        restApi,
        stage: 'prod',
        apiGatewayToolConfiguration: { toolFilters: [{ filterPath: '/orders/*', methods: [agentcore.ApiGatewayHttpMethod.GET] }] },
        metadataConfiguration: { allowedQueryParameters: ['limit', 'offset'], allowedRequestHeaders: ['X-Request-ID'], allowedResponseHeaders: ['X-Custom-Header'] },
      }),
    });
    for (const one of [target, second]) one.node.addDependency(gateway.role);
  }, { 'order-target-before-its-stage': 'aws-cdk-lib does not order targets after stages', 'schemas-api-gateway-partial': 'the test calls no method' }),

  inStack('a server at a function URL, called with signatures', (stack) => {
    const gateway = new agentcore.Gateway(stack, 'Gateway', { gatewayName: 'iam-cred-provider-gw' });
    const url = lambdaFunction(stack, 'Server').addFunctionUrl({ authType: lambda.FunctionUrlAuthType.AWS_IAM });
    url.grantInvokeUrl(gateway.role);
    gateway.addMcpServerTarget('Target', {
      gatewayTargetName: 'mcp-with-explicit-sigv4',
      endpoint: url.url,
      credentialProviderConfigurations: [agentcore.GatewayCredentialProvider.fromIamRole({ service: 'lambda', region: stack.region })],
    });
  }, {}, RACE),

  inStack('OpenAPI targets with an API key and OAuth', (stack) => {
    const gateway = new agentcore.Gateway(stack, 'Gateway', { gatewayName: 'identity-outbound', authorizerConfiguration: agentcore.GatewayAuthorizer.usingAwsIam() });
    const key = new agentcore.ApiKeyCredentialProvider(stack, 'Key', {
      apiKeyCredentialProviderName: 'integ-apikey', apiKey: SecretValue.unsafePlainText('placeholder'), tags: { integ: 'outbound' },
    });
    const idp = agentcore.OAuth2CredentialProvider.usingGithub(stack, 'Idp', {
      oAuth2CredentialProviderName: 'integ-oauth', clientId: 'client', clientSecret: SecretValue.unsafePlainText('secret'),
    });
    const apiSchema = agentcore.ApiSchema.fromInline(PET_STORE);
    gateway.addOpenApiTarget('KeyTarget', {
      gatewayTargetName: 'with-key', apiSchema, credentialProviderConfigurations: [agentcore.GatewayCredentialProvider.fromApiKeyIdentity(key)],
    });
    gateway.addOpenApiTarget('OauthTarget', {
      gatewayTargetName: 'with-oauth', apiSchema, credentialProviderConfigurations: [agentcore.GatewayCredentialProvider.fromOauthIdentity(idp, { scopes: ['read:user'] })],
    });
  }, ALL_SECRETS),

  inStack('every MCP setting', (stack) => {
    const gateway = new agentcore.Gateway(stack, 'Gateway', {
      gatewayName: 'mcp-protocol',
      protocolConfiguration: agentcore.GatewayProtocol.mcp({
        instructions: 'Use it', searchType: agentcore.McpGatewaySearchType.SEMANTIC, supportedVersions: [agentcore.MCPProtocolVersion.MCP_2025_03_26],
      }),
    });
    const resource = gateway.node.defaultChild as agentcore.CfnGateway;
    resource.addPropertyOverride('ProtocolConfiguration.Mcp.SessionConfiguration', { SessionTimeoutInSeconds: 1800 });
    resource.addPropertyOverride('ProtocolConfiguration.Mcp.StreamingConfiguration', { EnableResponseStreaming: true });
    gateway.addLambdaTarget('Target', { gatewayTargetName: 'greeting', lambdaFunction: lambdaFunction(stack, 'Fn'), toolSchema: TOOL_SCHEMA });
  }, {}, RACE),

  inStack('no authorization', (stack) => {
    const gateway = new agentcore.Gateway(stack, 'Gateway', { gatewayName: 'no-auth', authorizerConfiguration: agentcore.GatewayAuthorizer.withNoAuth() });
    gateway.addLambdaTarget('Target', { gatewayTargetName: 'public', lambdaFunction: lambdaFunction(stack, 'Fn'), toolSchema: TOOL_SCHEMA });
  }, NO_AUTHORIZATION, RACE),

  inStack('an agent that calls a gateway as a machine', (stack) => {
    const gateway = new agentcore.Gateway(stack, 'Gateway', { gatewayName: 'runtime-gateway' });
    gateway.addLambdaTarget('Target', { gatewayTargetName: 'tools', lambdaFunction: lambdaFunction(stack, 'Fn'), toolSchema: TOOL_SCHEMA });
    new agentcore.Runtime(stack, 'Runtime', {
      runtimeName: 'calls_gateway',
      agentRuntimeArtifact: ARTIFACT,
      protocolConfiguration: agentcore.ProtocolType.HTTP,
      environmentVariables: {
        GATEWAY_URL: gateway.gatewayUrl!,
        TOKEN_ENDPOINT: `https://${gateway.userPoolDomain!.domainName}.auth.${stack.region}.amazoncognito.com/oauth2/token`,
        CLIENT_ID: gateway.userPoolClient!.userPoolClientId,
      },
    });
  }, {}, RACE),

  inStack('generated names', (stack) => {
    const gateway = new agentcore.Gateway(stack, 'GatewayOfAVeryLongGeneratedName');
    gateway.addLambdaTarget('Target', { lambdaFunction: lambdaFunction(stack, 'Fn'), toolSchema: TOOL_SCHEMA });
    gateway.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }, { 'order-retained-below-deleted': 'the test retains only the gateway', 'names-tool-too-long': 'no model lists the tools' }, RACE),

  inStack('policies of engines with and without gateways', (stack) => {
    const open = { authorizerConfiguration: agentcore.GatewayAuthorizer.withNoAuth() };
    const shared = new agentcore.Gateway(stack, 'Shared', { gatewayName: 'policy-gateway', ...open });
    const permit = (principal: agentcore.PolicyPrincipal, resource = agentcore.PolicyResource.anyOfType('AgentCore::Gateway'), effect = agentcore.PolicyEffect.PERMIT) => {
      return new agentcore.PolicyStatement({ effect, principal, action: agentcore.PolicyAction.any(), resource });
    };
    const user = (id: string) => agentcore.PolicyPrincipal.entity('AgentCore::OAuthUser', id);
    const role = `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role/TestAgentRole`;
    const basic = new agentcore.PolicyEngine(stack, 'Basic', { policyEngineName: 'basic_engine' });
    new agentcore.Policy(stack, 'Raw', {
      policyEngine: basic,
      policyName: 'raw_cedar',
      statement: agentcore.PolicyStatement.fromCedar(`permit(\n  principal == AgentCore::IamEntity::"${role}",\n  action,\n  resource is AgentCore::Gateway\n);`),
    });
    const encrypted = new agentcore.PolicyEngine(stack, 'Encrypted', { policyEngineName: 'encrypted_engine', kmsKey: new kms.Key(stack, 'Key') });
    const itself = agentcore.PolicyResource.instance('AgentCore::Gateway', shared.gatewayArn);
    encrypted.addPolicy('User', { policyName: 'specific', statement: permit(user('user123'), itself) });
    encrypted.addPolicy('Role', { statement: permit(agentcore.PolicyPrincipal.entity('AgentCore::IamEntity', role)) });
    encrypted.addPolicy('Forbid', { statement: permit(user('banned'), itself, agentcore.PolicyEffect.FORBID) });
    encrypted.addPolicy('Ignoring', { statement: permit(user('admin')), validationMode: agentcore.PolicyValidationMode.IGNORE_ALL_FINDINGS });
    const associated = new agentcore.PolicyEngine(stack, 'Associated');
    associated.addPolicy('Policy', { statement: permit(user('associated-user')) });
    const policyEngineConfiguration = { policyEngine: associated, mode: agentcore.PolicyEngineMode.ENFORCE };
    new agentcore.Gateway(stack, 'AutoNamed', { ...open, policyEngineConfiguration });
    new agentcore.Gateway(stack, 'MixedCase', { ...open, gatewayName: 'PolicyIntegMixedCase', policyEngineConfiguration });
    const name = new CfnParameter(stack, 'TokenName', { type: 'String', default: 'policy-integ-token-named' });
    new agentcore.Gateway(stack, 'TokenNamed', { ...open, gatewayName: name.valueAsString, policyEngineConfiguration });
  }, { ...NO_AUTHORIZATION, ...OPEN_ENGINE, ...IN_DEFAULT_POLICY }, RACE),

  inStack('one policy of an engine without a gateway', (stack) => {
    new agentcore.Policy(stack, 'Policy', {
      policyEngine: new agentcore.PolicyEngine(stack, 'Engine'),
      statement: agentcore.PolicyStatement.fromCedar('permit(\n  principal == AgentCore::IamEntity::"arn:aws:iam::123456789012:role/TestAgentRole",\n  action,\n  resource is AgentCore::Gateway\n);'),
    });
  }),

  inStack('identities of every vendor', (stack) => {
    new agentcore.WorkloadIdentity(stack, 'Identity', { workloadIdentityName: 'integ-identity', allowedResourceOauth2ReturnUrls: ['https://example.com/callback'] });
    new agentcore.ApiKeyCredentialProvider(stack, 'Key', { apiKeyCredentialProviderName: 'integ-key', apiKey: SecretValue.unsafePlainText('placeholder') });
    const client = { clientId: 'client', clientSecret: SecretValue.unsafePlainText('secret') };
    agentcore.OAuth2CredentialProvider.usingGithub(stack, 'Github', { oAuth2CredentialProviderName: 'integ-github', ...client });
    agentcore.OAuth2CredentialProvider.usingYandex(stack, 'Yandex', { oAuth2CredentialProviderName: 'integ-yandex', ...client });
    agentcore.OAuth2CredentialProvider.usingCustom(stack, 'Custom', {
      oAuth2CredentialProviderName: 'integ-custom', ...client, discoveryUrl: 'https://example.com/.well-known/openid-configuration',
    });
    agentcore.OAuth2CredentialProvider.usingOkta(stack, 'Okta', {
      oAuth2CredentialProviderName: 'integ-okta',
      ...client,
      issuer: 'https://example.okta.com/oauth2/default',
      authorizationEndpoint: 'https://example.okta.com/oauth2/default/v1/authorize',
      tokenEndpoint: 'https://example.okta.com/oauth2/default/v1/token',
    });
  }),

  inStack('runtimes in every form', (stack) => {
    const pool = new cognito.UserPool(stack, 'Pool');
    const clients = [pool.addClient('One'), pool.addClient('Two')];
    const runtime = new agentcore.Runtime(stack, 'Endpoints', {
      runtimeName: 'integ_endpoints', agentRuntimeArtifact: ARTIFACT, protocolConfiguration: agentcore.ProtocolType.HTTP, environmentVariables: { LOG_LEVEL: 'INFO' },
    });
    for (const endpointName of ['basic_endpoint', 'tagged_endpoint']) {
      new agentcore.RuntimeEndpoint(stack, endpointName, { endpointName, agentRuntimeId: runtime.agentRuntimeId, agentRuntimeVersion: '1' });
    }
    runtime.grantInvoke(lambdaFunction(stack, 'Invoker'));
    new agentcore.Runtime(stack, 'Cognito', {
      runtimeName: 'integ_cognito',
      agentRuntimeArtifact: ARTIFACT,
      authorizerConfiguration: agentcore.RuntimeAuthorizerConfiguration.usingCognito(pool, clients, ['audience1'], ['read', 'write'], [
        agentcore.RuntimeCustomClaim.withStringValue('department', 'engineering'),
        agentcore.RuntimeCustomClaim.withStringArrayValue('roles', ['admin', 'user'], agentcore.CustomClaimOperator.CONTAINS_ANY),
      ]),
    });
    new agentcore.Runtime(stack, 'Code', {
      runtimeName: 'integ_code',
      agentRuntimeArtifact: agentcore.AgentRuntimeArtifact.fromCodeAsset({
        path: join(file('app.py', 'print()'), '..'), runtime: agentcore.AgentCoreRuntime.PYTHON_3_13, entrypoint: ['app.py'],
      }),
    });
    const files = new agentcore.Runtime(stack, 'Files', { runtimeName: 'integ_files', agentRuntimeArtifact: ARTIFACT });
    (files.node.defaultChild as agentcore.CfnRuntime).addPropertyOverride('FilesystemConfigurations', [{ SessionStorage: { MountPath: '/mnt/data' } }]);
    new agentcore.Runtime(stack, 'Headers', {
      runtimeName: 'integ_headers',
      agentRuntimeArtifact: ARTIFACT,
      requestHeaderConfiguration: { allowlistedHeaders: ['X-Amzn-Bedrock-AgentCore-Runtime-Custom-MyHeader', 'X-Custom-Auth'] },
    });
    new agentcore.Runtime(stack, 'OwnRole', {
      runtimeName: 'integ_own_role',
      agentRuntimeArtifact: ARTIFACT,
      executionRole: new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('bedrock-agentcore.amazonaws.com') }),
    });
  }),
];
