import { DEVGUIDE, GatewayResource, INVOKE_FUNCTION, Permission } from './permission';

const POLICY_PERMISSIONS = `${DEVGUIDE}/policy-permissions.html`;
/** Reports deployments that failed without the action, which AWS does not document as required. */
const NX_PLUGIN = 'https://github.com/awslabs/nx-plugin-for-aws/pull/996';

/** The permissions that the gateway role needs for the gateway itself. */
export const GATEWAY_PERMISSIONS = {
  readPolicyEngine: {
    actions: ['bedrock-agentcore:GetPolicyEngine'],
    on: ['policyEngine'],
    when: 'creation',
    to: 'evaluate tool calls with the policy engine, which the service verifies when it creates the gateway',
    source: POLICY_PERMISSIONS,
  },
  authorizeCalls: {
    actions: ['bedrock-agentcore:AuthorizeAction', 'bedrock-agentcore:PartiallyAuthorizeActions'],
    on: ['policyEngine', 'gateway'],
    when: 'creation',
    to: 'evaluate tool calls with the policy engine, which the service verifies when it creates the gateway',
    source: POLICY_PERMISSIONS,
  },
  attachPolicyEngine: {
    actions: ['bedrock-agentcore:CheckAuthorizePermissions'],
    on: ['policyEngineAttachment'],
    when: 'creation',
    to: 'attach the policy engine',
    source: NX_PLUGIN,
    // Deployments were observed both to fail and to succeed without it.
    evidence: 'precaution',
  },
  attachGateway: {
    actions: ['bedrock-agentcore:CheckAuthorizePermissions'],
    on: ['gateway'],
    when: 'creation',
    to: 'attach the policy engine',
    source: NX_PLUGIN,
    evidence: 'precaution',
  },
  decryptPolicyEngine: {
    actions: ['kms:Decrypt'],
    on: ['policyEngineKey'],
    when: 'creation',
    to: 'read the policy engine, which is encrypted with a customer managed key',
    source: `${DEVGUIDE}/policy-encryption.html`,
    evidence: 'observed',
  },
  encryptGateway: {
    actions: ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:DescribeKey', 'kms:CreateGrant'],
    on: ['gatewayKey'],
    when: 'creation',
    to: 'encrypt what the gateway stores',
    source: `${DEVGUIDE}/gateway-encryption.html`,
  },
  runInterceptors: {
    actions: [INVOKE_FUNCTION],
    on: ['interceptorFunctions'],
    // Interceptors run for every request, including `tools/list`.
    when: 'listing',
    to: 'run its interceptors',
    source: `${DEVGUIDE}/gateway-interceptors-permissions.html`,
  },
} as const satisfies Readonly<Record<string, Permission<GatewayResource>>>;
