import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { McpServerListing } from './mcp-listing';

/**
 * What every kind of target has.
 */
export interface TargetOptions {
  /**
   * Name of the target: its tools are called `<target name>___<tool>`.
   *
   * Letters, digits and single hyphens, unique in the gateway. Keep it short: models take tool names of up to 64 characters,
   * and every gateway that a tool passes through adds a target name.
   *
   * @default - the id in kebab-case
   */
  readonly gatewayTargetName?: string;

  /**
   * What the target is for, 1 to 200 characters.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * How the gateway authorizes itself at the target; exactly one.
   *
   * From `GatewayCredentialProvider` of aws-cdk-lib or from `OutboundAuth`. An empty list means none, for targets that can do without.
   *
   * @default - the gateway's IAM role for AWS targets; none for OpenAPI documents and MCP servers with a URL
   * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-outbound-auth.html
   */
  readonly credentialProviderConfigurations?: agentcore.ICredentialProviderConfig[];

  /**
   * Which headers and query parameters pass through the gateway.
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

/** What an MCP server on AgentCore Runtime has besides. */
export interface McpRuntimeTargetOptions extends TargetOptions, McpServerListing {
  /**
   * Name of the runtime's endpoint to call.
   *
   * @default DEFAULT - the endpoint of the newest version
   */
  readonly qualifier?: string;

  /**
   * Whether the target waits until the server answers `initialize` and `tools/list`.
   *
   * The service reads the tools while it creates the target, and a server that is still starting fails it.
   *
   * @default true - unless the gateway does not ask the server at creation, or calls it with a token instead of its role
   */
  readonly waitUntilReady?: boolean;
}

/** What an agent on AgentCore Runtime has besides. */
export interface AgentTargetOptions extends TargetOptions {
  /**
   * Name of the runtime's endpoint to call.
   *
   * @default DEFAULT - the endpoint of the newest version
   */
  readonly qualifier?: string;
}

/** Options of `addLambdaTarget`. */
export interface AddLambdaTargetOptions extends agentcore.AddLambdaTargetOptions, TargetOptions, TargetPlacement {}

/** Options of `addOpenApiTarget`. */
export interface AddOpenApiTargetOptions extends agentcore.AddOpenApiTargetOptions, TargetOptions, TargetPlacement {}

/** Options of `addSmithyTarget`. */
export interface AddSmithyTargetOptions extends agentcore.AddSmithyTargetOptions, TargetOptions, TargetPlacement {}

/** Options of `addApiGatewayTarget`. */
export interface AddApiGatewayTargetOptions extends agentcore.AddApiGatewayTargetOptions, TargetOptions, TargetPlacement {}

/** Options of `addMcpServerTarget`. */
export interface AddMcpServerTargetOptions extends TargetOptions, TargetPlacement, McpServerListing {
  /**
   * The URL of the server, starting with https://, with every part of it URL-encoded.
   */
  readonly endpoint: string;
}

/** Options of `addMcpServer`. */
export interface AddMcpServerOptions extends McpRuntimeTargetOptions, TargetPlacement {}

/** Options of `addGateway`. */
export interface AddGatewayOptions extends TargetOptions, TargetPlacement, McpServerListing {}

/** Options of `addAgent`. */
export interface AddAgentOptions extends AgentTargetOptions, TargetPlacement {}

/** The gateway of a target that is created with `GatewayTarget.for…`. */
export interface TargetOfGateway {
  /**
   * The gateway that offers the target: of this library, of aws-cdk-lib, or an imported one.
   */
  readonly gateway: agentcore.IGateway;
}

/** Properties of `GatewayTarget.forLambda`. */
export interface GatewayTargetLambdaProps extends agentcore.GatewayTargetLambdaProps, TargetOptions {}

/** Properties of `GatewayTarget.forOpenApi`. */
export interface GatewayTargetOpenApiProps extends agentcore.GatewayTargetOpenApiProps, TargetOptions {}

/** Properties of `GatewayTarget.forSmithy`. */
export interface GatewayTargetSmithyProps extends agentcore.GatewayTargetSmithyProps, TargetOptions {}

/** Properties of `GatewayTarget.forApiGateway`. */
export interface GatewayTargetApiGatewayProps extends agentcore.GatewayTargetApiGatewayProps, TargetOptions {}

/** Properties of `GatewayTarget.forMcpServer`. */
export interface GatewayTargetMcpServerProps extends TargetOptions, TargetOfGateway, McpServerListing {
  /**
   * The URL of the server, starting with https://, with every part of it URL-encoded.
   */
  readonly endpoint: string;
}

/** Properties of `GatewayTarget.forMcpRuntime`. */
export interface GatewayTargetMcpRuntimeProps extends McpRuntimeTargetOptions, TargetOfGateway {
  /** The runtime of the MCP server. */
  readonly runtime: agentcore.IRuntimeRef;
}

/** Properties of `GatewayTarget.forGateway`. */
export interface GatewayTargetGatewayProps extends TargetOptions, TargetOfGateway, McpServerListing {
  /** The gateway whose tools are offered. */
  readonly innerGateway: agentcore.IGateway;
}

/** Properties of `GatewayTarget.forAgent`. */
export interface GatewayTargetAgentProps extends AgentTargetOptions, TargetOfGateway {
  /** The runtime of the agent. */
  readonly runtime: agentcore.IRuntimeRef;
}
