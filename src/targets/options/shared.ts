import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { ListingMode } from '../mcp-listing';

// What the options of several kinds of target have in common. None of this is exported: jsii writes the properties into the structs that
// users name.

/**
 * What every kind of target has.
 *
 * @internal
 */
export interface TargetOptions {
  /**
   * Name of the target: its tools are called `<target name>___<tool>`.
   *
   * Letters, digits and single hyphens, no underscores, at most 100 characters, unique in the gateway. Keep it short: models take tool
   * names of up to 64 characters, and every gateway that a tool passes through adds a target name.
   *
   * @default - the id in kebab-case
   */
  readonly gatewayTargetName?: string;

  /**
   * What the target is for, 1 to 200 characters.
   *
   * @default - no description
   */
  readonly description?: string;

  /**
   * Which headers and query parameters pass through the gateway: 1 to 10 of each.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-headers.html
   */
  readonly metadataConfiguration?: agentcore.MetadataConfiguration;

  /**
   * More permissions for the gateway's role that only this target needs, for example to call an AWS service behind a Smithy model.
   *
   * They are in place before the target is created and go when the target goes.
   *
   * @default - only what the library knows the target to need
   */
  readonly additionalPermissions?: iam.PolicyStatement[];
}

/**
 * Where a target that a gateway adds is created.
 *
 * @internal
 */
export interface TargetPlacement {
  /**
   * The construct to create the target in.
   *
   * A target that points at a function, an API or a runtime of another stack is created in that stack, because that stack
   * comes after the gateway's when the function or runtime calls the gateway. Pass another scope when your stacks depend on each
   * other the other way round.
   *
   * @default - the gateway, or what the target points at when that is in another stack of the same account and region
   */
  readonly scope?: Construct;
}

/**
 * The gateway of a target that is created with `GatewayTarget.for…`.
 *
 * @internal
 */
export interface TargetOfGateway {
  /**
   * The gateway that offers the target: of this library, of aws-cdk-lib, or an imported one.
   */
  readonly gateway: agentcore.IGateway;
}

/**
 * How a gateway learns what an MCP server offers.
 *
 * @internal
 */
export interface McpServerListing {
  /**
   * When the gateway asks for the tools.
   *
   * @default ListingMode.DEFAULT - once, when the target is created
   */
  readonly listingMode?: ListingMode;

  /**
   * The tools, as the server's own `tools/list` returns them: a JSON array, or an object with `tools`.
   *
   * With it the gateway does not connect to the server when the target is created.
   *
   * @default - the gateway asks the server
   */
  readonly mcpToolSchema?: agentcore.ApiSchema;

  /**
   * Which target wins when several offer a resource of the same URI: the lowest number, from 0 to 1000.
   *
   * @default 1000
   */
  readonly resourcePriority?: number;
}

/**
 * What every target has that the constructor needs, whatever its kind.
 *
 * @internal
 */
export interface AnyTargetProps extends TargetOptions, TargetOfGateway {
  /** Each kind documents its own. */
  readonly credentialProviderConfigurations?: agentcore.ICredentialProviderConfig[];
}
