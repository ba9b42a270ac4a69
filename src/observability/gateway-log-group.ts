import { Names, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { allowLogs } from '../permissions/log-key';
import { GATEWAY_LOG_GROUPS } from '../service/observability';

/**
 * Properties of a log group for the logs of gateways.
 */
export interface GatewayLogGroupProps {
  /**
   * The end of the name, after `/aws/vendedlogs/bedrock-agentcore/gateway/`.
   *
   * @default - derived from the construct path
   */
  readonly name?: string;

  /**
   * How long the logs are kept.
   *
   * @default RetentionDays.ONE_MONTH
   */
  readonly retention?: logs.RetentionDays;

  /**
   * The KMS key that encrypts the logs. CloudWatch Logs is allowed to use it, if the app can change the policy of the key.
   *
   * @default - encryption by CloudWatch Logs
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * What happens to the logs when the log group is removed from the stack.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * A log group for the logs of gateways, whose name lets CloudWatch Logs write into it.
 *
 * CloudWatch Logs writes into log groups below `/aws/vendedlogs/` without a resource policy, of which an account has 10. Several gateways
 * can use the same log group.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2-CloudWatchLogs.html
 *
 * @example
 * const group = new GatewayLogGroup(this, 'ToolCalls', { retention: logs.RetentionDays.THREE_MONTHS });
 * new Gateway(this, 'Tools', {
 *   loggingConfigs: [{ logType: agentcore.LogType.APPLICATION_LOGS, destination: agentcore.LoggingDestination.cloudWatchLogs(group) }],
 *   manageDeliveryResourcePolicy: false,
 * });
 */
export class GatewayLogGroup extends logs.LogGroup {
  constructor(scope: Construct, id: string, props: GatewayLogGroupProps = {}) {
    const { name, retention = logs.RetentionDays.ONE_MONTH, encryptionKey, removalPolicy } = props;
    if (encryptionKey) allowLogs(encryptionKey, Stack.of(scope));
    super(scope, id, { logGroupName: `${GATEWAY_LOG_GROUPS}${name ?? defaultName(scope, id)}`, retention, encryptionKey, removalPolicy });
  }
}

/** The construct does not exist before its name. */
function defaultName(scope: Construct, id: string): string {
  return `${Names.uniqueResourceName(scope, { maxLength: 100 })}-${id}`.replaceAll(/[^A-Za-z0-9_.#-]/g, '-');
}
