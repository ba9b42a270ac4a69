import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import { OutboundTargetKind, targetKindOf } from '../service/outbound-auth';
import { TARGET_MEMBERS, TargetKind } from '../service/target-kinds';

const MCP_TYPES: { readonly [kind in TargetKind]?: agentcore.McpTargetType } = {
  lambda: agentcore.McpTargetType.LAMBDA,
  openApi: agentcore.McpTargetType.OPENAPI_SCHEMA,
  smithy: agentcore.McpTargetType.SMITHY_MODEL,
  apiGateway: agentcore.McpTargetType.API_GATEWAY,
  mcpServer: agentcore.McpTargetType.MCP_SERVER,
};

/** The type that aws-cdk-lib gives an MCP target; undefined for kinds that it does not have. */
export function mcpTypeOf(kind: OutboundTargetKind): agentcore.McpTargetType | undefined {
  return MCP_TYPES[targetKindOf(kind)];
}

/** The protocol type of a target: the gateway must have the same one, or none. */
export function protocolTypeOf(kind: OutboundTargetKind): agentcore.GatewayTargetProtocolType {
  return TARGET_MEMBERS[targetKindOf(kind)].category.toUpperCase() as agentcore.GatewayTargetProtocolType;
}
