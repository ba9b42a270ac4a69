import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';

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

/**
 * How a gateway learns what an MCP server offers.
 */
export interface McpServerListing {
  /**
   * When the gateway asks for the tools.
   *
   * @default ListingMode.DEFAULT - once, when the target is created
   */
  readonly listingMode?: ListingMode;

  /**
   * The tools, as the server's own `tools/list` answers them: a JSON array, or an object with `tools`.
   *
   * With it the gateway does not connect to the server when the target is created.
   *
   * @default - the gateway asks the server
   */
  readonly mcpToolSchema?: agentcore.ApiSchema;

  /**
   * Which target wins when two offer a resource of the same URI: the lowest number, from 0 to 1000.
   *
   * @default 1000
   */
  readonly resourcePriority?: number;
}
