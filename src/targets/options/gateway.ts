import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { McpServerListing, TargetOfGateway, TargetOptions, TargetPlacement, TargetSynchronization } from './shared';

/** @internal */
interface InnerGatewayTarget extends TargetOptions, McpServerListing, TargetSynchronization {
  /**
   * Outbound authorization: the IAM role of the gateway. No other kind is supported.
   *
   * @default - the IAM role, with requests signed for `bedrock-agentcore`
   */
  readonly credentialProviderConfigurations?: agentcore.ICredentialProviderConfig[];
}

/** Options of `addGateway`. */
export interface AddGatewayOptions extends InnerGatewayTarget, TargetPlacement {}

/** Properties of `GatewayTarget.forGateway`. */
export interface GatewayTargetGatewayProps extends InnerGatewayTarget, TargetOfGateway {
  /** The inner gateway. */
  readonly innerGateway: agentcore.IGateway;
}
