import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { McpServerListing, TargetOfGateway, TargetOptions, TargetPlacement } from './shared';

/** @internal */
interface RuntimeMcpServerTarget extends TargetOptions, McpServerListing {
  /**
   * The name of the runtime endpoint to call.
   *
   * @default DEFAULT - the endpoint of the latest version
   */
  readonly qualifier?: string;

  /**
   * Whether the target is created only after the server responds to `initialize` and `tools/list`.
   *
   * The service lists the tools when it creates the target. This fails if the server is still starting.
   *
   * @default true - unless the gateway does not list the tools at creation, or calls the server with a token instead of its role
   */
  readonly waitUntilReady?: boolean;

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
