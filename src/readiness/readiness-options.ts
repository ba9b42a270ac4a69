import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as logs from 'aws-cdk-lib/aws-logs';

/**
 * Options of the Lambda function that checks whether servers list their tools, and that synchronizes targets.
 */
export interface ReadinessOptions {
  /**
   * The VPC of the function.
   *
   * From its subnets, the function calls the URLs of MCP servers and gateways, the APIs `bedrock-agentcore`, `bedrock-agentcore-control` and
   * `cloudformation`, and Amazon S3, where CloudFormation receives its response. The subnets need a NAT gateway or VPC endpoints for them.
   * Without a connection, CloudFormation waits ten minutes for the response, and the deployment fails.
   *
   * @default - the function is not in a VPC
   * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
   */
  readonly vpc?: ec2.IVpc;

  /**
   * The subnets of the function. Requires `vpc`.
   *
   * @default - the private subnets of the VPC
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * The security groups of the function. Requires `vpc`. They must allow outbound HTTPS.
   *
   * @default - a new security group, which allows all outbound traffic
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * How long the logs of the function are kept. They are deleted with the stack.
   *
   * @default RetentionDays.ONE_MONTH
   */
  readonly logRetention?: logs.RetentionDays;

  /**
   * The key that encrypts the logs of the function. CloudWatch Logs is allowed to use it for log groups in the account and region of the stack;
   * for an imported key, allow it yourself.
   *
   * @default - a key of CloudWatch Logs
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
   */
  readonly kmsKey?: kms.IKey;
}
