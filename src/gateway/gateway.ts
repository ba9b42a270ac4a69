import { Stack, Token } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct, IConstruct } from 'constructs';
import type { GatewayAttributes } from './gateway-attributes';
import { defaultGatewayName, validateGatewayName } from './gateway-name';
import { GatewayPolicies } from './gateway-policies';
import { GatewayProps, IGateway } from './gateway-props';
import { validateGatewayProps } from './gateway-props-check';
import { ImportedGateway } from './imported-gateway';
import { interceptorStatements } from './interceptor-access';
import { defaultProtocol, disableListToolsPagination, isMcp, mcpConfiguration } from './mcp-configuration';
import { apiMessage } from '../findings/api-message';
import { StackOrder } from '../order/stack-order';
import { grantDiscovery, isElsewhere, warnOfOtherEnvironment } from '../permissions/discovery';
import { grantGatewayAccess } from '../permissions/gateway-access';
import { gatewayArnByName, gatewayArnPattern } from '../permissions/gateway-arns';
import { warnIfNothingWasAdded } from '../permissions/invoke-access';
import { recordGrants } from '../permissions/record-grants';
import { AgentCoreResourcePolicy } from '../permissions/resource-policy';
import { policyResource } from '../permissions/role-policy';
import type { CedarPolicy } from '../policy/cedar-policy';
import { policyEngineStatements } from '../policy/policy-engine-access';
import { AgentRuntime } from '../runtime/agent-runtime';
import { registrationKey } from '../runtime-config/registration-key';
import { RuntimeConfig } from '../runtime-config/runtime-config';
import { AGENTCORE_PRINCIPAL } from '../service/agentcore';
import { PERMISSIONS } from '../service/permissions';
import { GATEWAY_DETAILS_NAMESPACE, GatewayDetails, GATEWAYS_NAMESPACE } from '../service/runtime-config';
import { annotate } from '../synthesis/annotate';
import { GatewayError } from '../synthesis/gateway-error';
import { GatewayRules } from '../synthesis/gateway-rules';
import { markAsOwn } from '../synthesis/own-construct';
import { injectProperties } from '../synthesis/property-injection';
import { GatewayTarget } from '../targets/gateway-target';
import type { AddAgentOptions } from '../targets/options/agent';
import type { AddApiGatewayTargetOptions } from '../targets/options/api-gateway';
import type { AddGatewayOptions } from '../targets/options/gateway';
import type { AddLambdaTargetOptions } from '../targets/options/lambda';
import type { AddMcpServerTargetOptions } from '../targets/options/mcp-server';
import type { AddOpenApiTargetOptions } from '../targets/options/open-api';
import type { AddMcpServerOptions } from '../targets/options/runtime-mcp-server';
import type { TargetOptions, TargetPlacement } from '../targets/options/shared';
import type { AddSmithyTargetOptions } from '../targets/options/smithy';
import { defaultTargetName } from '../targets/target-name';
import { TargetRegistry } from '../targets/target-registry';
import { owned } from '../targets/target-strategy';

/**
 * A gateway: one MCP endpoint between agents and their tools.
 *
 * By default callers sign their requests with IAM credentials (`grantInvokeAccess` allows them), every MCP version the service
 * supports is accepted, and agents can search the tools by meaning. The gateway is registered in the Runtime Configuration.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway.html
 *
 * @example
 * declare const weather: lambda.Function;
 * const tools = new Gateway(this, 'DomainTools');
 * tools.addLambdaTarget('Weather', { lambdaFunction: weather, toolSchema: agentcore.ToolSchema.fromLocalAsset('tools.json') });
 */
export class Gateway extends agentcore.GatewayBase implements IGateway, iam.IResourceWithPolicy {
  /**
   * The id under which a property injector reaches gateways: `{ constructUniqueId: Gateway.PROPERTY_INJECTION_ID, inject: … }`.
   */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-agentcore-gateway.Gateway';

  /**
   * A gateway that is created elsewhere.
   *
   * @example
   * const shared = Gateway.fromGatewayAttributes(this, 'Shared', {
   *   gatewayArn: 'arn:aws:bedrock-agentcore:eu-west-1:123456789012:gateway/shared-0123456789',
   *   gatewayUrl: 'https://shared-0123456789.gateway.bedrock-agentcore.eu-west-1.amazonaws.com/mcp',
   *   authorizerConfiguration: agentcore.GatewayAuthorizer.usingAwsIam(),
   * });
   * new Gateway(this, 'Team').addGateway(shared);
   */
  public static fromGatewayAttributes(scope: Construct, id: string, attrs: GatewayAttributes): IGateway {
    return new ImportedGateway(scope, id, attrs);
  }

  /**
   * The ARN.
   *
   * @attribute
   */
  public readonly gatewayArn: string;

  /**
   * The id the service gives the gateway: its lower-cased name and ten characters.
   *
   * @attribute
   */
  public readonly gatewayId: string;

  /** The name. */
  public readonly gatewayName: string;

  /** What the gateway is for. */
  public readonly description?: string;

  /** The protocol: MCP in four versions with semantic search, unless another was given. */
  public readonly protocolConfiguration: agentcore.IGatewayProtocolConfig;

  /** How callers are authorized: by their IAM credentials, unless another authorizer was given. */
  public readonly authorizerConfiguration: agentcore.IGatewayAuthorizerConfig;

  /** How much callers are told about errors. */
  public readonly exceptionLevel?: agentcore.GatewayExceptionLevel;

  /** The KMS key that encrypts the gateway's data, if it is not one that AWS owns. */
  public readonly kmsKey?: kms.IKey;

  /** The role that the gateway calls its targets with. */
  public readonly role: iam.IRole;

  /**
   * The same as `url`, which is never undefined.
   *
   * @attribute
   */
  public readonly gatewayUrl?: string;

  /**
   * The status when CloudFormation last looked, for example `READY`.
   *
   * @attribute
   */
  public readonly status?: string;

  /**
   * Why the gateway has its status.
   *
   * @attribute
   */
  public readonly statusReason?: string[];

  /**
   * When the gateway was created.
   *
   * @attribute
   */
  public readonly createdAt?: string;

  /**
   * When the gateway was last updated.
   *
   * @attribute
   */
  public readonly updatedAt?: string;

  /** The tags that were given. */
  public readonly tags?: { [key: string]: string };

  /**
   * The URL that callers use, ending in /mcp for a gateway with the MCP protocol.
   */
  public readonly url: string;

  /**
   * Key under `gateways` in the Runtime Configuration.
   */
  public readonly runtimeConfigKey: string;

  private readonly interceptors: agentcore.InterceptorBindConfig[] = [];
  private readonly interceptionPoints = new Set<agentcore.InterceptionPoint>();
  private readonly resource: agentcore.CfnGateway;
  private readonly resourcePolicy: AgentCoreResourcePolicy;
  private readonly policyEngineMode?: agentcore.PolicyEngineMode;
  private creationPolicy?: iam.Policy;
  private attachedEngine?: agentcore.GatewayPolicyEngineConfig;
  private policies?: GatewayPolicies;

  constructor(scope: Construct, id: string, props: GatewayProps = {}) {
    super(scope, id);
    props = injectProperties(Gateway.PROPERTY_INJECTION_ID, props, scope, id);
    markAsOwn(this);
    this.gatewayName = props.gatewayName ?? defaultGatewayName(this);
    validateGatewayName(this, this.gatewayName);
    this.description = props.description;
    this.tags = props.tags ?? {};
    this.protocolConfiguration = props.protocolConfiguration ?? defaultProtocol();
    this.authorizerConfiguration = props.authorizerConfiguration ?? agentcore.GatewayAuthorizer.usingAwsIam();
    this.exceptionLevel = props.exceptionLevel;
    this.kmsKey = props.kmsKey;
    this.policyEngineMode = props.policyEngineMode;
    this.role = props.role ?? this.createRole();
    validateGatewayProps(this, props);

    this.resource = new agentcore.CfnGateway(this, 'Resource', {
      name: this.gatewayName,
      description: props.description,
      roleArn: this.role.roleArn,
      authorizerType: this.authorizerConfiguration.authorizerType,
      authorizerConfiguration: this.authorizerConfiguration._render(),
      protocolType: isMcp(this.protocolConfiguration) ? 'MCP' : undefined,
      protocolConfiguration: isMcp(this.protocolConfiguration) ? mcpConfiguration(this.protocolConfiguration, props) : undefined,
      exceptionLevel: props.exceptionLevel?.value,
      kmsKeyArn: props.kmsKey?.keyArn,
      wafConfiguration: props.wafFailureMode && { failureMode: props.wafFailureMode.value },
      tags: props.tags,
    });
    if (props.disableListToolsPagination !== undefined) disableListToolsPagination(this.resource, props.disableListToolsPagination);
    this.gatewayArn = this.resource.attrGatewayArn;
    this.gatewayId = this.resource.attrGatewayIdentifier;
    this.url = this.resource.attrGatewayUrl;
    this.gatewayUrl = this.url;
    this.status = this.resource.attrStatus;
    this.statusReason = this.resource.attrStatusReasons;
    this.createdAt = this.resource.attrCreatedAt;
    this.updatedAt = this.resource.attrUpdatedAt;
    this.resourcePolicy = new AgentCoreResourcePolicy(this, 'ResourcePolicy', this.gatewayArn);
    StackOrder.of(this).requireReferences(this, [this.role.roleArn, props.kmsKey?.keyArn, this.authorizerConfiguration._render()]);

    this.allowKey();
    if (props.policyEngineConfiguration) this.attachPolicyEngine(props.policyEngineConfiguration);
    for (const policy of props.cedarPolicies ?? []) this.addCedarPolicy(policy.name, policy);
    for (const interceptor of props.interceptorConfigurations ?? []) this.addInterceptor(interceptor);
    this.runtimeConfigKey = props.runtimeConfigKey ?? registrationKey(this, [Gateway]);
    if (props.registerInRuntimeConfig ?? true) this.register();
    GatewayRules.of(this);
  }

  /**
   * The policy engine that decides about tool calls, if there is one.
   */
  public get policyEngineConfiguration(): agentcore.GatewayPolicyEngineConfig | undefined {
    return this.attachedEngine;
  }

  /**
   * The targets of the gateway, in the order in which they were added, in whichever stack they are.
   */
  public get targets(): GatewayTarget[] {
    return TargetRegistry.of(this).targets.filter((target) => target instanceof GatewayTarget);
  }

  /**
   * Offers a Lambda function with a tool schema.
   *
   * The gateway's role may invoke exactly this function, alias or version.
   *
   * @throws when the target name is taken, or the tool schema is not one the service accepts
   *
   * @example
   * declare const tools: Gateway;
   * declare const weather: lambda.Function;
   * tools.addLambdaTarget('Weather', {
   *   lambdaFunction: weather,
   *   toolSchema: agentcore.ToolSchema.fromLocalAsset('tools.json'),
   * });
   */
  public addLambdaTarget(id: string, props: AddLambdaTargetOptions): GatewayTarget {
    const at = this.place(id, props, owned(props.lambdaFunction));
    return GatewayTarget.forLambda(at.scope, at.id, { ...props, gatewayTargetName: at.name, gateway: this });
  }

  /**
   * Offers the operations of a REST API that has an OpenAPI document.
   *
   * @throws when the target name is taken, or a local document is not one the service accepts
   *
   * @example
   * declare const tools: Gateway;
   * const key = new agentcore.ApiKeyCredentialProvider(this, 'Key', { apiKey: SecretValue.secretsManager('pet-store-api-key') });
   * tools.addOpenApiTarget('PetStore', {
   *   apiSchema: agentcore.ApiSchema.fromLocalAsset('petstore.json'),
   *   credentialProviderConfigurations: [agentcore.GatewayCredentialProvider.fromApiKeyIdentity(key)],
   * });
   */
  public addOpenApiTarget(id: string, props: AddOpenApiTargetOptions): GatewayTarget {
    const at = this.place(id, props);
    return GatewayTarget.forOpenApi(at.scope, at.id, { ...props, gatewayTargetName: at.name, gateway: this });
  }

  /**
   * Offers the operations of an AWS service that has a Smithy model.
   *
   * The gateway's role needs permission for the operations: pass `additionalPermissions`.
   *
   * @throws when the target name is taken, or a local model is not one the service accepts
   *
   * @example
   * declare const tools: Gateway;
   * tools.addSmithyTarget('Orders', {
   *   smithyModel: agentcore.ApiSchema.fromLocalAsset('dynamodb.json'),
   *   additionalPermissions: [new iam.PolicyStatement({
   *     actions: ['dynamodb:GetItem'],
   *     resources: ['arn:aws:dynamodb:eu-west-1:123456789012:table/orders'],
   *   })],
   * });
   */
  public addSmithyTarget(id: string, props: AddSmithyTargetOptions): GatewayTarget {
    const at = this.place(id, props);
    return GatewayTarget.forSmithy(at.scope, at.id, { ...props, gatewayTargetName: at.name, gateway: this });
  }

  /**
   * Offers methods of an API Gateway REST API.
   *
   * @throws when the target name is taken, or a filter or override is malformed; a selected method without a name fails the synthesis
   *
   * @example
   * declare const tools: Gateway;
   * declare const restApi: apigateway.RestApi;
   * tools.addApiGatewayTarget('Orders', {
   *   restApi,
   *   apiGatewayToolConfiguration: { toolFilters: [{ filterPath: '/orders/{id}', methods: [agentcore.ApiGatewayHttpMethod.GET] }] },
   * });
   */
  public addApiGatewayTarget(id: string, props: AddApiGatewayTargetOptions): GatewayTarget {
    const at = this.place(id, props, owned(props.restApi));
    return GatewayTarget.forApiGateway(at.scope, at.id, { ...props, gatewayTargetName: at.name, gateway: this });
  }

  /**
   * Offers the tools of an MCP server that has a URL.
   *
   * @throws when the target name is taken, or the endpoint is not an https URL
   *
   * @example
   * declare const tools: Gateway;
   * declare const crm: agentcore.OAuth2CredentialProvider;
   * tools.addMcpServerTarget('Crm', {
   *   endpoint: 'https://mcp.crm.example.com/mcp',
   *   credentialProviderConfigurations: [OutboundAuth.tokenExchange(crm, { scopes: ['read'] })],
   * });
   */
  public addMcpServerTarget(id: string, props: AddMcpServerTargetOptions): GatewayTarget {
    const at = this.place(id, props);
    return GatewayTarget.forMcpServer(at.scope, at.id, { ...props, gatewayTargetName: at.name, gateway: this });
  }

  /**
   * Offers the tools of an MCP server on AgentCore Runtime.
   *
   * The gateway's role may invoke the runtime, and the target is created when the server answers. Its name is that of the
   * server's construct id in kebab-case, unless `gatewayTargetName` is given.
   *
   * @param server an `McpServer`, or any runtime of aws-cdk-lib with the MCP protocol
   *
   * @example
   * declare const tools: Gateway;
   * tools.addMcpServer(new McpServer(this, 'Docs', {
   *   agentRuntimeArtifact: agentcore.AgentRuntimeArtifact.fromAsset('servers/docs'),
   * }));
   */
  public addMcpServer(server: agentcore.IRuntimeRef, options: AddMcpServerOptions = {}): GatewayTarget {
    const at = this.placeNamed(defaultTargetName(server.node.id), options, owned(server));
    return GatewayTarget.forMcpRuntime(at.scope, at.id, { ...options, gatewayTargetName: at.name, gateway: this, runtime: server });
  }

  /**
   * Offers the tools of another gateway, as `<target name>___<its target name>___<tool>`.
   *
   * The gateway's role may invoke the other one, and the target is created when the other one lists the tools of all its
   * targets, also of those that are added to it later. The target is named after the key of the other gateway in the Runtime
   * Configuration, which is the name of its class or its construct id, in kebab-case, unless `gatewayTargetName` is given.
   *
   * @throws when that makes a cycle, or the other gateway does not take IAM callers or has no MCP protocol
   *
   * @example
   * declare const tools: Gateway;
   * const team = new Gateway(this, 'TeamGateway');
   * team.addGateway(tools, { gatewayTargetName: 'domain' });
   */
  public addGateway(gateway: agentcore.IGateway, options: AddGatewayOptions = {}): GatewayTarget {
    const key = (gateway as Partial<Gateway>).runtimeConfigKey ?? registrationKey(gateway, [agentcore.Gateway]);
    const at = this.placeNamed(defaultTargetName(key), options);
    return GatewayTarget.forGateway(at.scope, at.id, { ...options, gatewayTargetName: at.name, gateway: this, innerGateway: gateway });
  }

  /**
   * Offers an agent on AgentCore Runtime at `<gateway>/<target name>/invocations`.
   *
   * @throws when this gateway has the MCP protocol
   *
   * @example
   * declare const assistant: AgentRuntime;
   * const agents = new Gateway(this, 'Agents', { protocolConfiguration: MultiProtocol.all() });
   * agents.addAgent(assistant);
   */
  public addAgent(runtime: agentcore.IRuntimeRef, options: AddAgentOptions = {}): GatewayTarget {
    const at = this.placeNamed(defaultTargetName(runtime.node.id), options, owned(runtime));
    return GatewayTarget.forAgent(at.scope, at.id, { ...options, gatewayTargetName: at.name, gateway: this, runtime });
  }

  /**
   * Runs a Lambda function on every request, or on every answer.
   *
   * @throws when there is one for that point already
   *
   * @example
   * declare const tools: Gateway;
   * declare const audit: lambda.Function;
   * tools.addInterceptor(agentcore.LambdaInterceptor.forRequest(audit));
   */
  public addInterceptor(interceptor: agentcore.IInterceptor): void {
    const { interceptionPoint } = interceptor;
    if (this.interceptionPoints.has(interceptionPoint)) {
      throw new GatewayError('limits-interceptors', this,
        `gateway ${this.node.path} has a ${interceptionPoint} interceptor already, and can have one of each kind`, 'do both jobs in one function');
    }
    this.interceptionPoints.add(interceptionPoint);
    const { result: bound, statements } = recordGrants(this.role, () => interceptor.bind(this, this));
    this.interceptors.push(bound);
    StackOrder.of(this).requireReferences(this, statements.map((statement) => statement.toStatementJson()));
    this.resource.interceptorConfigurations = this.interceptors.map((config) => config.configuration);
    this.allowBeforeCreation(interceptorStatements(statements, bound));
  }

  /**
   * Adds a Cedar policy about the tools of this gateway.
   *
   * A policy engine is created and attached if the gateway has none. The policy is created after all targets, and checked at synthesis.
   *
   * @throws when the gateway has a policy of that id, or a placeholder of the policy cannot be filled
   *
   * @example
   * declare const tools: Gateway;
   * declare const agent: AgentRuntime;
   * tools.addCedarPolicy('refunds', CedarPolicy.fromFile('policies/refunds.cedar', { roles: { agent: agent.role } }));
   */
  public addCedarPolicy(id: string, policy: CedarPolicy): void {
    this.policies ??= new GatewayPolicies(this, this.attachedEngine?.policyEngine ?? this.createPolicyEngine());
    this.policies.add(id, policy);
  }

  /**
   * Allows a caller to invoke this gateway.
   *
   * An agent or a Lambda function, also by an alias or a version, finds the gateway in the Runtime Configuration: it gets
   * `RUNTIME_CONFIG_APP_ID` in its environment and read access. A warning says where that is not possible. A caller of another account is
   * also allowed in the gateway's resource policy.
   *
   * @throws when the gateway takes tokens: IAM then decides nothing
   *
   * @example
   * declare const tools: Gateway;
   * const agent = new AgentRuntime(this, 'Agent', { agentRuntimeArtifact: agentcore.AgentRuntimeArtifact.fromAsset('agent') });
   * tools.grantInvokeAccess(agent);
   */
  public grantInvokeAccess(grantee: iam.IGrantable): iam.Grant {
    const grant = grantGatewayAccess(this, grantee, gatewayArnByName(this, this.gatewayName));
    grantDiscovery(this, grantee);
    if (isElsewhere(this, grantee)) {
      warnOfOtherEnvironment(this, grantee, 'when the gateway is deployed, import it beside the caller with Gateway.fromGatewayAttributes and its URL, and call grantInvokeAccess on the import');
    } else if (grantee instanceof AgentRuntime) {
      grantee._addGateway(this.runtimeConfigKey, this.url, this.authorizerConfiguration.authorizerType);
    }
    return grant;
  }

  /**
   * The same as `grantInvokeAccess`, under the name of aws-cdk-lib.
   *
   * @throws when the gateway takes tokens: IAM then decides nothing
   */
  public grantInvoke(grantee: iam.IGrantable): iam.Grant {
    return this.grantInvokeAccess(grantee);
  }

  /**
   * Allows a caller actions on this gateway, for example to manage it. Use `grantInvokeAccess` for callers of its tools.
   *
   * A warning names what a role that cannot be changed from here is missing.
   */
  public grant(grantee: iam.IGrantable, ...actions: string[]): iam.Grant {
    const grant = super.grant(grantee, ...actions);
    warnIfNothingWasAdded(this, grantee, grant);
    return grant;
  }

  /**
   * Adds a statement to the resource policy of the gateway, which decides about callers of other accounts.
   *
   * `grantInvokeAccess` adds what a caller needs; both are in one policy.
   *
   * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/resource-based-policies.html
   */
  public addToResourcePolicy(statement: iam.PolicyStatement): iam.AddToResourcePolicyResult {
    return this.resourcePolicy.add(statement);
  }

  /** Where a target is created: see `TargetPlacement.scope`. */
  private place(id: string, options: TargetOptions & TargetPlacement, pointsAt?: IConstruct): { scope: Construct; id: string; name: string } {
    const name = options.gatewayTargetName ?? defaultTargetName(id);
    if (options.scope) return { scope: options.scope, id, name };
    const [own, other] = [Stack.of(this), Stack.of(pointsAt ?? this)];
    // A target is in the account and region of its gateway, whatever it points at.
    if (own === other || own.environment !== other.environment) return { scope: this, id, name };
    return { scope: pointsAt as Construct, id: this.targetIdElsewhere(id), name };
  }

  /** A target without an id of its own is identified by its name: then a target that must be replaced gets a new name too. */
  private placeNamed(defaultName: string, options: TargetOptions & TargetPlacement, pointsAt?: IConstruct) {
    const name = options.gatewayTargetName ?? defaultName;
    const id = `Target-${name}`;
    const inOtherScope = options.scope !== undefined && (options.scope as IConstruct) !== this;
    return this.place(inOtherScope ? this.targetIdElsewhere(id) : id, { ...options, gatewayTargetName: name }, pointsAt);
  }

  /** Several gateways may have a target of the same id in one construct. */
  private targetIdElsewhere(id: string): string {
    return `${this.node.id}-${id}-${this.node.addr.slice(-8)}`;
  }

  private createRole(): iam.Role {
    if (Token.isUnresolved(this.gatewayName)) {
      annotate(this, 'gateway-name-token',
        `the name of gateway ${this.node.path} is unresolved until deployment, so its role trusts every gateway of the account`,
        apiMessage`use a literal \`gatewayName\``);
    }
    return new iam.Role(this, 'ServiceRole', {
      description: `Calls the targets of gateway ${this.gatewayName}`,
      assumedBy: new iam.ServicePrincipal(AGENTCORE_PRINCIPAL, {
        conditions: {
          StringEquals: { 'aws:SourceAccount': Stack.of(this).account },
          ArnLike: { 'aws:SourceArn': gatewayArnPattern(this, this.gatewayName) },
        },
      }),
    });
  }

  private allowKey(): void {
    if (!this.kmsKey) return;
    const { statements } = recordGrants(this.role, () => this.kmsKey!.grant(this.role, ...PERMISSIONS.encryptGateway.actions));
    this.allowBeforeCreation(statements);
  }

  private attachPolicyEngine(configuration: agentcore.GatewayPolicyEngineConfig): agentcore.IPolicyEngine {
    const { policyEngine, mode = agentcore.PolicyEngineMode.ENFORCE } = configuration;
    StackOrder.of(this).require({ later: this, earlier: policyEngine, because: 'has its tool calls decided by' });
    this.attachedEngine = configuration;
    this.resource.policyEngineConfiguration = { arn: policyEngine.policyEngineArn, mode: mode.value };
    this.allowBeforeCreation(policyEngineStatements(this, policyEngine, this.gatewayName));
    return policyEngine;
  }

  private createPolicyEngine(): agentcore.IPolicyEngine {
    const policyEngine = new agentcore.PolicyEngine(this, 'PolicyEngine', {
      description: `Decides about tool calls of gateway ${this.gatewayName}`,
    });
    return this.attachPolicyEngine({ policyEngine, mode: this.policyEngineMode });
  }

  /** The service uses the role while it creates the gateway, so what that takes is in place before, in a policy of its own. */
  private allowBeforeCreation(statements: iam.PolicyStatement[]): void {
    if (statements.length === 0) return;
    if (this.creationPolicy) {
      this.creationPolicy.addStatements(...statements);
      return;
    }
    this.creationPolicy = TargetRegistry.of(this).rolePolicies.attachInline(this, 'CreationPolicy', statements);
    this.resource.addResourceDependency(policyResource(this.creationPolicy));
  }

  private register(): void {
    const config = RuntimeConfig.of(this);
    config._set(this, GATEWAYS_NAMESPACE, this.runtimeConfigKey, this.url);
    config._set(this, GATEWAY_DETAILS_NAMESPACE, this.runtimeConfigKey, {
      arn: this.gatewayArn,
      authorizerType: this.authorizerConfiguration.authorizerType,
      protocol: isMcp(this.protocolConfiguration) ? 'MCP' : 'ALL',
      region: Stack.of(this).region,
    } satisfies GatewayDetails);
  }
}
