/** When the service uses a permission. */
export type PermissionTime =
  /** While the gateway or the target is created, and from then on. */
  | 'creation'
  /** Whenever somebody lists the tools of the gateway, and at calls. */
  | 'listing'
  | 'call'
  /** At the first call of what is behind a target, whenever that is: at creation when the gateway asks it for its tools then. */
  | 'firstContact';

/** What a permission for a target is needed on. */
export type TargetResource =
  /** The Lambda function, alias or version that a target names. */
  | 'function'
  | 'functionBehindUrl'
  | 'schemaObject'
  /** The methods that the tool filters of an API Gateway target select. */
  | 'apiMethods'
  | 'runtime'
  | 'runtimeEndpoint'
  | 'innerGateway'
  | 'webSearchTool'
  | 'identityDirectory'
  | 'workloadIdentity'
  | 'tokenVault'
  | 'credentialProvider'
  | 'credentialSecret';

/** What a permission for a gateway itself is needed on. */
export type GatewayResource =
  | 'policyEngine'
  /** What the service calls the attachment of a policy engine to a gateway. */
  | 'policyEngineAttachment'
  | 'policyEngineKey'
  /** The gateway itself. */
  | 'gateway'
  | 'gatewayKey'
  | 'interceptorFunctions';

export type PermissionResource = TargetResource | GatewayResource;

export interface Permission<On extends PermissionResource = PermissionResource> {
  readonly actions: readonly string[];
  /** Each action is needed on each of these. */
  readonly on: readonly On[];
  readonly when: PermissionTime;
  /** Completes "the role needs it to …". */
  readonly to: string;
  readonly source: string;
  /**
   * `observed`: no page of AWS asks for it, but deployments of others failed without it.
   * `precaution`: others grant it too, and nobody knows a call that fails without it; constructs grant it, rules do not ask for it.
   *
   * @default - documented
   */
  readonly evidence?: 'observed' | 'precaution';
}

/** Actions that callers need, and that roles of gateways need as callers of others. */
export const INVOKE_GATEWAY = 'bedrock-agentcore:InvokeGateway';
export const INVOKE_RUNTIME = 'bedrock-agentcore:InvokeAgentRuntime';
export const INVOKE_RUNTIME_FOR_USER = 'bedrock-agentcore:InvokeAgentRuntimeForUser';
export const INVOKE_FUNCTION = 'lambda:InvokeFunction';

/** Pages of AWS that several rows rest on. */
export const DEVGUIDE = 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide';
