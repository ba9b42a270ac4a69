import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { McpServerListing, TargetOfGateway, TargetOptions, TargetPlacement } from './shared';

/** @internal */
interface InnerGatewayTarget extends TargetOptions, McpServerListing {
  /**
   * How the gateway authorizes itself at the inner gateway: with its IAM role, which is the only way.
   *
   * @default - the IAM role, with requests signed for `bedrock-agentcore`
   */
  readonly credentialProviderConfigurations?: agentcore.ICredentialProviderConfig[];
}

/** Options of `addGateway`. */
export interface AddGatewayOptions extends InnerGatewayTarget, TargetPlacement {}

/** Properties of `GatewayTarget.forGateway`. */
export interface GatewayTargetGatewayProps extends InnerGatewayTarget, TargetOfGateway {
  /** The gateway whose tools are offered. */
  readonly innerGateway: agentcore.IGateway;
}
