/**
 * The Runtime Configuration: the AppConfig document in which running code looks up gateways and agents.
 *
 * `{ "gateways": { "<Key>": "<url>" }, "agentRuntimes": { "<Key>": "<arn>" }, "gatewayDetails": { "<Key>": { … } } }`
 */

/** The configuration profile of the document, and the environment that it is deployed to. */
export const RUNTIME_CONFIG_PROFILE = 'agentcore';
export const RUNTIME_CONFIG_ENVIRONMENT = 'default';

/** The environment variable with the id of the AppConfig application. */
export const RUNTIME_CONFIG_APPLICATION_VARIABLE = 'RUNTIME_CONFIG_APP_ID';

/** The actions that reading the document requires. */
export const RUNTIME_CONFIG_READ_ACTIONS = ['appconfig:StartConfigurationSession', 'appconfig:GetLatestConfiguration'] as const;

/** URLs by the key of the gateway. */
export const GATEWAYS_NAMESPACE = 'gateways';
/** `GatewayDetails` by the key of the gateway. */
export const GATEWAY_DETAILS_NAMESPACE = 'gatewayDetails';
/** ARNs by the key of the agent. */
export const AGENT_RUNTIMES_NAMESPACE = 'agentRuntimes';

/** Details of a gateway that its URL does not contain. */
export interface GatewayDetails {
  /** Undefined for an imported gateway whose ARN is unknown. */
  readonly arn?: string;
  readonly authorizerType: string;
  /** Undefined for an imported gateway whose protocol is unknown. */
  readonly protocol?: string;
  readonly region: string;
  /** The token endpoint of the identity provider, if the app knows it. */
  readonly tokenEndpoint?: string;
  /** The credential provider of AgentCore Identity from which agents get tokens, by name, and the scopes to request. */
  readonly credentialProvider?: string;
  readonly scopes?: readonly string[];
}

/** The environment variables in which agents of the AgentCore CLI look up the gateway with a key. Different keys may result in the same variables. */
export function gatewayVariables(key: string): { readonly url: string; readonly authType: string; readonly credentialProvider: string; readonly scopes: string } {
  const prefix = `AGENTCORE_GATEWAY_${key.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
  return { url: `${prefix}_URL`, authType: `${prefix}_AUTH_TYPE`, credentialProvider: `${prefix}_CREDENTIAL_PROVIDER`, scopes: `${prefix}_SCOPES` };
}
