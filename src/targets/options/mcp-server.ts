import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { McpServerListing, TargetOfGateway, TargetOptions, TargetPlacement } from './shared';

/** @internal */
interface McpServerTarget extends TargetOptions, McpServerListing {
  /**
   * The https URL of the server, with each part URL-encoded.
   */
  readonly endpoint: string;

  /**
   * Outbound authorization: at most one configuration.
   *
   * It is OAuth or an API key, from `GatewayCredentialProvider` of aws-cdk-lib or from `OutboundAuth`, or the IAM role of the gateway with
   * the service to sign for: `GatewayCredentialProvider.fromIamRole({ service: 'bedrock-agentcore' })`.
   *
   * @default - none: requests carry no credentials
   * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-outbound-auth.html
   */
  readonly credentialProviderConfigurations?: agentcore.ICredentialProviderConfig[];
}

/** Options of `addMcpServerTarget`. */
export interface AddMcpServerTargetOptions extends McpServerTarget, TargetPlacement {}

/** Properties of `GatewayTarget.forMcpServer`. */
export interface GatewayTargetMcpServerProps extends McpServerTarget, TargetOfGateway {}
