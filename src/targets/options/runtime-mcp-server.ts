import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { McpServerListing, TargetOfGateway, TargetOptions, TargetPlacement } from './shared';

/** @internal */
interface RuntimeMcpServerTarget extends TargetOptions, McpServerListing {
  /**
   * Name of the runtime's endpoint to call.
   *
   * @default DEFAULT - the endpoint of the newest version
   */
  readonly qualifier?: string;

  /**
   * Whether the target waits until the server answers `initialize` and `tools/list`.
   *
   * The service reads the tools while it creates the target, and a server that is still starting fails it.
   *
   * @default true - unless the gateway does not ask the server at creation, or calls it with a token instead of its role
   */
  readonly waitUntilReady?: boolean;

  /**
   * How the gateway authorizes itself at the server: with its IAM role, or OAuth when the runtime has JWT inbound authorization.
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
