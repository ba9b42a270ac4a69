import { Token } from 'aws-cdk-lib';
import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { Construct } from 'constructs';
import { apiMessage } from '../../findings/api-message';
import { readMcpTools } from '../../schema/mcp-tools';
import { isWithin, RESOURCE_PRIORITY } from '../../service/limits';
import { GatewayError } from '../../synthesis/gateway-error';
import { reportSchema } from '../../synthesis/report-schema';
import { calledByUrl, callOf, withCall } from '../called-by-url';
import { requireEndpoint } from '../endpoint-checks';
import { knownProtocol } from '../known-protocol';
import { ListingMode } from '../mcp-listing';
import type { GatewayTargetMcpServerProps } from '../options/mcp-server';
import type { McpServerListing } from '../options/shared';
import { schemaStatements, schemaText } from '../schema-source';
import { TargetBinding, TargetStrategy } from '../target-strategy';

/** An MCP server with a public URL. */
export function mcpServerTarget({ gateway: of, endpoint, ...listing }: GatewayTargetMcpServerProps): TargetStrategy {
  const called = calledByUrl(of, endpoint, 'this');
  return {
    kind: 'mcpServer',
    ...callOf(called),
    check: (gateway) => {
      requireEndpoint(gateway, 'MCP server endpoint', endpoint);
      checkListing(gateway, listing);
    },
    bind: (target, _gateway, credentials) => withCall(mcpServerBinding(target, endpoint, listing), called, credentials),
  };
}

/** The binding of every MCP server target, wherever the server runs. */
export function mcpServerBinding(target: Construct, endpoint: string, listing: McpServerListing): TargetBinding {
  const { mcpToolSchema } = listing;
  const text = mcpToolSchema && schemaText(target, mcpToolSchema);
  const read = text === undefined ? undefined : readMcpTools(text);
  if (read) reportSchema(target, `the static tool schema of ${target.node.path}`, read.findings);
  mcpToolSchema?.bind(target);
  const schema = mcpToolSchema?._render() as agentcore.CfnGatewayTarget.McpToolSchemaConfigurationProperty | undefined;
  return {
    configuration: {
      mcp: {
        mcpServer: {
          endpoint,
          listingMode: listing.listingMode?.value,
          mcpToolSchema: schema,
          resourcePriority: listing.resourcePriority,
        },
      },
    },
    statements: schema ? schemaStatements(schema) : [],
    toolNames: () => (read?.tools ?? []).map((tool) => tool.name),
    listsTools: () => listing.listingMode?.value !== ListingMode.DYNAMIC.value && read?.tools.length !== 0,
  };
}

/** Whether the gateway lists the tools on the server when the target is created. */
export function contactsServerAtCreation(listing: McpServerListing): boolean {
  return listing.mcpToolSchema === undefined && listing.listingMode?.value !== ListingMode.DYNAMIC.value;
}

export function checkListing(gateway: agentcore.IGateway, listing: McpServerListing): void {
  const { resourcePriority } = listing;
  if (resourcePriority !== undefined && !Token.isUnresolved(resourcePriority)
    && (!Number.isInteger(resourcePriority) || !isWithin(resourcePriority, RESOURCE_PRIORITY))) {
    const { min, max } = RESOURCE_PRIORITY;
    throw new GatewayError('resource-priority', gateway, `resource priority ${resourcePriority} is not valid`, `use a whole number from ${min} (highest priority) to ${max}`);
  }
  const search = (knownProtocol(gateway) as { searchType?: string } | undefined)?.searchType;
  if (listing.listingMode?.value === ListingMode.DYNAMIC.value && search === 'SEMANTIC') {
    throw new GatewayError('auth-dynamic-listing', gateway,
      `gateway ${gateway.node.path} has semantic search, which needs the tools of all targets in advance, and cannot have a target with listing mode DYNAMIC`,
      apiMessage`use \`ListingMode.DEFAULT\`, or create the gateway with \`protocolConfiguration: GatewayProtocol.mcp({ supportedVersions: […] })\` and no search type`);
  }
}
