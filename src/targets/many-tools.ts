import { CfnResource } from 'aws-cdk-lib';
import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import { apiMessage } from '../findings/api-message';
import { MANY_TOOLS } from '../service/limits';
import { annotate } from '../synthesis/annotate';

/** The tools that agents choose among, because the gateway has no semantic search. */
export class ToolsWithoutSearch {
  private known = 0;

  constructor(private readonly gateway: agentcore.IGateway) {}

  /** Counts the tools of a new target, as far as they are known, and hints when they become many. */
  public add(target: { readonly toolNames: readonly string[] }): void {
    // Names are read only if they matter: reading those of an OpenAPI document takes time.
    if (this.known > MANY_TOOLS || hasSearch(this.gateway)) return;
    this.known += target.toolNames.length;
    if (this.known <= MANY_TOOLS) return;
    annotate(this.gateway, 'many-tools',
      `gateway ${this.gateway.node.path} lists more than ${MANY_TOOLS} tools, and agents cannot search them`,
      apiMessage`set \`searchType\` of \`GatewayProtocol.mcp\` to \`McpGatewaySearchType.SEMANTIC\`, or acknowledge this if agents choose well among them`);
  }
}

/** True for gateways whose search is unknown, such as imported ones, and for those without MCP, which list no tools. */
function hasSearch(gateway: agentcore.IGateway): boolean {
  if (!CfnResource.isCfnResource(gateway.node.defaultChild)) return true;
  const { protocolType, searchType } = gateway.protocolConfiguration as agentcore.IGatewayProtocolConfig & { readonly searchType?: unknown };
  return protocolType !== 'MCP' || searchType !== undefined;
}
