import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';

/**
 * The protocol configuration of a gateway without a protocol type. Such a gateway accepts MCP, HTTP and inference targets.
 *
 * The URL of the gateway has no path. MCP clients use `<url>/mcp`, which lists the tools of all MCP targets. Callers invoke an agent at
 * `<url>/<target name>/invocations`. The gateway has no MCP settings: no instructions, versions, semantic search, sessions or streaming.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-core-concepts.html
 *
 * @example
 * declare const assistant: AgentRuntime;
 * const agents = new Gateway(this, 'Agents', { protocolConfiguration: MultiProtocol.all() });
 * agents.addAgent(assistant);
 */
export class MultiProtocol implements agentcore.IGatewayProtocolConfig {
  /**
   * Accepts every category of targets: MCP, HTTP and inference.
   */
  public static all(): agentcore.IGatewayProtocolConfig {
    return new MultiProtocol();
  }

  /**
   * The value of the metric dimension `Protocol` for requests to HTTP targets.
   */
  public readonly protocolType: string = 'HTTP';

  private constructor() {}

  /** @internal */
  public _render(): any {
    return undefined;
  }
}
