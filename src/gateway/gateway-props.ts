import type { Duration } from 'aws-cdk-lib';
import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import type { DomainOverride } from './domain-override';
import type { TokenAccessOptions } from './token-access-options';
import type { WafFailureMode } from './waf-failure-mode';
import type { CedarPolicy } from '../policy/cedar-policy';

/**
 * A gateway, created in this app or imported.
 */
export interface IGateway extends agentcore.IGateway {
  /**
   * The URL that callers use. It ends in /mcp for a gateway with the MCP protocol.
   */
  readonly url: string;

  /**
   * Allows a caller to invoke the gateway. An agent or a Lambda function also finds the gateway in the Runtime Configuration.
   */
  grantInvokeAccess(grantee: iam.IGrantable): iam.Grant;

  /**
   * Allows an agent to get tokens for a gateway with JWT inbound authorization. It also finds the gateway in the Runtime Configuration.
   */
  grantTokenAccess(grantee: iam.IGrantable, options: TokenAccessOptions): iam.Grant;
}

/**
 * Configuration of MCP sessions.
 */
export interface SessionConfiguration {
  /**
   * How long a session lasts after `initialize`: 15 minutes to 8 hours.
   *
   * @default Duration.hours(1)
   */
  readonly sessionTimeout?: Duration;
}

/**
 * Properties of a gateway.
 *
 * They are the properties of aws-cdk-lib's `GatewayProps`, under the same names, and the other settings of the service. Some have other
 * defaults than in aws-cdk-lib.
 */
export interface GatewayProps {
  /**
   * The name of the gateway: 1 to 48 letters, digits and single hyphens, without underscores. It is unique in the account and region.
   *
   * ARNs contain the name in lower case. The service rejects a change of the name of a deployed gateway.
   *
   * @default - a lower-case name of up to 39 characters, derived from the construct path
   */
  readonly gatewayName?: string;

  /**
   * A description of the gateway: 1 to 200 characters.
   *
   * @default - no description
   */
  readonly description?: string;

  /**
   * The protocol: `GatewayProtocol.mcp(…)` of aws-cdk-lib, or `MultiProtocol.all()` for a gateway that also has agents as targets.
   *
   * The service rejects a change of the MCP versions or the search type of a deployed gateway. For settings that you leave out of
   * `GatewayProtocol.mcp()`, the defaults of the service apply: without a search type, the gateway has no semantic search.
   *
   * @default - MCP in versions 2026-07-28, 2025-11-25, 2025-06-18 and 2025-03-26, with semantic search and without instructions
   */
  readonly protocolConfiguration?: agentcore.IGatewayProtocolConfig;

  /**
   * How callers are authorized: from `GatewayAuthorizer` of aws-cdk-lib or from `InboundAuth`.
   *
   * The service rejects a change of the authorizer type of a deployed gateway.
   *
   * @default - GatewayAuthorizer.usingAwsIam(): callers sign their requests with IAM credentials, and `grantInvokeAccess` allows them
   */
  readonly authorizerConfiguration?: agentcore.IGatewayAuthorizerConfig;

  /**
   * How much detail error messages give to callers. `GatewayExceptionLevel.DEBUG` gives all details and is for development.
   *
   * @default - error messages are sanitized
   */
  readonly exceptionLevel?: agentcore.GatewayExceptionLevel;

  /**
   * The KMS key that encrypts the gateway's data.
   *
   * The role of the gateway is allowed to use the key.
   *
   * @default - an AWS owned key
   */
  readonly kmsKey?: kms.IKey;

  /**
   * The role that the gateway assumes to call its targets. Each target attaches its own policy to it.
   *
   * If the app cannot change the policies of the role, a warning lists the missing statements.
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
   * Lambda functions that run on every request or on every response: at most one of each kind.
   *
   * The role of the gateway is allowed to invoke exactly the given function, alias or version.
   *
   * @default - no interceptors
   * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-interceptors.html
   */
  readonly interceptorConfigurations?: agentcore.IInterceptor[];

  /**
   * An existing policy engine, and whether it enforces its policies (`PolicyEngineMode.ENFORCE`, the default) or only logs its decisions.
   *
   * @default - a new policy engine if the gateway has Cedar policies, otherwise none
   */
  readonly policyEngineConfiguration?: agentcore.GatewayPolicyEngineConfig;

  /**
   * The key under `gateways` in the Runtime Configuration. Running code finds the gateway by this key.
   *
   * @default - the class name of a subclass of `Gateway` in TypeScript or Python, otherwise the construct ID
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
   * Newer versions of aws-cdk-lib also have `sessionTimeout` in `GatewayProtocol.mcp`. Two different values are an error.
   *
   * @default - the session configuration in `protocolConfiguration`, otherwise no sessions
   * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-sessions.html
   */
  readonly sessionConfiguration?: SessionConfiguration;

  /**
   * Whether the gateway streams responses as server-sent events to clients that accept them. Elicitation and sampling require streaming and
   * sessions.
   *
   * Newer versions of aws-cdk-lib also have `enableResponseStreaming` in `GatewayProtocol.mcp`. Two different values are an error.
   *
   * @default - the value in `protocolConfiguration`, otherwise false
   */
  readonly responseStreaming?: boolean;

  /**
   * Whether `tools/list` returns all tools in one response instead of in pages. Use it for clients that read only the first page.
   *
   * The template validator in aws-cdk-lib 2.276 does not know the property yet, so the construct acknowledges finding F3018 on this resource.
   *
   * @default false
   */
  readonly disableListToolsPagination?: boolean;

  /**
   * Cedar policies for the tools of this gateway. `addCedarPolicy` adds more.
   *
   * Without `policyEngineConfiguration`, a policy engine is created and attached.
   *
   * @default - no policies
   */
  readonly cedarPolicies?: CedarPolicy[];

  /**
   * The mode of the policy engine that is created for `cedarPolicies` and `addCedarPolicy`: it enforces the policies, or only logs its
   * decisions.
   *
   * Cannot be combined with `policyEngineConfiguration`, which has its own `mode`.
   *
   * @default PolicyEngineMode.ENFORCE
   */
  readonly policyEngineMode?: agentcore.PolicyEngineMode;

  /**
   * The AWS WAF web ACL that inspects requests to the gateway: of scope `REGIONAL`, in the region of the gateway.
   *
   * It is associated after the gateway is created. The rules report a web ACL that can block nothing.
   *
   * @default - no web ACL
   * @see https://docs.aws.amazon.com/waf/latest/developerguide/waf-chapter.html
   */
  readonly webAcl?: wafv2.IWebACLRef;

  /**
   * How the gateway handles a request when AWS WAF is unavailable.
   *
   * @default - the service's default
   */
  readonly wafFailureMode?: WafFailureMode;

  /**
   * The logs of the gateway and their destinations, as for a runtime of aws-cdk-lib. A gateway has logs of the type
   * `LogType.APPLICATION_LOGS`: one record for the start and one for the result of each request, with its arguments.
   *
   * For CloudWatch Logs, use a `GatewayLogGroup`, which has the name that CloudWatch Logs can write to.
   *
   * @default - no logs are delivered
   * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/observability-configure.html
   */
  readonly loggingConfigs?: agentcore.LoggingConfig[];

  /**
   * Whether the traces of the gateway are delivered to AWS X-Ray: one span for each request, and one for each call of a target.
   *
   * To see them in CloudWatch, enable Transaction Search once for each account and region.
   *
   * @default false
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Enable-TransactionSearch.html
   */
  readonly tracingEnabled?: boolean;

  /**
   * Whether the stack has resource policies that let CloudWatch Logs write to log groups and to X-Ray: at most one of each for a stack.
   *
   * An account and region has at most 10 such policies for CloudWatch Logs. A log group below `/aws/vendedlogs/`, such as a
   * `GatewayLogGroup`, needs none. With false and traces, create a policy for X-Ray yourself.
   *
   * @default true
   */
  readonly manageDeliveryResourcePolicy?: boolean;

  /**
   * The public domain names of the gateway, if clients reach it through a proxy such as Amazon CloudFront.
   *
   * The gateway returns them in the URLs for OAuth discovery. It does not create the proxy, and `url` stays the URL of the service. Callers that
   * sign requests sign them for the host of `url`.
   *
   * @default - the domain name of the service
   * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-custom-domains.html
   */
  readonly domainOverride?: DomainOverride;
}
