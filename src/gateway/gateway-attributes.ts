import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type * as iam from 'aws-cdk-lib/aws-iam';

/**
 * What is known of a gateway that another app, or no app, created.
 *
 * Every attribute may be left out; asking the imported gateway for what it was not given throws and says so.
 */
export interface GatewayAttributes {
  /**
   * The ARN.
   *
   * @default - not known; then access cannot be granted
   */
  readonly gatewayArn?: string;

  /**
   * The id.
   *
   * @default - taken from the ARN when that is known at synthesis
   */
  readonly gatewayId?: string;

  /**
   * The name.
   *
   * @default - not known; then targets with credential providers cannot be added
   */
  readonly gatewayName?: string;

  /**
   * The URL, ending in /mcp for a gateway with the MCP protocol.
   *
   * @default - not known; then the gateway cannot be a target of another one
   */
  readonly gatewayUrl?: string;

  /**
   * The role that the gateway calls its targets with.
   *
   * @default - not known; then targets that the role must be allowed to call cannot be added
   */
  readonly role?: iam.IRole;

  /**
   * How callers are authorized.
   *
   * @default - not known; then access cannot be granted, and the gateway cannot be a target of another one
   */
  readonly authorizerConfiguration?: agentcore.IGatewayAuthorizerConfig;

  /**
   * The protocol.
   *
   * @default - GatewayProtocol.mcp(), in metrics for example; whether targets fit the gateway is then not checked
   */
  readonly protocolConfiguration?: agentcore.IGatewayProtocolConfig;

  /**
   * Key under `gateways` in the Runtime Configuration of the callers that `grantInvokeAccess` allows.
   *
   * @default - the construct id
   */
  readonly runtimeConfigKey?: string;
}
