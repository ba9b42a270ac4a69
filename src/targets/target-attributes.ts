import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';

/**
 * Attributes of a target that is not created in this app.
 */
export interface GatewayTargetAttributes {
  /**
   * The gateway that the target belongs to, created in this app or imported.
   */
  readonly gateway: agentcore.IGateway;

  /**
   * The ID that the service assigned to the target.
   */
  readonly targetId: string;

  /**
   * The name of the target. Its tools are named `<target name>___<tool>`.
   */
  readonly gatewayTargetName: string;

  /**
   * The value that `targetArn` returns.
   *
   * A target has no ARN, and no permission needs one. Pass a value only for code that reads `targetArn`.
   *
   * @default - unknown: reading it throws an error
   */
  readonly targetArn?: string;

  /**
   * The description of the target.
   *
   * @default - unknown
   */
  readonly description?: string;

  /**
   * The type of an MCP target.
   *
   * @default - unknown
   */
  readonly targetType?: agentcore.McpTargetType;

  /**
   * The status of the target.
   *
   * @default - unknown
   */
  readonly status?: string;

  /**
   * When the target was created.
   *
   * @default - unknown
   */
  readonly createdAt?: string;

  /**
   * When the target was last updated.
   *
   * @default - unknown
   */
  readonly updatedAt?: string;
}
