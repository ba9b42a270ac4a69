import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { McpServerListing, TargetOfGateway, TargetOptions, TargetPlacement, TargetSynchronization } from './shared';

/** @internal */
interface RuntimeMcpServerTarget extends TargetOptions, McpServerListing, TargetSynchronization {
  /**
   * The name of the runtime endpoint to call.
   *
   * @default DEFAULT - the endpoint of the latest version
   */
  readonly qualifier?: string;

  /**
   * Outbound authorization: the IAM role of the gateway, or OAuth for a runtime with JWT inbound authorization.
   *
   * @default - the IAM role, with requests signed for `bedrock-agentcore`
   */
  readonly credentialProviderConfigurations?: agentcore.ICredentialProviderConfig[];
}

/** Options of `addMcpServer`. */
export interface AddMcpServerOptions extends RuntimeMcpServerTarget, TargetPlacement {}

/** Properties of `GatewayTarget.forMcpRuntime`. */
export interface GatewayTargetMcpRuntimeProps extends RuntimeMcpServerTarget, TargetOfGateway {
  /** The runtime of the MCP server. */
  readonly runtime: agentcore.IRuntimeRef;
}
