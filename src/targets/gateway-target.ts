import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import { Construct, Dependable } from 'constructs';
import { targetCredentials } from './credentials';
import { ImportedGatewayTarget } from './imported-target';
import type { GatewayTargetAgentProps } from './options/agent';
import type { GatewayTargetApiGatewayProps } from './options/api-gateway';
import type { GatewayTargetGatewayProps } from './options/gateway';
import type { GatewayTargetLambdaProps } from './options/lambda';
import type { GatewayTargetMcpServerProps } from './options/mcp-server';
import type { GatewayTargetOpenApiProps } from './options/open-api';
import type { GatewayTargetMcpRuntimeProps } from './options/runtime-mcp-server';
import type { AnyTargetProps } from './options/shared';
import type { GatewayTargetSmithyProps } from './options/smithy';
import { TargetRegistry, targetsIn } from './target-registry';
import { StackOrder } from '../order/stack-order';
import { joinToolName } from '../service/tool-name';
import { markAsOwn } from '../synthesis/own-construct';
import { injectProperties } from '../synthesis/property-injection';
import { agentTarget } from './kinds/agent';
import { apiGatewayTarget } from './kinds/api-gateway';
import { openApiTarget, smithyTarget } from './kinds/api-schema';
import { gatewayTarget } from './kinds/gateway';
import { lambdaTarget } from './kinds/lambda';
import { mcpServerTarget } from './kinds/mcp-server';
import { runtimeMcpServerTarget } from './kinds/runtime-mcp-server';
import { checkMetadata } from './metadata';
import type { GatewayTargetAttributes } from './target-attributes';
import { TargetBase } from './target-base';
import { requireDescription, requirePermissions, requireProtocol } from './target-checks';
import { defaultTargetName, validateTargetName } from './target-name';
import { TargetParts } from './target-parts';
import { TargetBinding, TargetStrategy } from './target-strategy';

/**
 * What a gateway offers: a Lambda function, an API, an MCP server, another gateway or an agent.
 *
 * A target brings one IAM policy of its own for the gateway's role, and is created after that policy and after all it points at.
 * `gateway.add…` creates it where CloudFormation can order it; the methods here create it in a scope of your choice, for example in
 * another stack.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-building-adding-targets.html
 *
 * @example
 * declare const existing: agentcore.Gateway;
 * declare const weather: lambda.Function;
 * GatewayTarget.forLambda(this, 'Weather', {
 *   gateway: existing,
 *   lambdaFunction: weather,
 *   toolSchema: agentcore.ToolSchema.fromLocalAsset('tools.json'),
 * });
 */
export class GatewayTarget extends TargetBase {
  /**
   * The id under which a property injector reaches targets: `{ constructUniqueId: GatewayTarget.PROPERTY_INJECTION_ID, inject: … }`.
   *
   * The injector gets the properties of the method that creates the target, for example `GatewayTargetLambdaProps`.
   */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-agentcore-gateway.GatewayTarget';

  /**
   * A target that is created elsewhere.
   */
  public static fromGatewayTargetAttributes(scope: Construct, id: string, attrs: GatewayTargetAttributes): agentcore.IGatewayTarget {
    return new ImportedGatewayTarget(scope, id, attrs);
  }

  /**
   * A Lambda function with a tool schema.
   */
  public static forLambda(scope: Construct, id: string, props: GatewayTargetLambdaProps): GatewayTarget {
    return GatewayTarget.create(scope, id, props, ({ lambdaFunction, toolSchema }) => lambdaTarget(lambdaFunction, toolSchema));
  }

  /**
   * A REST API with an OpenAPI document.
   */
  public static forOpenApi(scope: Construct, id: string, props: GatewayTargetOpenApiProps): GatewayTarget {
    return GatewayTarget.create(scope, id, props, ({ apiSchema, validateOpenApiSchema }) => openApiTarget(apiSchema, validateOpenApiSchema ?? true));
  }

  /**
   * An AWS service with a Smithy model.
   */
  public static forSmithy(scope: Construct, id: string, props: GatewayTargetSmithyProps): GatewayTarget {
    return GatewayTarget.create(scope, id, props, ({ smithyModel }) => smithyTarget(smithyModel));
  }

  /**
   * A stage of an API Gateway REST API.
   */
  public static forApiGateway(scope: Construct, id: string, props: GatewayTargetApiGatewayProps): GatewayTarget {
    return GatewayTarget.create(scope, id, props, apiGatewayTarget);
  }

  /**
   * An MCP server with a URL.
   */
  public static forMcpServer(scope: Construct, id: string, props: GatewayTargetMcpServerProps): GatewayTarget {
    return GatewayTarget.create(scope, id, props, (given) => mcpServerTarget(given.endpoint, given));
  }

  /**
   * An MCP server on AgentCore Runtime.
   */
  public static forMcpRuntime(scope: Construct, id: string, props: GatewayTargetMcpRuntimeProps): GatewayTarget {
    return GatewayTarget.create(scope, id, props, runtimeMcpServerTarget);
  }

  /**
   * Another gateway.
   */
  public static forGateway(scope: Construct, id: string, props: GatewayTargetGatewayProps): GatewayTarget {
    return GatewayTarget.create(scope, id, props, (given) => gatewayTarget(given.innerGateway, given));
  }

  /**
   * An agent on AgentCore Runtime, offered by a gateway without protocol.
   */
  public static forAgent(scope: Construct, id: string, props: GatewayTargetAgentProps): GatewayTarget {
    return GatewayTarget.create(scope, id, props, agentTarget);
  }

  /** `strategyOf` gets the properties that the injectors of the scope made of the given ones. */
  private static create<P extends AnyTargetProps>(scope: Construct, id: string, given: P, strategyOf: (props: P) => TargetStrategy): GatewayTarget {
    const props = injectProperties(GatewayTarget.PROPERTY_INJECTION_ID, given, scope, id);
    const strategy = strategyOf(props);
    return new GatewayTarget(scope, id, new TargetParts(props, strategy, GatewayTarget.require(scope, id, props, strategy)).asProps);
  }

  /** Checks everything that can be checked before anything is created. */
  private static require(scope: Construct, id: string, props: AnyTargetProps, strategy: TargetStrategy): string {
    const { gateway } = props;
    const registry = TargetRegistry.of(gateway);
    const name = props.gatewayTargetName ?? defaultTargetName(id);
    validateTargetName(scope, id, name);
    registry.requireFreeName(scope, id, name);
    requireDescription(scope, id, props.description);
    requireProtocol(gateway, scope, id, strategy);
    strategy.check?.(gateway);
    if (strategy.innerGateway) TargetRegistry.of(strategy.innerGateway).addOuter(gateway, scope);
    registry.requireStackOrder(scope, strategy.pointsAt);
    return name;
  }

  /**
   * The gateway that offers this target.
   */
  public readonly gateway: agentcore.IGateway;

  /**
   * The name that its tools carry in front: `<target name>___<tool>`.
   */
  public readonly gatewayTargetName: string;

  /**
   * What the target is for.
   */
  public readonly description?: string;

  /**
   * What CloudFormation's `Ref` returns for the target, as in aws-cdk-lib.
   *
   * The service gives targets no ARN: permissions name the ARN of the gateway.
   *
   * @attribute
   */
  public readonly targetArn: string;

  /**
   * The id the service gives the target.
   *
   * @attribute
   */
  public readonly targetId: string;

  /**
   * `MCP`; for an agent `HTTP`, which the enumeration of aws-cdk-lib does not list.
   */
  public readonly targetProtocolType: agentcore.GatewayTargetProtocolType;

  /**
   * The type of an MCP target; an MCP server on AgentCore Runtime and another gateway are MCP servers. None for an agent.
   */
  public readonly targetType?: agentcore.McpTargetType;

  /**
   * How the gateway authorizes itself at the target; undefined when it does not.
   */
  public readonly credentialProviderConfigurations: agentcore.ICredentialProviderConfig[] | undefined;

  /**
   * The status when CloudFormation last looked, for example `READY`.
   *
   * @attribute
   */
  public readonly status?: string;

  /**
   * Why the target has its status.
   *
   * @attribute
   */
  public readonly statusReasons?: string[];

  /**
   * When the target was created.
   *
   * @attribute
   */
  public readonly createdAt?: string;

  /**
   * When the target was last updated.
   *
   * @attribute
   */
  public readonly updatedAt?: string;

  private readonly binding: TargetBinding;
  /** Whether a user must sign in before the gateway can ask for the tools. */
  private readonly needsUser: boolean;

  /**
   * Call `GatewayTarget.for…` or `gateway.add…` instead: each kind of target has a method of its own.
   *
   * @throws always, and names the method for the target configuration of aws-cdk-lib that is given
   */
  constructor(scope: Construct, id: string, props: agentcore.GatewayTargetProps) {
    const { options, strategy, name } = TargetParts.of(scope, id, props);
    super(scope, id, { physicalName: name });
    markAsOwn(this);
    this.gateway = options.gateway;
    this.gatewayTargetName = name;
    this.description = options.description;
    this.targetProtocolType = strategy.protocol as agentcore.GatewayTargetProtocolType;
    this.targetType = strategy.mcpType;
    const credentials = targetCredentials(this.gateway, {
      kind: strategy.kind,
      signingService: strategy.signingService,
      signingRegion: strategy.signingRegion,
      given: options.credentialProviderConfigurations,
      target: this,
    });
    this.credentialProviderConfigurations = credentials.rendered;
    this.binding = strategy.bind(this, this.gateway, credentials.kind);
    this.needsUser = credentials.kind === 'OAUTH_AUTHORIZATION_CODE';
    if (options.metadataConfiguration) checkMetadata(this, options.metadataConfiguration);

    const given = options.additionalPermissions ?? [];
    requirePermissions(this, given);
    const registry = TargetRegistry.of(this.gateway);
    const statements = [...this.binding.statements, ...credentials.statements, ...given];
    // Providers, buckets and whatever else is used may be in any stack; each of them is in a statement.
    StackOrder.of(this).requireReferences(
      targetsIn(scope, this.gateway), statements.map((statement) => statement.toStatementJson()), `holds target ${this.node.path}, which refers to`);
    const policy = statements.length > 0 ? registry.rolePolicies.attach(this, 'Policy', statements) : undefined;
    const resource = new agentcore.CfnGatewayTarget(this, 'Resource', {
      gatewayIdentifier: this.gateway.gatewayId,
      name,
      description: options.description,
      targetConfiguration: this.binding.configuration,
      credentialProviderConfigurations: credentials.rendered?.map((config) => config._render()),
      metadataConfiguration: options.metadataConfiguration,
    });
    for (const [key, value] of Object.entries(this.binding.metadata ?? {})) resource.addMetadata(key, value);
    for (const earlier of [...policy ? [policy] : [], ...this.binding.waitFor ?? []]) resource.node.addDependency(earlier);
    // The resource comes after everything else of the target, so it stands for all of it.
    Dependable.implement(this, { dependencyRoots: [resource] });
    this.targetArn = resource.ref;
    this.targetId = resource.attrTargetId;
    this.status = resource.attrStatus;
    this.statusReasons = resource.attrStatusReasons;
    this.createdAt = resource.attrCreatedAt;
    this.updatedAt = resource.attrUpdatedAt;
    registry.add(this);
  }

  /**
   * The names of its tools as the gateway offers them, as far as they are known at synthesis.
   *
   * Empty for servers that are only asked when they are deployed.
   */
  public get toolNames(): string[] {
    return (this.binding.toolNames?.() ?? []).map((tool) => joinToolName(this.gatewayTargetName, tool));
  }

  /**
   * Whether the gateway lists tools of this target for any caller as soon as it exists; right at synthesis.
   *
   * @internal
   */
  public get _listsTools(): boolean {
    return this.binding.listsTools() && !this.needsUser;
  }
}
