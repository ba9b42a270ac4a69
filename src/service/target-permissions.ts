import { DEVGUIDE, INVOKE_FUNCTION, INVOKE_GATEWAY, INVOKE_RUNTIME, Permission, TargetResource } from './permission';

const ROLE_PERMISSIONS = `${DEVGUIDE}/gateway-prerequisites-permissions.html`;
const CREDENTIAL_ACCESS = `${DEVGUIDE}/scope-credential-provider-access.html`;
const AUTHORIZATION_REFERENCE = 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrockagentcore.html';
const FUNCTION_URLS = 'https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html';
/** The gateway gets the certificates from the bucket or the secret. It calls everything else with its role, too. */
const PRIVATE_CERTIFICATES = 'https://aws.amazon.com/about-aws/whats-new/2026/10/agentcore-gateway-private-tls-vpc/';
const UPSTREAM = 'https://github.com/aws/aws-cdk/blob/main/packages/aws-cdk-lib/aws-bedrockagentcore/lib/gateway/perms.ts';

const IDENTITY = ['identityDirectory', 'workloadIdentity'] as const satisfies readonly TargetResource[];
/** The service rejects the request for the key or token if any of these is missing: https://github.com/aws/aws-cdk/issues/38869. */
const PROVIDED = ['tokenVault', 'credentialProvider', ...IDENTITY] as const satisfies readonly TargetResource[];

/** The permissions that the gateway role needs for a target. */
export const TARGET_PERMISSIONS = {
  invokeFunction: {
    actions: [INVOKE_FUNCTION],
    on: ['function'],
    when: 'creation',
    to: 'call its function, which the service verifies when it creates the target',
    source: 'https://github.com/aws/aws-cdk/issues/36826',
  },
  readSchema: {
    actions: ['s3:GetObject'],
    on: ['schemaObject'],
    when: 'creation',
    to: 'read its schema',
    source: ROLE_PERMISSIONS,
    evidence: 'contradicted',
  },
  readCertificateObject: {
    actions: ['s3:GetObject'],
    on: ['certificateObjects'],
    when: 'firstContact',
    to: 'read the certificates that it trusts',
    source: PRIVATE_CERTIFICATES,
  },
  readCertificateSecret: {
    actions: ['secretsmanager:GetSecretValue'],
    on: ['certificateSecrets'],
    when: 'firstContact',
    to: 'read the certificates that it trusts',
    source: PRIVATE_CERTIFICATES,
  },
  callApi: {
    actions: ['execute-api:Invoke'],
    on: ['apiMethods'],
    when: 'call',
    to: 'call its API',
    source: `${DEVGUIDE}/gateway-target-api-gateway.html`,
  },
  callRuntimeServer: {
    actions: [INVOKE_RUNTIME],
    // The action requires both resource types.
    on: ['runtime', 'runtimeEndpoint'],
    when: 'firstContact',
    to: 'call the server on its runtime',
    source: AUTHORIZATION_REFERENCE,
  },
  callInnerGateway: {
    actions: [INVOKE_GATEWAY],
    on: ['innerGateway'],
    when: 'firstContact',
    to: 'call the inner gateway',
    source: `${DEVGUIDE}/gateway-target-MCPservers.html`,
  },
  callFunctionUrl: {
    actions: ['lambda:InvokeFunctionUrl'],
    on: ['functionBehindUrl'],
    condition: { operator: 'StringEquals', key: 'lambda:FunctionUrlAuthType', value: 'AWS_IAM' },
    when: 'firstContact',
    to: 'call the URL of its function',
    source: FUNCTION_URLS,
  },
  // Function URLs created since October 2025 require both.
  invokeBehindFunctionUrl: {
    actions: [INVOKE_FUNCTION],
    on: ['functionBehindUrl'],
    condition: { operator: 'Bool', key: 'lambda:InvokedViaFunctionUrl', value: 'true' },
    when: 'firstContact',
    to: 'call the URL of its function',
    source: FUNCTION_URLS,
  },
  callApiBehindUrl: {
    actions: ['execute-api:Invoke'],
    on: ['apiBehindUrl'],
    when: 'firstContact',
    to: 'call the URL of its API',
    source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html',
  },
  callAgent: {
    actions: [INVOKE_RUNTIME],
    on: ['runtime', 'runtimeEndpoint'],
    when: 'call',
    to: 'call its agent',
    source: AUTHORIZATION_REFERENCE,
  },
  fetchAgentCard: {
    actions: ['bedrock-agentcore:GetAgentCard'],
    on: ['runtime'],
    when: 'call',
    to: 'fetch the card of its A2A agent',
    source: AUTHORIZATION_REFERENCE,
  },
  fetchAgentCardOfEndpoint: {
    actions: ['bedrock-agentcore:GetAgentCard'],
    on: ['runtimeEndpoint'],
    when: 'call',
    to: 'fetch the card of its A2A agent',
    source: AUTHORIZATION_REFERENCE,
    evidence: 'precaution',
  },
  searchWeb: {
    actions: ['bedrock-agentcore:InvokeWebSearch'],
    on: ['webSearchTool'],
    when: 'call',
    to: 'search the web',
    source: AUTHORIZATION_REFERENCE,
  },
  retrieve: {
    actions: ['bedrock:Retrieve'],
    on: ['knowledgeBases'],
    when: 'call',
    to: 'search its knowledge base',
    source: 'https://docs.aws.amazon.com/bedrock/latest/userguide/kb-gateway-target.html',
  },
  getWorkloadToken: {
    actions: ['bedrock-agentcore:GetWorkloadAccessToken'],
    on: IDENTITY,
    when: 'firstContact',
    to: 'get credentials as its workload identity',
    source: 'https://github.com/aws/aws-cdk/issues/38869',
  },
  getWorkloadTokenOfUser: {
    actions: ['bedrock-agentcore:GetWorkloadAccessTokenForJWT', 'bedrock-agentcore:GetWorkloadAccessTokenForUserId'],
    on: IDENTITY,
    when: 'firstContact',
    to: 'get credentials for its callers as its workload identity',
    source: UPSTREAM,
    evidence: 'precaution',
  },
  getApiKey: {
    actions: ['bedrock-agentcore:GetResourceApiKey'],
    on: PROVIDED,
    when: 'firstContact',
    to: 'get its API key',
    source: CREDENTIAL_ACCESS,
  },
  getOAuthToken: {
    actions: ['bedrock-agentcore:GetResourceOauth2Token'],
    on: PROVIDED,
    when: 'firstContact',
    to: 'get its OAuth token',
    source: CREDENTIAL_ACCESS,
  },
  completeSignIn: {
    actions: ['bedrock-agentcore:CompleteResourceTokenAuth'],
    on: PROVIDED,
    when: 'call',
    to: 'complete the sign-in of a user',
    source: UPSTREAM,
    evidence: 'precaution',
  },
  readSecret: {
    actions: ['secretsmanager:GetSecretValue'],
    on: ['credentialSecret'],
    when: 'firstContact',
    to: 'read the secret of its credential provider',
    source: ROLE_PERMISSIONS,
  },
} as const satisfies Readonly<Record<string, Permission<TargetResource>>>;
