/** When the service uses a permission. */
export type PermissionTime =
  /** While the gateway or the target is created, and from then on. */
  | 'creation'
  /** When a client lists the tools of the gateway, and at calls. */
  | 'listing'
  | 'call'
  /** At the first request to the target's endpoint: at creation if the gateway lists its tools then, otherwise later. */
  | 'firstContact';

/** The resources that a target's permissions apply to. */
export type TargetResource =
  /** The Lambda function, alias or version that a target names. */
  | 'function'
  | 'functionBehindUrl'
  /** The methods of a REST API that a target calls by its URL. */
  | 'apiBehindUrl'
  | 'schemaObject'
  /** The objects and secrets with the certificates of a private certificate authority. */
  | 'certificateObjects'
  | 'certificateSecrets'
  /** The methods that the tool filters of an API Gateway target select. */
  | 'apiMethods'
  | 'runtime'
  | 'runtimeEndpoint'
  | 'innerGateway'
  | 'webSearchTool'
  /** The knowledge bases that the configuration of a connector names. */
  | 'knowledgeBases'
  | 'identityDirectory'
  | 'workloadIdentity'
  | 'tokenVault'
  | 'credentialProvider'
  | 'credentialSecret';

/** The resources that a gateway's own permissions apply to. */
export type GatewayResource =
  | 'policyEngine'
  /** The attachment of a policy engine to a gateway. */
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
  /** What is true of every such request, so that a statement may require it: operator, condition key and value. */
  readonly condition?: PermissionCondition;
  readonly when: PermissionTime;
  /** Completes "the role needs it to …". */
  readonly to: string;
  readonly source: string;
  /**
   * `observed`: AWS does not document it, but deployments were observed to fail without it.
   * `precaution`: other libraries grant it, but no call is known to fail without it. Constructs grant it; rules do not require it.
   * `contradicted`: AWS documents it, but in an observed deployment the caller of the control plane API needed it instead.
   *
   * @default documented
   */
  readonly evidence?: 'documented' | 'observed' | 'precaution' | 'contradicted';
}

export interface PermissionCondition {
  readonly operator: 'StringEquals' | 'Bool';
  readonly key: string;
  readonly value: string;
}

/** Actions that callers need, and that gateway roles need to call targets. */
export const INVOKE_GATEWAY = 'bedrock-agentcore:InvokeGateway';
export const INVOKE_RUNTIME = 'bedrock-agentcore:InvokeAgentRuntime';
export const INVOKE_RUNTIME_FOR_USER = 'bedrock-agentcore:InvokeAgentRuntimeForUser';
export const INVOKE_RUNTIME_WITH_WEB_SOCKET = 'bedrock-agentcore:InvokeAgentRuntimeWithWebSocketStream';
export const INVOKE_FUNCTION = 'lambda:InvokeFunction';

/** The base URL of the developer guide. */
export const DEVGUIDE = 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide';

/** What the role of a gateway with guardrail policies needs. Guardrail checks have no resources. */
export const INVOKE_GUARDRAILS = 'bedrock:InvokeGuardrailChecks';
