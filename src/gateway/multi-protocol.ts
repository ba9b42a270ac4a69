import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';

/**
 * The protocol of a gateway that is created without a protocol type: it takes MCP, HTTP and inference targets alike.
 *
 * Its URL ends at the host name. MCP clients use `<url>/mcp`, which lists the tools of all MCP targets; an agent is at
 * `<url>/<target name>/invocations`. Such a gateway has no MCP settings: no instructions, versions, semantic search, sessions or streaming.
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
   * Every category of targets: MCP, HTTP and inference.
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
