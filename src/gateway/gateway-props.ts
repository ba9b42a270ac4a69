import type { Duration } from 'aws-cdk-lib';
import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { WafFailureMode } from './waf-failure-mode';
import type { CedarPolicy } from '../policy/cedar-policy';

/**
 * A gateway that callers can be given access to, created here or imported.
 */
export interface IGateway extends agentcore.IGateway {
  /**
   * The URL that callers use, ending in /mcp for a gateway with the MCP protocol.
   */
  readonly url: string;

  /**
   * Allows a caller to invoke the gateway, and lets it find the gateway when it is an agent or a Lambda function.
   */
  grantInvokeAccess(grantee: iam.IGrantable): iam.Grant;
}

/**
 * Sessions of MCP clients at a gateway.
 */
export interface SessionConfiguration {
  /**
   * How long a session lasts after it was initialized: 15 minutes to 8 hours.
   *
   * @default Duration.hours(1)
   */
  readonly sessionTimeout?: Duration;
}

/**
 * Properties of a gateway.
 *
 * What aws-cdk-lib's `GatewayProps` has, under the same names, and the rest of what the service offers. They are written out here because
 * some of them have other defaults.
 */
export interface GatewayProps {
  /**
   * Name of the gateway: 1 to 48 letters, digits and single hyphens, no underscores, unique in the account and region.
   *
   * The service lower-cases it in every ARN it makes of it, and rejects another name for a deployed gateway.
   *
   * @default - a lower-case name of up to 39 characters, made of the construct's path
   */
  readonly gatewayName?: string;

  /**
   * What the gateway is for, 1 to 200 characters.
   *
   * @default - no description
   */
  readonly description?: string;

  /**
   * The protocol: `GatewayProtocol.mcp(…)` of aws-cdk-lib, or `MultiProtocol.all()` for a gateway that also takes agents as targets.
   *
   * A deployed gateway gets no more MCP versions and keeps its search type. What you leave out of `GatewayProtocol.mcp()` is left to the
   * service, so the gateway has no semantic search then.
   *
   * @default - MCP in versions 2026-07-28, 2025-11-25, 2025-06-18 and 2025-03-26, with semantic search and without instructions
   */
  readonly protocolConfiguration?: agentcore.IGatewayProtocolConfig;

  /**
   * How callers are authorized: from `GatewayAuthorizer` of aws-cdk-lib or from `InboundAuth`.
   *
   * The service rejects another type of authorizer for a deployed gateway.
   *
   * @default - GatewayAuthorizer.usingAwsIam(): callers sign their requests with IAM credentials, and `grantInvokeAccess` allows them
   */
  readonly authorizerConfiguration?: agentcore.IGatewayAuthorizerConfig;

  /**
   * How much callers are told about errors. `GatewayExceptionLevel.DEBUG` tells them everything and is for development.
   *
   * @default - error messages are sanitized
   */
  readonly exceptionLevel?: agentcore.GatewayExceptionLevel;

  /**
   * The KMS key that encrypts the gateway's data.
   *
   * The role of the gateway may use it before the gateway is created.
   *
   * @default - a key that AWS owns
   */
  readonly kmsKey?: kms.IKey;

  /**
   * The role that the gateway calls its targets with. Each target attaches a policy of its own to it.
   *
   * A role that cannot be changed from here gets no policies; a warning says which statements it needs.
   *
   * @default - a role that only this gateway can assume
   */
  readonly role?: iam.IRole;

  /**
   * Tags of the gateway. Keys must not begin with `aws:`.
   *
   * @default - no tags
   */
  readonly tags?: { [key: string]: string };

  /**
   * Functions that run on every request or on every response, at most one of each.
   *
   * The role of the gateway may invoke exactly the given function, alias or version.
   *
   * @default - no interceptors
   * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-interceptors.html
   */
  readonly interceptorConfigurations?: agentcore.IInterceptor[];

  /**
   * A policy engine of your own, and whether it enforces its policies (`PolicyEngineMode.ENFORCE`, the default) or only logs its decisions.
   *
   * @default - one is created when there are Cedar policies, and none otherwise
   */
  readonly policyEngineConfiguration?: agentcore.GatewayPolicyEngineConfig;

  /**
   * Key under `gateways` in the Runtime Configuration, by which running code finds the gateway.
   *
   * @default - the name of the class when `Gateway` was subclassed in TypeScript, else the construct id
   */
  readonly runtimeConfigKey?: string;

  /**
   * Whether the gateway is registered in the Runtime Configuration.
   *
   * @default true
   */
  readonly registerInRuntimeConfig?: boolean;

  /**
   * Enables MCP sessions: the `initialize` response returns an `Mcp-Session-Id` that clients must send with later requests.
   *
   * Not together with another `sessionTimeout` in `GatewayProtocol.mcp`, which newer versions of aws-cdk-lib have.
   *
   * @default - what `protocolConfiguration` says; else requests are stateless
   * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-sessions.html
   */
  readonly sessionConfiguration?: SessionConfiguration;

  /**
   * Whether responses are streamed as server-sent events to clients that accept them. Elicitation and sampling need it, with sessions.
   *
   * Not together with another `enableResponseStreaming` in `GatewayProtocol.mcp`, which newer versions of aws-cdk-lib have.
   *
   * @default - what `protocolConfiguration` says; else false
   */
  readonly responseStreaming?: boolean;

  /**
   * Whether `tools/list` returns all tools at once instead of in pages.
   *
   * Clients that read only the first page then see every tool.
   *
   * The validator in aws-cdk-lib 2.276 does not know the property yet. The gateway acknowledges its finding (F3018) on this one resource.
   *
   * @default false
   */
  readonly disableListToolsPagination?: boolean;

  /**
   * Cedar policies about the tools of this gateway, besides those of `addCedarPolicy`.
   *
   * Without `policyEngineConfiguration`, a policy engine is created and attached.
   *
   * @default - no policies
   */
  readonly cedarPolicies?: CedarPolicy[];

  /**
   * Whether the policy engine that is created for `cedarPolicies` and `addCedarPolicy` enforces the policies, or only logs its decisions.
   *
   * Not together with `policyEngineConfiguration`, which holds the mode of the engine that it gives.
   *
   * @default PolicyEngineMode.ENFORCE
   */
  readonly policyEngineMode?: agentcore.PolicyEngineMode;

  /**
   * What the gateway does when the AWS WAF web ACL associated with it does not answer.
   *
   * @default - the service's default
   */
  readonly wafFailureMode?: WafFailureMode;
}
