import { Resource, Token } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, Dependable } from 'constructs';
import { targetCredentials } from './credentials';
import {
  GatewayTargetAgentProps, GatewayTargetApiGatewayProps, GatewayTargetGatewayProps, GatewayTargetLambdaProps, GatewayTargetMcpRuntimeProps,
  GatewayTargetMcpServerProps, GatewayTargetOpenApiProps, GatewayTargetSmithyProps, TargetOfGateway, TargetOptions,
} from './target-options';
import { TargetRegistry, targetsIn } from './target-registry';
import { StackOrder } from '../order/stack-order';
import { DESCRIPTION_CHARACTERS, isWithin } from '../service/limits';
import { TARGET_TEXTS } from '../service/outbound-auth';
import { joinToolName } from '../service/tool-name';
import { GatewayError } from '../synthesis/gateway-error';
import { markAsOwn } from '../synthesis/own-construct';
import { agentTarget } from './kinds/agent';
import { apiGatewayTarget } from './kinds/api-gateway';
import { openApiTarget, smithyTarget } from './kinds/api-schema';
import { gatewayTarget } from './kinds/gateway';
import { lambdaTarget } from './kinds/lambda';
import { mcpServerTarget } from './kinds/mcp-server';
import { runtimeMcpServerTarget } from './kinds/runtime-mcp-server';
import { knownProtocol } from './known-protocol';
import { checkMetadata } from './metadata';
import { defaultTargetName, validateTargetName } from './target-name';
import { TargetBinding, TargetStrategy } from './target-strategy';

/**
 * What a gateway offers: a Lambda function, an API, an MCP server, another gateway or an agent.
 *
 * A target brings one IAM policy of its own for the gateway's role, and is created after that policy and after all it points at.
 * `gateway.add…` creates it where CloudFormation can order it; the methods here create it in a scope of your choice, for example in
 * another stack.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-building-adding-targets.html
 */
export class GatewayTarget extends Resource implements agentcore.IGatewayTargetRef {
  /**
   * A Lambda function with a tool schema.
   */
  public static forLambda(scope: Construct, id: string, props: GatewayTargetLambdaProps): GatewayTarget {
    return GatewayTarget.create(scope, id, props, lambdaTarget(props.lambdaFunction, props.toolSchema));
  }

  /**
   * A REST API with an OpenAPI document.
   */
  public static forOpenApi(scope: Construct, id: string, props: GatewayTargetOpenApiProps): GatewayTarget {
    return GatewayTarget.create(scope, id, props, openApiTarget(props.apiSchema, props.validateOpenApiSchema ?? true));
  }

  /**
   * An AWS service with a Smithy model.
   */
  public static forSmithy(scope: Construct, id: string, props: GatewayTargetSmithyProps): GatewayTarget {
    return GatewayTarget.create(scope, id, props, smithyTarget(props.smithyModel));
  }

  /**
   * A stage of an API Gateway REST API.
   */
  public static forApiGateway(scope: Construct, id: string, props: GatewayTargetApiGatewayProps): GatewayTarget {
    return GatewayTarget.create(scope, id, props, apiGatewayTarget(props.restApi, props.stage, props.apiGatewayToolConfiguration));
  }

  /**
   * An MCP server with a URL.
   */
  public static forMcpServer(scope: Construct, id: string, props: GatewayTargetMcpServerProps): GatewayTarget {
    return GatewayTarget.create(scope, id, props, mcpServerTarget(props.endpoint, props));
  }

  /**
   * An MCP server on AgentCore Runtime.
   */
  public static forMcpRuntime(scope: Construct, id: string, props: GatewayTargetMcpRuntimeProps): GatewayTarget {
    return GatewayTarget.create(scope, id, props, runtimeMcpServerTarget(props.runtime, props));
  }

  /**
   * Another gateway.
   */
  public static forGateway(scope: Construct, id: string, props: GatewayTargetGatewayProps): GatewayTarget {
    return GatewayTarget.create(scope, id, props, gatewayTarget(props.innerGateway, props));
  }

  /**
   * An agent on AgentCore Runtime, offered by a gateway without protocol.
   */
  public static forAgent(scope: Construct, id: string, props: GatewayTargetAgentProps): GatewayTarget {
    return GatewayTarget.create(scope, id, props, agentTarget(props.runtime, props));
  }

  /** Checks everything that can be checked before anything is created. */
  private static require(scope: Construct, id: string, props: TargetOptions & TargetOfGateway, strategy: TargetStrategy): string {
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

  private static create(scope: Construct, id: string, props: TargetOptions & TargetOfGateway, strategy: TargetStrategy): GatewayTarget {
    return new GatewayTarget(scope, id, props, strategy, GatewayTarget.require(scope, id, props, strategy));
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
   * The id the service gives the target.
   *
   * @attribute
   */
  public readonly targetId: string;

  /**
   * The status when CloudFormation last looked, for example `READY`.
   *
   * @attribute
   */
  public readonly status: string;

  private readonly resource: agentcore.CfnGatewayTarget;
  private readonly binding: TargetBinding;
  /** Whether a user must sign in before the gateway can ask for the tools. */
  private readonly needsUser: boolean;

  private constructor(scope: Construct, id: string, props: TargetOptions & TargetOfGateway, strategy: TargetStrategy, name: string) {
    super(scope, id, { physicalName: name });
    markAsOwn(this);
    this.gateway = props.gateway;
    this.gatewayTargetName = name;
    const credentials = targetCredentials(this.gateway, {
      kind: strategy.kind,
      signingService: strategy.signingService,
      signingRegion: strategy.signingRegion,
      given: props.credentialProviderConfigurations,
      target: this,
    });
    this.binding = strategy.bind(this, this.gateway, credentials.kind);
    this.needsUser = credentials.kind === 'OAUTH_AUTHORIZATION_CODE';
    if (props.metadataConfiguration) checkMetadata(this, props.metadataConfiguration);

    const given = props.additionalPermissions ?? [];
    requirePermissions(this, given);
    const registry = TargetRegistry.of(this.gateway);
    const statements = [...this.binding.statements, ...credentials.statements, ...given];
    // Providers, buckets and whatever else is used may be in any stack; each of them is in a statement.
    StackOrder.of(this).requireReferences(
      targetsIn(scope, this.gateway), statements.map((statement) => statement.toStatementJson()), `holds target ${this.node.path}, which refers to`);
    const policy = statements.length > 0 ? registry.rolePolicies.attach(this, 'Policy', statements) : undefined;
    this.resource = new agentcore.CfnGatewayTarget(this, 'Resource', {
      gatewayIdentifier: this.gateway.gatewayId,
      name,
      description: props.description,
      targetConfiguration: this.binding.configuration,
      credentialProviderConfigurations: credentials.rendered?.map((config) => config._render()),
      metadataConfiguration: props.metadataConfiguration,
    });
    for (const [key, value] of Object.entries(this.binding.metadata ?? {})) this.resource.addMetadata(key, value);
    for (const earlier of [...policy ? [policy] : [], ...this.binding.waitFor ?? []]) this.resource.node.addDependency(earlier);
    // The resource comes after everything else of the target, so it stands for all of it.
    Dependable.implement(this, { dependencyRoots: [this.resource] });
    this.targetId = this.resource.attrTargetId;
    this.status = this.resource.attrStatus;
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

  /**
   * A reference to the target, for constructs of aws-cdk-lib.
   */
  public get gatewayTargetRef(): agentcore.GatewayTargetReference {
    return { gatewayIdentifier: this.gateway.gatewayId, targetId: this.targetId };
  }

  /**
   * Allows synchronizing the gateway's targets, which makes it read the tools of MCP servers anew.
   */
  public grantSync(grantee: iam.IGrantable): iam.Grant {
    return iam.Grant.addToPrincipal({
      grantee,
      actions: ['bedrock-agentcore:SynchronizeGatewayTargets'],
      resourceArns: [this.gateway.gatewayArn],
    });
  }
}

function requireDescription(scope: Construct, id: string, description?: string): void {
  if (description === undefined || Token.isUnresolved(description)) return;
  if (isWithin(description.length, DESCRIPTION_CHARACTERS)) return;
  const { min, max } = DESCRIPTION_CHARACTERS;
  throw new GatewayError('target-description', scope,
    `description of target ${scope.node.path}/${id} has ${description.length} characters`, `give ${min} to ${max}, or leave it out`);
}

/** CloudFormation does not look into the policy of a target, and IAM rejects it minutes later. */
function requirePermissions(target: Construct, statements: readonly iam.PolicyStatement[]): void {
  const faults = statements.flatMap((statement) => statement.validateForIdentityPolicy());
  if (faults.length === 0) return;
  throw new GatewayError('target-permissions', target, `\`additionalPermissions\` of ${target.node.path} are not valid in a policy of a role`,
    'correct the statements', faults.map((fault) => `- ${fault}`));
}

/** A gateway with the MCP protocol type takes MCP targets only; one without a protocol type takes every kind. */
function requireProtocol(gateway: agentcore.IGateway, scope: Construct, id: string, strategy: TargetStrategy): void {
  if (strategy.protocol === 'MCP' || knownProtocol(gateway)?.protocolType !== 'MCP') return;
  throw new GatewayError('auth-target-protocol', scope,
    `target ${scope.node.path}/${id} of kind ${TARGET_TEXTS[strategy.kind]} needs a gateway without a protocol type, and ${gateway.node.path} has the protocol type MCP`,
    'create the gateway with `protocolConfiguration: MultiProtocol.all()`, or add the runtime with addMcpServer');
}
