/**
 * When a gateway asks an MCP server for its tools.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-target-MCPservers.html
 */
export class ListingMode {
  /**
   * The gateway reads tools, prompts and resources when the target is created and keeps them until it is synchronized again.
   */
  public static readonly DEFAULT = new ListingMode('DEFAULT');

  /**
   * The gateway asks the server anew for every caller. Not with semantic search, and not with the OAuth authorization code grant.
   */
  public static readonly DYNAMIC = new ListingMode('DYNAMIC');

  /** A mode that this version of the library does not know. */
  public static of(value: string): ListingMode {
    return new ListingMode(value);
  }

  private constructor(
    /** The mode as the service names it. */
    public readonly value: string,
  ) {}
}
