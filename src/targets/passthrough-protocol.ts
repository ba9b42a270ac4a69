/**
 * The protocol of a server behind a passthrough target. The gateway does not translate it: metrics and guardrail policies read requests by it.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-target-http-passthrough.html
 */
export class PassthroughProtocol {
  /** An MCP server, whose tools are not among the tools of the gateway. */
  public static readonly MCP = new PassthroughProtocol('MCP');

  /** An agent with the protocol Agent2Agent. */
  public static readonly A2A = new PassthroughProtocol('A2A');

  /** A provider of models. Guardrail policies know the API of OpenAI, Anthropic and Amazon Bedrock. */
  public static readonly INFERENCE = new PassthroughProtocol('INFERENCE');

  /** Any other protocol. Guardrail policies need the `apiSchema` of the target. */
  public static readonly CUSTOM = new PassthroughProtocol('CUSTOM');

  /** A protocol that is newer than this version of the library. */
  public static of(value: string): PassthroughProtocol {
    return new PassthroughProtocol(value);
  }

  private constructor(
    /** The value in the service's API. */
    public readonly value: string,
  ) {}
}
