import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';

/**
 * What is known of a target that another app, or no app, created.
 */
export interface GatewayTargetAttributes {
  /**
   * The gateway that offers the target, created here or imported.
   */
  readonly gateway: agentcore.IGateway;

  /**
   * The id the service gave the target.
   */
  readonly targetId: string;

  /**
   * The name that its tools carry in front.
   */
  readonly gatewayTargetName: string;

  /**
   * What `targetArn` returns.
   *
   * The service gives targets no ARN, and no permission needs one; only code written for aws-cdk-lib's targets asks for it.
   *
   * @default - not known; asking for it throws
   */
  readonly targetArn?: string;

  /**
   * What the target is for.
   *
   * @default - not known
   */
  readonly description?: string;

  /**
   * The type of an MCP target.
   *
   * @default - not known
   */
  readonly targetType?: agentcore.McpTargetType;

  /**
   * The status.
   *
   * @default - not known
   */
  readonly status?: string;

  /**
   * When the target was created.
   *
   * @default - not known
   */
  readonly createdAt?: string;

  /**
   * When the target was last updated.
   *
   * @default - not known
   */
  readonly updatedAt?: string;
}
