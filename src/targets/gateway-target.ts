import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import { Construct, Dependable } from 'constructs';
import { targetCredentials } from './credentials';
import { ImportedGatewayTarget } from './imported-target';
import type { GatewayTargetAgentProps } from './options/agent';
import type { GatewayTargetApiGatewayProps } from './options/api-gateway';
import type { GatewayTargetConnectorProps, GatewayTargetHttpConnectorProps, GatewayTargetKnowledgeBaseProps, GatewayTargetWebSearchProps } from './options/connector';
import type { GatewayTargetGatewayProps } from './options/gateway';
import type { GatewayTargetInferenceProps } from './options/inference';
import type { GatewayTargetLambdaProps } from './options/lambda';
import type { GatewayTargetLambdaMcpServerProps } from './options/lambda-mcp-server';
import type { GatewayTargetMcpServerProps } from './options/mcp-server';
import type { GatewayTargetOpenApiProps } from './options/open-api';
import type { GatewayTargetPassthroughProps } from './options/passthrough';
import type { GatewayTargetMcpRuntimeProps } from './options/runtime-mcp-server';
import type { AnyTargetProps } from './options/shared';
import type { GatewayTargetSmithyProps } from './options/smithy';
import { TargetRegistry, targetsIn } from './target-registry';
import { apiMessage } from '../findings/api-message';
import { StackOrder } from '../order/stack-order';
import { joinToolName } from '../service/tool-name';
import { acknowledgeValidator, ValidatorRule } from '../synthesis/acknowledge-validator';
import { GatewayRules } from '../synthesis/gateway-rules';
import { setNewerProperty } from '../synthesis/newer-property';
import { markAsOwn } from '../synthesis/own-construct';
import { injectProperties } from '../synthesis/property-injection';
import { EXPECTED, requireArgument, requireOptional, requireScope } from '../synthesis/require-argument';
import { agentTarget } from './kinds/agent';
import { apiGatewayTarget } from './kinds/api-gateway';
import { openApiTarget, smithyTarget } from './kinds/api-schema';
import { connectorTarget, httpConnectorTarget, knowledgeBaseTarget, webSearchTarget } from './kinds/connector';
import { gatewayTarget } from './kinds/gateway';
import { inferenceTarget } from './kinds/inference';
import { lambdaTarget } from './kinds/lambda';
import { lambdaMcpServerTarget } from './kinds/lambda-mcp-server';
import { mcpServerTarget } from './kinds/mcp-server';
import { passthroughTarget } from './kinds/passthrough';
import { runtimeMcpServerTarget } from './kinds/runtime-mcp-server';
import { checkMetadata } from './metadata';
import type { GatewayTargetAttributes } from './target-attributes';
import { TargetBase } from './target-base';
import { requireDescription, requirePermissions, requireProtocol } from './target-checks';
import { defaultTargetName, validateTargetName } from './target-name';
import { TargetParts } from './target-parts';
import { TargetBinding, TargetStrategy } from './target-strategy';
import { mcpTypeOf, protocolTypeOf } from './target-type';

/**
 * A target of a gateway: a Lambda function, an API, an MCP server, another gateway or an agent.
 *
 * Each target attaches the permissions that it needs to the role of the gateway. It is created after them and after the resources that it
 * refers to. `gateway.add…` chooses a stack in which CloudFormation can create the target. The static methods of this class create it in a
 * scope of your choice, for example in another stack.
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
   * The unique ID of this class for property injectors: `{ constructUniqueId: GatewayTarget.PROPERTY_INJECTION_ID, inject: … }`.
   *
   * An injector gets the properties of the static method that creates the target, for example `GatewayTargetLambdaProps`.
   */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-agentcore-gateway.GatewayTarget';

  /**
   * Imports a target that is created elsewhere.
   */
  public static fromGatewayTargetAttributes(scope: Construct, id: string, attrs: GatewayTargetAttributes): agentcore.IGatewayTarget {
    return new ImportedGatewayTarget(scope, id, attrs);
  }

  /**
   * Creates a target for a Lambda function. Its tools come from the tool schema.
   *
   * @throws when another target of the gateway has the name, or the service rejects the tool schema
   */
  public static forLambda(scope: Construct, id: string, props: GatewayTargetLambdaProps): GatewayTarget {
    return GatewayTarget.create(scope, id, props, ({ lambdaFunction, toolSchema }) => {
      requireArgument(scope, apiMessage`\`lambdaFunction\` of target ${id}`, lambdaFunction, EXPECTED.lambdaFunction);
      requireArgument(scope, apiMessage`\`toolSchema\` of target ${id}`, toolSchema, EXPECTED.toolSchema);
      return lambdaTarget(lambdaFunction, toolSchema);
    });
  }

  /**
   * Creates a target for a REST API with an OpenAPI document. Each operation becomes a tool.
   *
   * @throws when another target of the gateway has the name, or the service rejects the document (checked for local files and inline documents)
   */
  public static forOpenApi(scope: Construct, id: string, props: GatewayTargetOpenApiProps): GatewayTarget {
    return GatewayTarget.create(scope, id, props, (given) => {
      requireArgument(scope, apiMessage`\`apiSchema\` of target ${id}`, given.apiSchema, EXPECTED.apiSchema);
      return openApiTarget(given);
    });
  }

  /**
   * Creates a target for an AWS service with a Smithy model. Each operation becomes a tool.
   *
   * @throws when another target of the gateway has the name, or the service rejects the model (checked for local files and inline models)
   */
  public static forSmithy(scope: Construct, id: string, props: GatewayTargetSmithyProps): GatewayTarget {
    return GatewayTarget.create(scope, id, props, ({ smithyModel }) => {
      requireArgument(scope, apiMessage`\`smithyModel\` of target ${id}`, smithyModel, EXPECTED.apiSchema);
      return smithyTarget(smithyModel);
    });
  }

  /**
   * Creates a target for a REST API of Amazon API Gateway. Each selected method becomes a tool.
   *
   * A selected method without an operation name and without an override that names it is an error at synthesis.
   *
   * @throws when another target of the gateway has the name, or a filter or override is malformed
   */
  public static forApiGateway(scope: Construct, id: string, props: GatewayTargetApiGatewayProps): GatewayTarget {
    return GatewayTarget.create(scope, id, props, (given) => {
      requireArgument(scope, apiMessage`\`restApi\` of target ${id}`, given.restApi, EXPECTED.restApi);
      requireArgument(scope, apiMessage`\`apiGatewayToolConfiguration\` of target ${id}`, given.apiGatewayToolConfiguration, EXPECTED.props);
      return apiGatewayTarget(given);
    });
  }

  /**
   * Creates a target for an MCP server with a public URL.
   *
   * @throws when another target of the gateway has the name, or the endpoint is not a valid https URL
   */
  public static forMcpServer(scope: Construct, id: string, props: GatewayTargetMcpServerProps): GatewayTarget {
    return GatewayTarget.create(scope, id, props, mcpServerTarget);
  }

  /**
   * Creates a target for an MCP server on AgentCore Runtime.
   *
   * @throws when another target of the gateway has the name, or the runtime has another protocol than MCP
   */
  public static forMcpRuntime(scope: Construct, id: string, props: GatewayTargetMcpRuntimeProps): GatewayTarget {
    return GatewayTarget.create(scope, id, props, (given) => {
      requireArgument(scope, apiMessage`\`runtime\` of target ${id}`, given.runtime, EXPECTED.runtime);
      return runtimeMcpServerTarget(given);
    });
  }

  /**
   * Creates a target for an MCP server on AWS Lambda.
   *
   * @throws when another target of the gateway has the name, or the server is in another account
   */
  public static forLambdaMcpServer(scope: Construct, id: string, props: GatewayTargetLambdaMcpServerProps): GatewayTarget {
    return GatewayTarget.create(scope, id, props, (given) => {
      requireArgument(scope, apiMessage`\`server\` of target ${id}`, given.server, EXPECTED.lambdaMcpServer);
      return lambdaMcpServerTarget(given);
    });
  }

  /**
   * Creates a target for another gateway. Its tools are named `<target name>___<its target name>___<tool>`.
   *
   * @throws when the gateways form a cycle, or the inbound authorization of the inner gateway is not IAM
   */
  public static forGateway(scope: Construct, id: string, props: GatewayTargetGatewayProps): GatewayTarget {
    return GatewayTarget.create(scope, id, props, (given) => {
      requireArgument(scope, apiMessage`\`innerGateway\` of target ${id}`, given.innerGateway, EXPECTED.gateway);
      return gatewayTarget(given.innerGateway, given);
    });
  }

  /**
   * Creates a target for an agent on AgentCore Runtime. Callers invoke it at `<gateway>/<target name>/invocations`.
   *
   * @throws when the gateway has the protocol type MCP: agents need `MultiProtocol.all()`
   */
  public static forAgent(scope: Construct, id: string, props: GatewayTargetAgentProps): GatewayTarget {
    return GatewayTarget.create(scope, id, props, (given) => {
      requireArgument(scope, apiMessage`\`runtime\` of target ${id}`, given.runtime, EXPECTED.runtime);
      return agentTarget(given);
    });
  }

  /**
   * Creates a target for a server with any protocol. Callers call it at `<gateway>/<target name>/<path>`.
   *
   * @throws when the gateway has the protocol type MCP, or the service rejects the endpoint or the stickiness
   */
  public static forPassthrough(scope: Construct, id: string, props: GatewayTargetPassthroughProps): GatewayTarget {
    return GatewayTarget.create(scope, id, props, (given) => {
      requireArgument(scope, apiMessage`\`endpoint\` of target ${id}`, given.endpoint, EXPECTED.endpoint);
      requireArgument(scope, apiMessage`\`protocol\` of target ${id}`, given.protocol, EXPECTED.passthroughProtocol);
      return passthroughTarget(given);
    });
  }

  /**
   * Creates a target for a connector of the service, for example web search. Its tools become tools of the gateway.
   *
   * @throws when another target of the gateway has the name, or the service rejects the names or descriptions of tools
   */
  public static forConnector(scope: Construct, id: string, props: GatewayTargetConnectorProps): GatewayTarget {
    return GatewayTarget.create(scope, id, props, (given) => {
      requireArgument(scope, apiMessage`\`connectorId\` of target ${id}`, given.connectorId, EXPECTED.text);
      return connectorTarget(given);
    });
  }

  /**
   * Creates a target for a managed knowledge base of Amazon Bedrock. Its tool is named `<target name>___Retrieve`.
   *
   * @throws when another target of the gateway has the name
   */
  public static forKnowledgeBase(scope: Construct, id: string, props: GatewayTargetKnowledgeBaseProps): GatewayTarget {
    return GatewayTarget.create(scope, id, props, (given) => {
      requireArgument(scope, apiMessage`\`knowledgeBase\` of target ${id}`, given.knowledgeBase, EXPECTED.knowledgeBase);
      return knowledgeBaseTarget(given);
    });
  }

  /**
   * Creates a target for the web search of the service. Its tool is named `<target name>___WebSearch`.
   *
   * Not every region has web search: a rule warns in the others.
   *
   * @throws when another target of the gateway has the name
   */
  public static forWebSearch(scope: Construct, id: string, props: GatewayTargetWebSearchProps): GatewayTarget {
    return GatewayTarget.create(scope, id, props, webSearchTarget);
  }

  /**
   * Creates a target for a connector without tools. Callers call it at `<gateway>/<target name>/…`.
   *
   * @throws when the gateway has the protocol type MCP, or the service rejects the parameters
   */
  public static forHttpConnector(scope: Construct, id: string, props: GatewayTargetHttpConnectorProps): GatewayTarget {
    return GatewayTarget.create(scope, id, props, (given) => {
      requireArgument(scope, apiMessage`\`connectorId\` of target ${id}`, given.connectorId, EXPECTED.text);
      return httpConnectorTarget(given);
    });
  }

  /**
   * Creates a target for models. Callers call them at `<gateway>/inference/…`.
   *
   * @throws when the gateway has the protocol type MCP, or the service rejects the provider
   */
  public static forInference(scope: Construct, id: string, props: GatewayTargetInferenceProps): GatewayTarget {
    return GatewayTarget.create(scope, id, props, inferenceTarget);
  }

  /** `strategyOf` gets the properties after property injection. */
  private static create<P extends AnyTargetProps>(scope: Construct, id: string, given: P, strategyOf: (props: P) => TargetStrategy): GatewayTarget {
    requireScope(scope, id);
    requireArgument(scope, `of target ${id}`, given, EXPECTED.props);
    const props = injectProperties(GatewayTarget.PROPERTY_INJECTION_ID, given, scope, id);
    requireArgument(scope, apiMessage`\`gateway\` of target ${id}`, props.gateway, EXPECTED.gateway);
    requireOptional(scope, apiMessage`\`credentialProviderConfigurations\` of target ${id}`, props.credentialProviderConfigurations, EXPECTED.list);
    props.credentialProviderConfigurations?.forEach((config) => requireArgument(scope, apiMessage`in \`credentialProviderConfigurations\` of target ${id}`, config, EXPECTED.rendered));
    const strategy = strategyOf(props);
    return new GatewayTarget(scope, id, new TargetParts(props, strategy, GatewayTarget.require(scope, id, props, strategy)).asProps);
  }

  /** Checks what can be checked before anything is created, and returns the target name. */
  private static require(scope: Construct, id: string, props: AnyTargetProps, strategy: TargetStrategy): string {
    const { gateway } = props;
    const registry = TargetRegistry.of(gateway);
    const name = props.gatewayTargetName ?? defaultTargetName(id);
    validateTargetName(scope, id, name);
    registry.requireFreeName(scope, id, name);
    requireDescription(scope, id, props.description);
    requireProtocol(gateway, scope, id, strategy.kind);
    strategy.check?.(gateway, `${scope.node.path}/${id}`);
    if (strategy.innerGateway) TargetRegistry.of(strategy.innerGateway).addOuter(gateway, scope);
    registry.requireStackOrder(scope, strategy.pointsAt);
    return name;
  }

  /**
   * The gateway that the target belongs to.
   */
  public readonly gateway: agentcore.IGateway;

  /**
   * The name of the target. Its tools are named `<target name>___<tool>`.
   */
  public readonly gatewayTargetName: string;

  /**
   * The description of the target.
   */
  public readonly description?: string;

  /**
   * The value that CloudFormation's `Ref` returns for the target, as in aws-cdk-lib.
   *
   * A target has no ARN. Permissions use the ARN of the gateway.
   *
   * @attribute
   */
  public readonly targetArn: string;

  /**
   * The ID that the service assigns to the target.
   *
   * @attribute
   */
  public readonly targetId: string;

  /**
   * The protocol type: `MCP`, or `HTTP` for an agent. The enumeration of aws-cdk-lib does not have `HTTP`.
   */
  public readonly targetProtocolType: agentcore.GatewayTargetProtocolType;

  /**
   * The type of an MCP target. Undefined for an agent.
   *
   * The type of an MCP server on AgentCore Runtime and of another gateway is `McpTargetType.MCP_SERVER`.
   */
  public readonly targetType?: agentcore.McpTargetType;

  /**
   * The outbound authorization. Undefined if the gateway sends no credentials.
   */
  public readonly credentialProviderConfigurations: agentcore.ICredentialProviderConfig[] | undefined;

  /**
   * The status at the end of the last CloudFormation operation, for example `READY`.
   *
   * @attribute
   */
  public readonly status?: string;

  /**
   * The reasons for the status.
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
  /** Whether a user must sign in before the gateway can list the tools. */
  private readonly needsUser: boolean;

  /**
   * Always throws an error. Use `GatewayTarget.for…` or `gateway.add…` instead: each kind of target has its own method.
   *
   * @throws always; the message names the method for the given target configuration of aws-cdk-lib
   */
  constructor(scope: Construct, id: string, props: agentcore.GatewayTargetProps) {
    const { options, strategy, name } = TargetParts.of(scope, id, props);
    super(scope, id, { physicalName: name });
    markAsOwn(this);
    GatewayRules.of(this);
    this.gateway = options.gateway;
    this.gatewayTargetName = name;
    this.description = options.description;
    this.targetProtocolType = protocolTypeOf(strategy.kind);
    this.targetType = mcpTypeOf(strategy.kind);
    const credentials = targetCredentials(this.gateway, {
      kind: strategy.kind,
      signingService: strategy.signingService,
      signingRegion: strategy.signingRegion,
      requiresSignature: strategy.requiresSignature,
      given: options.credentialProviderConfigurations,
      target: this,
    });
    this.credentialProviderConfigurations = credentials.rendered;
    this.binding = strategy.bind(this, this.gateway, credentials.kind);
    this.needsUser = credentials.kind === 'OAUTH_AUTHORIZATION_CODE';
    if (options.metadataConfiguration) checkMetadata(this, options.metadataConfiguration);

    const certificates = options.certificates ?? [];
    const given = options.additionalPermissions ?? [];
    requirePermissions(this, given);
    const registry = TargetRegistry.of(this.gateway);
    const statements = [...this.binding.statements, ...credentials.statements, ...certificates.flatMap((certificate) => certificate._statements), ...given];
    // Credential providers, buckets and other resources may be in any stack. Each of them is in a statement.
    StackOrder.of(this).requireReferences(
      targetsIn(scope, this.gateway), [...statements.map((statement) => statement.toStatementJson()), options.privateEndpoint?._render()], `contains target ${this.node.path}, which refers to`);
    const policy = statements.length > 0 ? registry.rolePolicies.attach(this, 'Policy', statements) : undefined;
    const resource = new agentcore.CfnGatewayTarget(this, 'Resource', {
      gatewayIdentifier: this.gateway.gatewayId,
      name,
      description: options.description,
      targetConfiguration: this.binding.configuration,
      credentialProviderConfigurations: credentials.rendered?.map((config) => config._render()),
      metadataConfiguration: options.metadataConfiguration,
      privateEndpoint: options.privateEndpoint?._render(),
    });
    if (certificates.length > 0) {
      setNewerProperty(resource, 'CertificateConfigurations', certificates.map((certificate) => certificate._render()));
      acknowledgeValidator(resource, ValidatorRule.UNKNOWN_PROPERTY, 'CertificateConfigurations');
    }
    for (const [key, value] of Object.entries(this.binding.metadata ?? {})) resource.addMetadata(key, value);
    for (const earlier of [...policy ? [policy] : [], ...this.binding.waitFor ?? [], registry.removalIn(this)]) resource.node.addDependency(earlier);
    // The resource depends on everything else in the target, so a dependency on it is a dependency on the whole target.
    Dependable.implement(this, { dependencyRoots: [resource] });
    this.targetArn = resource.ref;
    this.targetId = resource.attrTargetId;
    this.status = resource.attrStatus;
    this.statusReasons = resource.attrStatusReasons;
    this.createdAt = resource.attrCreatedAt;
    this.updatedAt = resource.attrUpdatedAt;
    registry.add(this);
    const { fingerprint } = this.binding;
    // While a user must sign in, the service rejects a synchronization.
    if (fingerprint && !this.needsUser) {
      registry.synchronize(this, resource, fingerprint);
      if (strategy.innerGateway) TargetRegistry.of(strategy.innerGateway).synchronizeAfterRemoval(this);
    }
  }

  /**
   * Changes with everything in the app that can change the tools of the target; undefined if the tools are in its own properties.
   *
   * @internal
   */
  public get _fingerprint(): string | undefined {
    return this.binding.fingerprint?.();
  }

  /**
   * The names of the tools as the gateway lists them, as far as they are known at synthesis.
   *
   * Empty if the tools are known only after deployment, as for an MCP server without a tools file or a tool schema in an S3 bucket.
   */
  public get toolNames(): string[] {
    return (this.binding.toolNames?.() ?? []).map((tool) => joinToolName(this.gatewayTargetName, tool));
  }

  /**
   * Whether the gateway lists tools of this target for every caller as soon as the target exists. Final only at synthesis.
   *
   * @internal
   */
  public get _listsTools(): boolean {
    return this.binding.listsTools() && !this.needsUser;
  }
}
