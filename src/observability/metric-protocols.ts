import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';

/** The values of the dimension `Protocol` for a gateway. A gateway without a protocol type has metrics for MCP and for HTTP. */
export function metricProtocolsOf({ protocolConfiguration }: agentcore.IGateway): readonly { readonly suffix: string; readonly dimensionsMap?: { [name: string]: string } }[] {
  if (protocolConfiguration.protocolType === 'MCP') return [{ suffix: '' }];
  return ['Mcp', 'Http'].map((suffix) => ({ suffix, dimensionsMap: { Protocol: suffix.toUpperCase() } }));
}
