/**
 * What gateways deliver, by type of log, and the types of destination that take it.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html
 */
export const GATEWAY_LOG_DESTINATIONS: Readonly<Record<string, readonly string[]>> = {
  APPLICATION_LOGS: ['CWL', 'S3', 'FH'],
  TRACES: ['XRAY'],
};

export const TRACES = 'TRACES';

/** CloudWatch Logs writes into log groups of the account with this prefix without a resource policy. */
export const VENDED_LOG_GROUPS = '/aws/vendedlogs/';

/** The prefix of the log group that the console creates for a gateway. */
export const GATEWAY_LOG_GROUPS = `${VENDED_LOG_GROUPS}bedrock-agentcore/gateway/`;
