import type { Duration } from 'aws-cdk-lib';
import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type * as iam from 'aws-cdk-lib/aws-iam';
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
 * What the gateway does with a request when AWS WAF does not answer.
 */
export class WafFailureMode {
  /** The request is refused. */
  public static readonly FAIL_CLOSE = new WafFailureMode('FAIL_CLOSE');

  /** The request passes. */
  public static readonly FAIL_OPEN = new WafFailureMode('FAIL_OPEN');

  /** A mode that this version of the library does not know. */
  public static of(value: string): WafFailureMode {
    return new WafFailureMode(value);
  }

  private constructor(
    /** The mode as the service names it. */
    public readonly value: string,
  ) {}
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
 * What aws-cdk-lib's `GatewayProps` has, under the same names, and the rest of what the service offers.
 */
export interface GatewayProps extends agentcore.GatewayProps {
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
   * Gives MCP clients sessions: the answer to `initialize` carries an `Mcp-Session-Id` that later requests must bring.
   *
   * @default - every request stands for itself
   * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-sessions.html
   */
  readonly sessionConfiguration?: SessionConfiguration;

  /**
   * Whether answers are streamed as server-sent events to clients that accept them. Elicitation and sampling need it, with sessions.
   *
   * @default false
   */
  readonly responseStreaming?: boolean;

  /**
   * Whether `tools/list` answers all tools at once instead of in pages.
   *
   * Clients that read only the first page then see every tool.
   *
   * The service's API has this, but the CloudFormation schema that aws-cdk-lib 2.276 validates templates against does not know it yet:
   * the validation refuses it, and CloudFormation may.
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
