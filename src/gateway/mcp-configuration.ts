import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { GatewayProps } from './gateway-props';
import { apiMessage } from '../findings/api-message';
import { MCP_VERSIONS } from '../service/mcp-versions';
import { acknowledgeValidator, ValidatorRule } from '../synthesis/acknowledge-validator';

type McpProperty = agentcore.CfnGateway.MCPGatewayConfigurationProperty;

const DEFAULT_SESSION_SECONDS = 3600;

export function isMcp(protocol: agentcore.IGatewayProtocolConfig): boolean {
  return protocol.protocolType === 'MCP';
}

/** All versions, including the oldest: the service assumes 2025-03-26 for a client without a version header. */
export function defaultProtocol(): agentcore.IGatewayProtocolConfig {
  return agentcore.GatewayProtocol.mcp({
    searchType: agentcore.McpGatewaySearchType.SEMANTIC,
    // aws-cdk-lib 2.275.0, the oldest supported version, has no constants for the newest MCP versions.
    supportedVersions: MCP_VERSIONS.map((version) => agentcore.MCPProtocolVersion.of(version)),
  });
}

export function mcpConfiguration(protocol: agentcore.IGatewayProtocolConfig, props: GatewayProps): agentcore.CfnGateway.GatewayProtocolConfigurationProperty {
  const { seconds, streaming } = inProtocol(protocol);
  const timeout = props.sessionConfiguration?.sessionTimeout?.toSeconds() ?? seconds ?? (props.sessionConfiguration && DEFAULT_SESSION_SECONDS);
  const enableResponseStreaming = props.responseStreaming ?? streaming;
  return {
    mcp: {
      ...renderedMcp(protocol),
      sessionConfiguration: timeout === undefined ? undefined : { sessionTimeoutInSeconds: timeout },
      streamingConfiguration: enableResponseStreaming === undefined ? undefined : { enableResponseStreaming },
    },
  };
}

/** aws-cdk-lib has this property since 2.276.0, but its template validator does not know it. */
export function disableListToolsPagination(gateway: agentcore.CfnGateway, disable: boolean): void {
  const property = 'ProtocolConfiguration.Mcp.DisableMcpListToolsPagination';
  gateway.addPropertyOverride(property, disable);
  acknowledgeValidator(gateway, ValidatorRule.NO_BRANCH_OF_UNION, property);
}

/** Settings that differ between the protocol configuration and the properties of the gateway. */
export function contradictions(protocol: agentcore.IGatewayProtocolConfig, props: GatewayProps): string[] {
  const { seconds, streaming } = inProtocol(protocol);
  const timeout = props.sessionConfiguration?.sessionTimeout?.toSeconds();
  return [
    ...differ(seconds, timeout)
      ? [apiMessage`the session timeout is ${seconds} seconds in \`protocolConfiguration\` and ${timeout} in \`sessionConfiguration\`; give it once`] : [],
    ...differ(streaming, props.responseStreaming)
      ? [apiMessage`\`enableResponseStreaming\` is ${streaming} in \`protocolConfiguration\`, and \`responseStreaming\` is ${props.responseStreaming}; give one of them`] : [],
  ];
}

function differ(one: unknown, other: unknown): boolean {
  return one !== undefined && other !== undefined && one !== other;
}

/** Newer versions of aws-cdk-lib also configure sessions and streaming in the protocol. */
function inProtocol(protocol: agentcore.IGatewayProtocolConfig): { readonly seconds?: number; readonly streaming?: boolean } {
  const { sessionConfiguration, streamingConfiguration } = renderedMcp(protocol);
  return {
    seconds: (sessionConfiguration as agentcore.CfnGateway.SessionConfigurationProperty | undefined)?.sessionTimeoutInSeconds,
    streaming: (streamingConfiguration as agentcore.CfnGateway.StreamingConfigurationProperty | undefined)?.enableResponseStreaming as boolean | undefined,
  };
}

function renderedMcp(protocol: agentcore.IGatewayProtocolConfig): McpProperty {
  const rendered = protocol._render() as agentcore.CfnGateway.GatewayProtocolConfigurationProperty | undefined;
  return (rendered?.mcp ?? {}) as McpProperty;
}
