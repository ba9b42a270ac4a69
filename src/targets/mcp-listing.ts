/**
 * When a gateway lists the tools of an MCP server.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-target-MCPservers.html
 */
export class ListingMode {
  /**
   * The gateway lists tools, prompts and resources when the target is created, and keeps them until the target is synchronized.
   */
  public static readonly DEFAULT = new ListingMode('DEFAULT');

  /**
   * The gateway forwards every list request to the server. Not supported with semantic search or the OAuth authorization code grant.
   */
  public static readonly DYNAMIC = new ListingMode('DYNAMIC');

  /** A mode that is newer than this version of the library. */
  public static of(value: string): ListingMode {
    return new ListingMode(value);
  }

  private constructor(
    /** The value in the service's API. */
    public readonly value: string,
  ) {}
}
