import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as logs from 'aws-cdk-lib/aws-logs';
import type { IConstruct } from 'constructs';
import { probeIn, READINESS_OPTIONS } from './configuration';
import { GatewayError } from '../synthesis/gateway-error';

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

/**
 * The readiness check: a Lambda function in each stack with targets on MCP servers or inner gateways of AgentCore.
 *
 * It waits until they list their tools before the targets are created, and makes gateways read the tools again after an update.
 */
export class Readiness {
  /**
   * Sets options of the functions in an App, a Stage or a Stack. Options of an inner scope override those of an outer scope.
   *
   * @throws when a stack in the scope already has the function: call this before you add targets
   *
   * @example
   * declare const vpc: ec2.IVpc;
   * Readiness.configure(this, { vpc, logRetention: logs.RetentionDays.ONE_WEEK });
   */
  public static configure(scope: IConstruct, options: ReadinessOptions): void {
    const late = probeIn(scope);
    if (late) {
      throw new GatewayError('readiness-configured-late', scope,
        `the readiness check ${late.node.path} already exists, so the options for ${scope.node.path || 'the app'} have no effect on it`,
        'call `Readiness.configure` before you add targets');
    }
    READINESS_OPTIONS.set(scope, options);
  }

  private constructor() {}
}
