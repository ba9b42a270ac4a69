import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { LocalProcess } from './local-process';

/**
 * What agents and MCP servers on AgentCore Runtime have in common: what aws-cdk-lib's `RuntimeProps` has, and what this library adds.
 *
 * Not exported: jsii writes the properties into the structs that users name.
 *
 * @internal
 */
export interface RuntimeOptions {
  /**
   * The container image or the code that runs, from `AgentRuntimeArtifact` of aws-cdk-lib.
   */
  readonly agentRuntimeArtifact: agentcore.AgentRuntimeArtifact;

  /**
   * Name of the runtime: a letter, then letters, digits and underscores, at most 48 characters, no hyphens.
   *
   * CloudFormation replaces the runtime when its name changes.
   *
   * @default - a name made of the construct's path
   */
  readonly runtimeName?: string;

  /**
   * What the runtime is for, 1 to 1200 characters.
   *
   * @default - no description
   */
  readonly description?: string;

  /**
   * The role that the code runs as.
   *
   * It gets what the runtime needs, and read access to the Runtime Configuration.
   *
   * @default - a new role
   */
  readonly executionRole?: iam.IRole;

  /**
   * How callers are authorized.
   *
   * With tokens of an identity provider IAM decides nothing, so `grantInvokeAccess` throws.
   *
   * @default - RuntimeAuthorizerConfiguration.usingIAM(): callers sign their requests with IAM credentials
   */
  readonly authorizerConfiguration?: agentcore.RuntimeAuthorizerConfiguration;

  /**
   * Whether the runtime is in a VPC or on the public network.
   *
   * @default - RuntimeNetworkConfiguration.usingPublicNetwork()
   */
  readonly networkConfiguration?: agentcore.RuntimeNetworkConfiguration;

  /**
   * Environment variables, at most 49: `RUNTIME_CONFIG_APP_ID` is added to them.
   *
   * @default - RUNTIME_CONFIG_APP_ID only
   */
  readonly environmentVariables?: { [key: string]: string };

  /**
   * Which headers of a request reach the code, 1 to 20 of them.
   *
   * @default - none besides those the service always passes
   */
  readonly requestHeaderConfiguration?: agentcore.RequestHeaderConfiguration;

  /**
   * How long a session may be idle, and how long it may last: 60 seconds to 8 hours each.
   *
   * @default - the service's defaults
   */
  readonly lifecycleConfiguration?: agentcore.LifecycleConfiguration;

  /**
   * The platform version.
   *
   * @default - the service's default
   */
  readonly platformVersion?: agentcore.PlatformVersion;

  /**
   * Tags of the runtime.
   *
   * @default - no tags
   */
  readonly tags?: { [key: string]: string };

  /**
   * Whether traces go to AWS X-Ray.
   *
   * @default false
   * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/observability.html
   */
  readonly tracingEnabled?: boolean;

  /**
   * Where application and usage logs go: CloudWatch Logs, Amazon S3 or Amazon Data Firehose.
   *
   * @default - no further logs than the standard output of the code
   * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/observability.html
   */
  readonly loggingConfigs?: agentcore.LoggingConfig[];

  /**
   * Whether the resource policies that logs and traces need for their delivery are created.
   *
   * Each takes one of few places in the account. With `false`, you take care of them; without one, nothing is delivered and nothing fails.
   *
   * @default true
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2-CloudWatchLogs.html
   */
  readonly manageDeliveryResourcePolicy?: boolean;

  /**
   * How to start the code on a developer's machine.
   *
   * @default - it is not started locally
   */
  readonly local?: LocalProcess;

  /**
   * Whether gateways that grant this runtime access also set `AGENTCORE_GATEWAY_<KEY>_URL` and `AGENTCORE_GATEWAY_<KEY>_AUTH_TYPE`
   * in its environment, as agents of the AgentCore CLI expect.
   *
   * With it the runtime is created after those gateways.
   *
   * @default false - gateways are found in the Runtime Configuration
   */
  readonly gatewayEnvironmentVariables?: boolean;
}
