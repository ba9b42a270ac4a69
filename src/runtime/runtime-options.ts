import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { LocalProcess } from './local-process';

/**
 * The properties that agents and MCP servers have in common: those of aws-cdk-lib's `RuntimeProps`, and those that this library adds.
 *
 * index.ts does not export them: jsii copies the properties into the exported structs.
 *
 * @internal
 */
export interface RuntimeOptions {
  /**
   * The container image or the code to run, from `AgentRuntimeArtifact` of aws-cdk-lib.
   */
  readonly agentRuntimeArtifact: agentcore.AgentRuntimeArtifact;

  /**
   * The name of the runtime: 1 to 48 letters, digits and underscores, starting with a letter, without hyphens.
   *
   * A change of the name replaces the runtime.
   *
   * @default - a name derived from the construct path
   */
  readonly runtimeName?: string;

  /**
   * A description of the runtime: 1 to 1200 characters.
   *
   * @default - no description
   */
  readonly description?: string;

  /**
   * The role that the service assumes to run the code.
   *
   * It is granted the permissions that the runtime needs, and read access to the Runtime Configuration.
   *
   * @default - a new role
   */
  readonly executionRole?: iam.IRole;

  /**
   * How callers are authorized.
   *
   * With JWT, IAM permissions have no effect, so `grantInvokeAccess` throws an error.
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
   * Environment variables: at most 49, because `RUNTIME_CONFIG_APP_ID` is added.
   *
   * @default - only RUNTIME_CONFIG_APP_ID
   */
  readonly environmentVariables?: { [key: string]: string };

  /**
   * The request headers to pass to the code: 1 to 20.
   *
   * @default - only the headers that the service always passes
   */
  readonly requestHeaderConfiguration?: agentcore.RequestHeaderConfiguration;

  /**
   * The idle timeout and the maximum lifetime of a session: 60 seconds to 8 hours each.
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
   * Whether to send traces to AWS X-Ray.
   *
   * @default false
   * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/observability.html
   */
  readonly tracingEnabled?: boolean;

  /**
   * Where to deliver application and usage logs: CloudWatch Logs, Amazon S3 or Amazon Data Firehose.
   *
   * @default - no logs other than the standard output of the code
   * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/observability.html
   */
  readonly loggingConfigs?: agentcore.LoggingConfig[];

  /**
   * Whether to create the resource policies that the delivery of logs and traces needs.
   *
   * They count towards a small quota of the account. With `false`, create them yourself: without them, nothing is delivered, and no error
   * is reported.
   *
   * @default true
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2-CloudWatchLogs.html
   */
  readonly manageDeliveryResourcePolicy?: boolean;

  /**
   * How to start the code on a development machine.
   *
   * @default - the code is not started locally
   */
  readonly local?: LocalProcess;

  /**
   * Whether gateways that grant this runtime access also set `AGENTCORE_GATEWAY_<KEY>_URL` and `AGENTCORE_GATEWAY_<KEY>_AUTH_TYPE`
   * in its environment, as agents of the AgentCore CLI expect.
   *
   * The runtime is then created after those gateways.
   *
   * @default false - the code finds gateways in the Runtime Configuration
   */
  readonly gatewayEnvironmentVariables?: boolean;
}
