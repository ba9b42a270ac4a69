import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type * as iam from 'aws-cdk-lib/aws-iam';

/**
 * Attributes of a gateway that is not created in this app.
 *
 * All attributes are optional. Reading one that was left out throws an error that names it.
 */
export interface GatewayAttributes {
  /**
   * The ARN of the gateway.
   *
   * @default - unknown: access cannot be granted
   */
  readonly gatewayArn?: string;

  /**
   * The ID of the gateway.
   *
   * @default - the ID in `gatewayArn`, if that is not a token
   */
  readonly gatewayId?: string;

  /**
   * The name of the gateway.
   *
   * @default - unknown: targets with credential providers cannot be added
   */
  readonly gatewayName?: string;

  /**
   * The URL of the gateway. It ends in /mcp for a gateway with the MCP protocol.
   *
   * @default - unknown: the gateway cannot be a target of another gateway, and agents cannot find it in the Runtime Configuration
   */
  readonly gatewayUrl?: string;

  /**
   * The role that the gateway assumes to call its targets.
   *
   * @default - unknown: targets that need permissions of the role cannot be added
   */
  readonly role?: iam.IRole;

  /**
   * How callers are authorized.
   *
   * @default - unknown: access cannot be granted, and the gateway cannot be a target of another gateway
   */
  readonly authorizerConfiguration?: agentcore.IGatewayAuthorizerConfig;

  /**
   * The protocol.
   *
   * @default - GatewayProtocol.mcp(); whether a target fits the protocol is not checked
   */
  readonly protocolConfiguration?: agentcore.IGatewayProtocolConfig;

  /**
   * The key under `gateways` in the Runtime Configuration of the callers.
   *
   * @default - the construct ID
   */
  readonly runtimeConfigKey?: string;
}
