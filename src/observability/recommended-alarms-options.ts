import type { Duration } from 'aws-cdk-lib';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';

/**
 * Options for the recommended alarms of a gateway.
 */
export interface RecommendedAlarmsOptions {
  /**
   * What happens when an alarm goes off, for example a message to an SNS topic.
   *
   * @default - nothing: the alarms are visible in CloudWatch
   */
  readonly alarmActions?: cloudwatch.IAlarmAction[];

  /**
   * The share of requests with errors of the caller, in percent, above which there is an alarm. Such errors are frequent after a change of
   * permissions or credentials.
   *
   * @default 10
   */
  readonly userErrorPercentage?: number;

  /**
   * The latency that 90 % of the requests should not exceed.
   *
   * @default - no alarm for latency, because it depends on the targets
   */
  readonly latency?: Duration;
}
