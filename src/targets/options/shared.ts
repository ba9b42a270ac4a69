import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Certificate } from '../certificate';
import type { ListingMode } from '../mcp-listing';
import type { PrivateEndpoint } from '../private-endpoint';

// Options that several kinds of target have in common. index.ts does not export them: jsii copies the properties into the exported structs.

/**
 * Options of every kind of target.
 *
 * @internal
 */
export interface TargetOptions {
  /**
   * The name of the target. Its tools are named `<target name>___<tool>`.
   *
   * 1 to 100 letters, digits and single hyphens, without underscores, unique in the gateway. Keep it short: models accept tool names of up
   * to 64 characters, and each outer gateway adds a target name.
   *
   * @default - the construct ID in kebab-case
   */
  readonly gatewayTargetName?: string;

  /**
   * A description of the target: 1 to 200 characters.
   *
   * @default - no description
   */
  readonly description?: string;

  /**
   * The headers and query parameters that the gateway propagates: 1 to 10 of each.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-headers.html
   */
  readonly metadataConfiguration?: agentcore.MetadataConfiguration;

  /**
   * More permissions for the role of the gateway that only this target needs, for example to call the AWS service of a Smithy model.
   *
   * They are granted before the target is created, and removed with the target.
   *
   * @default - only the permissions that the library derives for the target
   */
  readonly additionalPermissions?: iam.PolicyStatement[];
}

/**
 * How a gateway connects to the endpoint of a target.
 *
 * @internal
 */
export interface TargetConnection {
  /**
   * How the gateway reaches an endpoint that is not public: through your VPC, or through a VPC Lattice resource configuration.
   *
   * @default - the gateway calls the endpoint over the internet
   * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/vpc-egress-private-endpoints.html
   */
  readonly privateEndpoint?: PrivateEndpoint;

  /**
   * The certificates of a private certificate authority that issued the certificate of the endpoint.
   *
   * The role of the gateway is allowed to read them. The template validator in aws-cdk-lib 2.276 does not know the property yet, so the
   * construct acknowledges finding F3002 on this resource.
   *
   * @default - the certificate of the endpoint is from a public certificate authority
   */
  readonly certificates?: Certificate[];
}

/**
 * How a target follows the server or the gateway behind it.
 *
 * @internal
 */
export interface TargetSynchronization {
  /**
   * Whether the target is created only after the server or the inner gateway lists its tools.
   *
   * The service lists the tools when it creates the target. This fails if the server is still starting.
   *
   * @default true - unless the gateway does not list the tools at creation, or calls the server with a token instead of its role
   */
  readonly waitUntilReady?: boolean;

  /**
   * Whether a deployment that changes the tools behind the target also makes the gateway read them again.
   *
   * The gateway caches the tools. Without a synchronization, it lists the old tools after an update of the server or the inner gateway.
   *
   * @default true - unless the gateway does not cache the tools, or a user must sign in
   * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-target-MCPservers.html
   */
  readonly synchronize?: boolean;
}

/**
 * Where a gateway creates a target.
 *
 * @internal
 */
export interface TargetPlacement {
  /**
   * The scope to create the target in.
   *
   * A target for a function, an API or a runtime in another stack is created in that stack: if the function or runtime calls the gateway,
   * its stack must be deployed after the stack of the gateway. If your stacks depend on each other in the opposite direction, pass another
   * scope.
   *
   * @default - the function, API or runtime, if it is in another stack of the same account and region, otherwise the gateway
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
   * The gateway that the target belongs to: of this library, of aws-cdk-lib, or imported.
   */
  readonly gateway: agentcore.IGateway;
}

/**
 * How a gateway lists the tools of an MCP server.
 *
 * @internal
 */
export interface McpServerListing {
  /**
   * When the gateway lists the tools of the server.
   *
   * @default ListingMode.DEFAULT - once, when the target is created
   */
  readonly listingMode?: ListingMode;

  /**
   * The static tool schema: the tools of the server's `tools/list` response, as a JSON array or an object with `tools`.
   *
   * With it, the gateway does not connect to the server when the target is created.
   *
   * @default - the gateway lists the tools on the server
   */
  readonly mcpToolSchema?: agentcore.ApiSchema;

  /**
   * The priority if several targets have an MCP resource with the same URI: 0 (highest) to 1000 (lowest).
   *
   * @default 1000
   */
  readonly resourcePriority?: number;
}

/**
 * The properties that the constructor needs for every kind of target.
 *
 * @internal
 */
export interface AnyTargetProps extends TargetOptions, TargetConnection, TargetOfGateway {
  /** Each kind documents its own. */
  readonly credentialProviderConfigurations?: agentcore.ICredentialProviderConfig[];
}
