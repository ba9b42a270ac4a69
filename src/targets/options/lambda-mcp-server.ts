import type { McpServerListing, TargetOfGateway, TargetOptions, TargetSynchronization } from './shared';
import type { LambdaMcpServer } from '../../runtime/lambda-mcp-server';

/** Properties of `GatewayTarget.forLambdaMcpServer`. */
export interface GatewayTargetLambdaMcpServerProps extends TargetOptions, McpServerListing, TargetSynchronization, TargetOfGateway {
  /** The MCP server. */
  readonly server: LambdaMcpServer;
}
