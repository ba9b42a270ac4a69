import { logDelivery } from '../../../build-tools/rule-examples/log-templates';
import {
  apiGatewayTarget, engine, gateway, getAtt, httpGateway, iamRole, jwtGateway, mcpTarget, oauth, openApi, openApiTarget, policy, PROVIDER_ARN, ref, resource, restApi, runtime,
  template,
} from '../../../build-tools/rule-examples/templates';
import { allow, lambdaFunction, role, rolePolicy } from '../../rules/roles';
import { written } from '../variant';

/** The resources around gateways, each in every form: what the service accepts only together is here once. */

const ARN = 'arn:aws:bedrock-agentcore:eu-west-1:111122223333:gateway/tools-0123456789';
const STATEMENT = { Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'bedrock-agentcore:InvokeGateway', Resource: ARN };
const SECRET = { SecretId: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:pets-AbCdEf', JsonKey: 'key' };
const code = (language: string, ...entryPoint: string[]) => ({
  AgentRuntimeArtifact: { CodeConfiguration: { Code: { S3: { Bucket: 'code', Prefix: 'agent.zip' } }, Runtime: language, EntryPoint: entryPoint } },
});
const rule = (priority: number, action: object) => resource('AWS::BedrockAgentCore::GatewayRule', { GatewayIdentifier: ref('Gateway'), Priority: priority, Actions: [action] });
const route = (...weights: number[]) => ({ RouteToTarget: { WeightedRoute: { TrafficSplit: weights.map((Weight, index) => ({ Name: `split${index}`, TargetName: 'docs', Weight })) } } });
const provider = (vendor: string, member: string, configuration: object) => resource('AWS::BedrockAgentCore::OAuth2CredentialProvider', {
  Name: vendor, CredentialProviderVendor: vendor, Oauth2ProviderConfigInput: { [member]: { ClientId: 'client', ...configuration } },
});
const apiKeyProvider = (name: string, properties: object) => resource('AWS::BedrockAgentCore::ApiKeyCredentialProvider', { Name: name, ...properties });

export const RESOURCES = written('the resources around gateways in every form', template({
  Gateway: gateway(),
  Tokens: jwtGateway({ Name: 'tokens', ProtocolConfiguration: { Mcp: { SupportedVersions: ['2025-06-18', '2026-07-28'] } } }),
  Agents: httpGateway({ Name: 'agents' }),
  Docs: mcpTarget('https://docs.anycompany.com/mcp', { CredentialProviderConfigurations: oauth({ CustomParameters: { audience: 'docs' } }) }),
  Container: runtime({ AgentRuntimeName: 'container', LifecycleConfiguration: { IdleRuntimeSessionTimeout: 900, MaxLifetime: 3600 } }),
  Python: runtime({ AgentRuntimeName: 'python', ...code('PYTHON_3_13', 'opentelemetry-instrument', 'main.py') }),
  Node: runtime({ AgentRuntimeName: 'node', ...code('NODE_22', 'index.js') }),
  Private: runtime({ AgentRuntimeName: 'private', NetworkConfiguration: { NetworkMode: 'VPC', NetworkModeConfig: { Subnets: ['subnet-0123456789abcdef0'], SecurityGroups: ['sg-0123456789abcdef0'] } } }),
  Tokened: runtime({
    AgentRuntimeName: 'tokened', AuthorizerConfiguration: { CustomJWTAuthorizer: { DiscoveryUrl: 'https://idp.anycompany.com/.well-known/openid-configuration', AllowedClients: ['app'] } },
  }),
  Live: resource('AWS::BedrockAgentCore::RuntimeEndpoint', { AgentRuntimeId: getAtt('Container', 'AgentRuntimeId'), Name: 'live' }),
  Managed: apiKeyProvider('managed', { ApiKey: 'key' }),
  External: apiKeyProvider('external', { ApiKeySecretSource: 'EXTERNAL', ApiKeySecretConfig: SECRET }),
  Github: provider('GithubOauth2', 'GithubOauth2ProviderConfig', { ClientSecret: 'secret' }),
  Okta: provider('OktaOauth2', 'IncludedOauth2ProviderConfig', { ClientSecretSource: 'EXTERNAL', ClientSecretConfig: SECRET }),
  First: rule(10, route(70, 30)),
  Second: rule(20, { ConfigurationBundle: { StaticOverride: { BundleArn: 'arn:aws:bedrock-agentcore:eu-west-1:111122223333:configuration-bundle/tools-0123456789', BundleVersion: '0f8fad5b-d9cb-469f-a165-70867728950e' } } }),
  Callers: resource('AWS::BedrockAgentCore::ResourcePolicy', { ResourceArn: ARN, Policy: JSON.stringify({ Version: '2012-10-17', Statement: [STATEMENT] }) }),
  Engine: engine(),
  Permit: policy({}, 'permit(principal is AgentCore::IamEntity, action, resource is AgentCore::Gateway) when { principal.id like "*:assumed-role/*" };'),
}));

/** A gateway whose logs go to a log group. */
export const LOGS = written('a gateway with logs', template({ Gateway: gateway(), ...logDelivery() }));

/** A gateway with a key whose policy leaves everything to IAM. */
export const ENCRYPTED = written('a gateway with a key', template({
  Role: role(),
  Key: resource('AWS::KMS::Key', { KeyPolicy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' } }, Action: 'kms:*', Resource: '*' }] } }),
  Policy: rolePolicy([allow(['kms:Decrypt', 'kms:GenerateDataKey', 'kms:DescribeKey', 'kms:CreateGrant'], getAtt('Key', 'Arn'))]),
  Gateway: { ...gateway({ RoleArn: getAtt('Role', 'Arn'), KmsKeyArn: getAtt('Key', 'Arn') }), DependsOn: ['Policy'] },
}));

/** A gateway whose users grant access on a consent portal. */
export const CONSENT = written('a gateway with a consent portal', template({
  Gateway: jwtGateway(),
  Portal: resource('AWS::BedrockAgentCore::ConsentPortal', {
    Name: 'consent',
    ExecutionRoleArn: 'arn:aws:iam::111122223333:role/consent',
    IdpConfig: { CredentialProviderArn: PROVIDER_ARN, Scopes: ['openid', 'email'] },
    Sources: [{ Type: 'agentcore-gateway', Identifier: getAtt('Gateway', 'GatewayIdentifier') }],
  }),
  Github: mcpTarget('https://api.githubcopilot.com/mcp/', {
    Name: 'github', CredentialProviderConfigurations: oauth({ Scopes: ['repo'], GrantType: 'AUTHORIZATION_CODE', DefaultReturnUrl: { 'Fn::Sub': '${Portal.PortalUrl}/connect/callback' } }),
  }),
}));

const VPC_ENDPOINT = { ManagedVpcResource: { VpcIdentifier: 'vpc-0123456789abcdef0', SubnetIds: ['subnet-0123456789abcdef0'], EndpointIpAddressType: 'IPV4', RoutingDomain: 'stock.anycompany.com' } };

/** A gateway behind AWS WAF, with a server in a VPC whose certificate is from a private certificate authority. */
export const GUARDED = written('a gateway behind AWS WAF with a private server', template({
  Role: role(),
  Policy: rolePolicy([
    allow('s3:GetObject', 'arn:aws:s3:::certificates/ca.pem'),
    allow('secretsmanager:GetSecretValue', ref('Authority')),
  ]),
  Authority: resource('AWS::SecretsManager::Secret'),
  Gateway: gateway({ RoleArn: getAtt('Role', 'Arn') }),
  WebAcl: resource('AWS::WAFv2::WebACL', { Scope: 'REGIONAL', DefaultAction: { Block: {} }, VisibilityConfig: { CloudWatchMetricsEnabled: true, MetricName: 'tools', SampledRequestsEnabled: true } }),
  Association: resource('AWS::WAFv2::WebACLAssociation', { ResourceArn: getAtt('Gateway', 'GatewayArn'), WebACLArn: getAtt('WebAcl', 'Arn') }),
  Stock: {
    ...mcpTarget('https://stock.anycompany.com/mcp', {
      Name: 'stock',
      PrivateEndpoint: VPC_ENDPOINT,
      CertificateConfigurations: [{ S3: { Uri: 's3://certificates/ca.pem' } }, { SecretsManager: { SecretArn: ref('Authority') } }],
    }),
    DependsOn: ['Policy'],
  },
}));

/** APIs and servers as targets of one gateway whose role may call them. */
export const APIS = written('APIs as targets', template({
  ...restApi(),
  Role: role(),
  Gateway: gateway({ RoleArn: getAtt('Role', 'Arn') }),
  Policy: rolePolicy([allow('execute-api:Invoke', '*')]),
  Orders: { ...apiGatewayTarget({ Name: 'orders' }), DependsOn: ['Policy'] },
  Signed: { ...openApiTarget({ Name: 'signed', CredentialProviderConfigurations: iamRole('execute-api') }, openApi({ servers: [{ url: 'https://pets.anycompany.com' }] })), DependsOn: ['Policy'] },
  Guard: lambdaFunction(),
}));

