import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';

/** The protocol of a gateway. Undefined for a gateway imported without it, whose `protocolConfiguration` throws. */
export function knownProtocol(gateway: agentcore.IGateway): agentcore.IGatewayProtocolConfig | undefined {
  const { knownProtocolConfiguration } = gateway as { knownProtocolConfiguration?: agentcore.IGatewayProtocolConfig };
  return 'knownProtocolConfiguration' in gateway ? knownProtocolConfiguration : gateway.protocolConfiguration;
}
