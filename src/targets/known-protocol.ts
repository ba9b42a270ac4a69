import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';

/** The protocol of a gateway; undefined when it was imported without saying, which would throw if it were asked plainly. */
export function knownProtocol(gateway: agentcore.IGateway): agentcore.IGatewayProtocolConfig | undefined {
  const { knownProtocolConfiguration } = gateway as { knownProtocolConfiguration?: agentcore.IGatewayProtocolConfig };
  return 'knownProtocolConfiguration' in gateway ? knownProtocolConfiguration : gateway.protocolConfiguration;
}
