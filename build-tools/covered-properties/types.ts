import { RUNTIME, RUNTIME_ENDPOINT } from './agents';
import type { Coverage } from './covered';
import { CONFIGURATION_BUNDLE, CONSENT_PORTAL, GATEWAY, GATEWAY_RATE_LIMIT, GATEWAY_RULE, RESOURCE_POLICY } from './gateways';
import { API_KEY_CREDENTIAL_PROVIDER, OAUTH2_CREDENTIAL_PROVIDER, WORKLOAD_IDENTITY } from './identity';
import { POLICY, POLICY_ENGINE } from './policies';
import { GATEWAY_TARGET } from './targets';

/** The types of AWS::BedrockAgentCore around gateways, in the order of the page. */
export const COVERED_TYPES: Readonly<Record<string, Coverage>> = {
  Gateway: GATEWAY,
  GatewayTarget: GATEWAY_TARGET,
  GatewayRule: GATEWAY_RULE,
  GatewayRateLimit: GATEWAY_RATE_LIMIT,
  ResourcePolicy: RESOURCE_POLICY,
  Policy: POLICY,
  PolicyEngine: POLICY_ENGINE,
  Runtime: RUNTIME,
  RuntimeEndpoint: RUNTIME_ENDPOINT,
  OAuth2CredentialProvider: OAUTH2_CREDENTIAL_PROVIDER,
  ApiKeyCredentialProvider: API_KEY_CREDENTIAL_PROVIDER,
  WorkloadIdentity: WORKLOAD_IDENTITY,
  ConsentPortal: CONSENT_PORTAL,
  ConfigurationBundle: CONFIGURATION_BUNDLE,
};

const TOOLS = 'a tool that agents use directly: use the construct of aws-cdk-lib';
const EVALUATION = 'measures agents: use the construct of aws-cdk-lib';
const PAYMENTS = 'payments of agents: use the construct of aws-cdk-lib';

/** The other types, and why they are not about gateways. */
export const OTHER_TYPES: Readonly<Record<string, string>> = {
  BrowserCustom: TOOLS,
  BrowserProfile: TOOLS,
  CodeInterpreterCustom: TOOLS,
  CapacityProvider: 'compute capacity for runtimes: use the L1 construct',
  Dataset: EVALUATION,
  Evaluator: EVALUATION,
  OnlineEvaluationConfig: EVALUATION,
  Harness: 'a managed agent: it calls gateways with its role; use the L1 construct, and pass the role to `grantInvokeAccess`',
  HarnessEndpoint: 'an endpoint of a managed agent: use the L1 construct',
  Memory: 'memory of agents: use the construct of aws-cdk-lib',
  PaymentConnector: PAYMENTS,
  PaymentCredentialProvider: PAYMENTS,
  PaymentManager: PAYMENTS,
};
