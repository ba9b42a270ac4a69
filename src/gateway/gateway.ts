import { Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { AddRuleOptions } from './add-rule-options';
import { cognitoLoginOf, jwtAuthorizerOf } from './cognito-login';
import { ConsentPortal } from './consent-portal';
import type { ConsentPortalOptions } from './consent-portal-options';
import { CreationPolicy } from './creation-policy';
import type { GatewayAttributes } from './gateway-attributes';
import { defaultGatewayName, validateGatewayName } from './gateway-name';
import { GatewayPolicies } from './gateway-policies';
import { GatewayProps, IGateway } from './gateway-props';
import { requireGatewayArguments, validateGatewayProps } from './gateway-props-check';
import { GatewayRateLimits } from './gateway-rate-limits';
import { ImportedGateway } from './imported-gateway';
import { InboundAuth } from './inbound-auth';
import { Interceptors } from './interceptors';
import { defaultProtocol, disableListToolsPagination, isMcp, mcpConfiguration } from './mcp-configuration';
import type { AddRateLimitOptions } from './rate-limit';
import { registerGateway } from './registration';
import { renderDomainOverride } from './render-domain-override';
import { RoutingRules } from './routing-rules';
import { createServiceRole } from './service-role';
import { placeNamedTarget, placeTarget } from './target-place';
import { TokenAccess } from './token-access';
import type { TokenAccessOptions } from './token-access-options';
import { protectWithWebAcl } from './web-acl';
import { apiMessage } from '../findings/api-message';
import { recommendedAlarms } from '../observability/gateway-alarms';
import { gatewayDashboard } from '../observability/gateway-dashboard';
import { deliver } from '../observability/log-delivery';
import type { RecommendedAlarmsOptions } from '../observability/recommended-alarms-options';
import { StackOrder } from '../order/stack-order';
import { grantDiscovery, isElsewhere, warnOfOtherEnvironment } from '../permissions/discovery';
import { grantGatewayAccess } from '../permissions/gateway-access';
import { gatewayArnByName } from '../permissions/gateway-arns';
import { warnIfNothingWasAdded } from '../permissions/invoke-access';
import { recordGrants } from '../permissions/record-grants';
import { AgentCoreResourcePolicy } from '../permissions/resource-policy';
import type { CedarPolicy } from '../policy/cedar-policy';
import { policyEngineStatements } from '../policy/policy-engine-access';
import { AgentRuntime } from '../runtime/agent-runtime';
import type { LambdaMcpServer } from '../runtime/lambda-mcp-server';
import { registrationKey } from '../runtime-config/registration-key';
import { RuntimeConfig } from '../runtime-config/runtime-config';
import { INVOKE_GUARDRAILS } from '../service/permission';
import { PERMISSIONS } from '../service/permissions';
import { GATEWAY_DETAILS_NAMESPACE } from '../service/runtime-config';
import { GatewayRules } from '../synthesis/gateway-rules';
import { markAsOwn } from '../synthesis/own-construct';
import { injectProperties } from '../synthesis/property-injection';
import { EXPECTED, requireArgument, requireScope } from '../synthesis/require-argument';
import { calledByUrl } from '../targets/called-by-url';
import { GatewayTarget } from '../targets/gateway-target';
import { calledByServerOf } from '../targets/kinds/api-schema';
import type { AddAgentOptions } from '../targets/options/agent';
import type { AddApiGatewayTargetOptions } from '../targets/options/api-gateway';
import type { AddConnectorTargetOptions, AddHttpConnectorTargetOptions, AddKnowledgeBaseTargetOptions, AddWebSearchTargetOptions } from '../targets/options/connector';
import type { AddGatewayOptions } from '../targets/options/gateway';
import type { AddInferenceTargetOptions } from '../targets/options/inference';
import type { AddLambdaTargetOptions } from '../targets/options/lambda';
import type { AddMcpServerTargetOptions } from '../targets/options/mcp-server';
import type { AddOpenApiTargetOptions } from '../targets/options/open-api';
import type { AddPassthroughTargetOptions } from '../targets/options/passthrough';
import type { AddMcpServerOptions } from '../targets/options/runtime-mcp-server';
import type { AddSmithyTargetOptions } from '../targets/options/smithy';
import { defaultTargetName } from '../targets/target-name';
import { TargetRegistry } from '../targets/target-registry';
import { owned } from '../targets/target-strategy';

/**
 * A gateway: one MCP endpoint between agents and their tools.
 *
 * By default callers sign their requests with IAM credentials (`grantInvokeAccess` allows them), every MCP version the service
 * supports is accepted, and agents can use semantic search to find tools. The gateway is registered in the Runtime Configuration.
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
   * The unique ID of this class for property injectors: `{ constructUniqueId: Gateway.PROPERTY_INJECTION_ID, inject: … }`.
   */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-agentcore-gateway.Gateway';

  /**
   * Imports a gateway that is created elsewhere.
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
   * The ID that the service assigns to the gateway: its name in lower case, and ten characters.
   *
   * @attribute
   */
  public readonly gatewayId: string;

  /** The name. */
  public readonly gatewayName: string;

  /** The description of the gateway. */
  public readonly description?: string;

  /** The protocol: MCP in four versions with semantic search, unless another was given. */
  public readonly protocolConfiguration: agentcore.IGatewayProtocolConfig;

  /** How callers are authorized: by their IAM credentials, unless another authorizer was given. */
  public readonly authorizerConfiguration: agentcore.IGatewayAuthorizerConfig;

  /** How much detail error messages give to callers. */
  public readonly exceptionLevel?: agentcore.GatewayExceptionLevel;

  /** The KMS key that encrypts the gateway's data. Undefined for an AWS owned key. */
  public readonly kmsKey?: kms.IKey;

  /** The role that the gateway assumes to call its targets. */
  public readonly role: iam.IRole;

  /**
   * The same as `url`, which is never undefined.
   *
   * @attribute
   */
  public readonly gatewayUrl?: string;

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

  /** The tags of the gateway, as given in its properties. */
  public readonly tags?: { [key: string]: string };

  /**
   * The URL that callers use. It ends in /mcp for a gateway with the MCP protocol.
   */
  public readonly url: string;

  /**
   * The key under `gateways` in the Runtime Configuration.
   */
  public readonly runtimeConfigKey: string;

  /** The user pool whose tokens the gateway accepts. Undefined without one, or if the app does not create it and `InboundAuth.cognito` does not name it. */
  public readonly userPool?: cognito.IUserPool;

  /** The client of the user pool for the agents: the first that is allowed. */
  public readonly userPoolClient?: cognito.IUserPoolClient;

  /** The token endpoint of the user pool, for the client credentials grant. Undefined for a user pool without a domain. */
  public readonly tokenEndpointUrl?: string;

  /** The scopes that JWT inbound authorization allows. Undefined if it does not check scopes. */
  public readonly oauthScopes?: string[];

  private readonly tokens = new TokenAccess(this);
  private readonly interceptors = new Interceptors(this);
  private readonly rateLimits = new GatewayRateLimits(this);
  private readonly rules = new RoutingRules(this);
  private readonly resource: agentcore.CfnGateway;
  private readonly creationPolicy: CreationPolicy;
  private readonly resourcePolicy: AgentCoreResourcePolicy;
  private readonly policyEngineMode?: agentcore.PolicyEngineMode;
  private attachedEngine?: agentcore.GatewayPolicyEngineConfig;
  private policies?: GatewayPolicies;
  private readonly paginationIsGiven: boolean;
  private runsGuardrails = false;
  private createdDashboard?: cloudwatch.Dashboard;

  constructor(scope: Construct, id: string, props: GatewayProps = {}) {
    super(requireScope(scope, id), id);
    props = injectProperties(Gateway.PROPERTY_INJECTION_ID, props, scope, id);
    markAsOwn(this);
    requireGatewayArguments(this, props);
    this.gatewayName = props.gatewayName ?? defaultGatewayName(this);
    validateGatewayName(this, this.gatewayName);
    this.description = props.description;
    this.tags = props.tags ?? {};
    this.protocolConfiguration = props.protocolConfiguration ?? defaultProtocol();
    this.authorizerConfiguration = props.authorizerConfiguration ?? agentcore.GatewayAuthorizer.usingAwsIam();
    const login = (this.authorizerConfiguration as Partial<InboundAuth>)._cognito ?? cognitoLoginOf(this.authorizerConfiguration);
    this.userPool = login.userPool;
    this.userPoolClient = login.userPoolClient;
    this.tokenEndpointUrl = login.tokenEndpointUrl;
    this.oauthScopes = jwtAuthorizerOf(this.authorizerConfiguration)?.allowedScopes;
    this.exceptionLevel = props.exceptionLevel;
    this.kmsKey = props.kmsKey;
    this.policyEngineMode = props.policyEngineMode;
    this.role = props.role ?? createServiceRole(this);
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
    this.creationPolicy = new CreationPolicy(this, this.resource);
    if (props.domainOverride) renderDomainOverride(this.resource, props.domainOverride);
    this.paginationIsGiven = props.disableListToolsPagination !== undefined;
    if (props.disableListToolsPagination !== undefined) disableListToolsPagination(this.resource, props.disableListToolsPagination);
    this.gatewayArn = this.resource.attrGatewayArn;
    this.gatewayId = this.resource.attrGatewayIdentifier;
    this.url = this.resource.attrGatewayUrl;
    this.gatewayUrl = this.url;
    this.status = this.resource.attrStatus;
    this.statusReason = this.resource.attrStatusReasons;
    this.createdAt = this.resource.attrCreatedAt;
    this.updatedAt = this.resource.attrUpdatedAt;
    this.resourcePolicy = new AgentCoreResourcePolicy(this, 'ResourcePolicy', this.gatewayArn,
      this.authorizerConfiguration.authorizerType === agentcore.GatewayAuthorizerType.CUSTOM_JWT);
    StackOrder.of(this).requireReferences(this, [this.role.roleArn, props.kmsKey?.keyArn, this.authorizerConfiguration._render()]);

    this.allowKey();
    if (props.policyEngineConfiguration) this.attachPolicyEngine(props.policyEngineConfiguration);
    for (const policy of props.cedarPolicies ?? []) this.addCedarPolicy(policy.name, policy);
    for (const interceptor of props.interceptorConfigurations ?? []) this.addInterceptor(interceptor);
    this.runtimeConfigKey = props.runtimeConfigKey ?? registrationKey(this, [Gateway]);
    if (props.registerInRuntimeConfig ?? true) {
      registerGateway(this, {
        key: this.runtimeConfigKey,
        url: this.url,
        arn: this.gatewayArn,
        authorizerType: this.authorizerConfiguration.authorizerType,
        protocol: this.protocolConfiguration,
        region: Stack.of(this).region,
        tokenEndpoint: this.tokenEndpointUrl,
      });
    }
    if (props.webAcl) protectWithWebAcl(this, props.webAcl);
    deliver(this, props);
    GatewayRules.of(this);
  }

  /**
   * The policy engine that evaluates tool calls, and its mode. Undefined for a gateway without one.
   */
  public get policyEngineConfiguration(): agentcore.GatewayPolicyEngineConfig | undefined {
    return this.attachedEngine;
  }

  /**
   * The targets of the gateway in all stacks, in the order in which they were added.
   */
  public get targets(): GatewayTarget[] {
    return TargetRegistry.of(this).targets.filter((target) => target instanceof GatewayTarget);
  }

  /**
   * Adds a Lambda function as a target. Its tools come from the tool schema.
   *
   * The role of the gateway is allowed to invoke exactly this function, alias or version. A function of another account also allows the account
   * of the gateway in its resource policy; if the app cannot change that policy, a warning says what to add.
   *
   * @throws when another target of the gateway has the name, the service rejects the tool schema, or the function is in another region
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
    const at = placeTarget(this, id, props, owned(props?.lambdaFunction));
    return GatewayTarget.forLambda(at.scope, at.id, { ...props, gatewayTargetName: at.name, gateway: this });
  }

  /**
   * Adds a REST API with an OpenAPI document as a target. Each operation becomes a tool.
   *
   * @throws when another target of the gateway has the name, or the service rejects the document (checked for local files and inline documents)
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
    requireArgument(this, `of target ${id}`, props, EXPECTED.props);
    requireArgument(this, apiMessage`\`apiSchema\` of target ${id}`, props.apiSchema, EXPECTED.apiSchema);
    const at = placeTarget(this, id, props, calledByServerOf(this, props.apiSchema)?.construct);
    return GatewayTarget.forOpenApi(at.scope, at.id, { ...props, gatewayTargetName: at.name, gateway: this });
  }

  /**
   * Adds an AWS service with a Smithy model as a target. Each operation becomes a tool.
   *
   * The role of the gateway needs permission for the operations. Pass it in `additionalPermissions`.
   *
   * @throws when another target of the gateway has the name, or the service rejects the model (checked for local files and inline models)
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
    const at = placeTarget(this, id, props);
    return GatewayTarget.forSmithy(at.scope, at.id, { ...props, gatewayTargetName: at.name, gateway: this });
  }

  /**
   * Adds a REST API of Amazon API Gateway as a target. Each selected method becomes a tool.
   *
   * A selected method without an operation name and without an override that names it is an error at synthesis.
   *
   * @throws when another target of the gateway has the name, or a filter or override is malformed
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
    const at = placeTarget(this, id, props, owned(props?.restApi));
    return GatewayTarget.forApiGateway(at.scope, at.id, { ...props, gatewayTargetName: at.name, gateway: this });
  }

  /**
   * Adds an MCP server with a public URL as a target.
   *
   * The URL may refer to a Lambda function URL or a stage of a REST API of the app: see `endpoint`.
   *
   * @throws when another target of the gateway has the name, or the endpoint is not a valid https URL
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
    requireArgument(this, `of target ${id}`, props, EXPECTED.props);
    const at = placeTarget(this, id, props, calledByUrl(this, props.endpoint, 'this')?.construct);
    return GatewayTarget.forMcpServer(at.scope, at.id, { ...props, gatewayTargetName: at.name, gateway: this });
  }

  /**
   * Adds an MCP server on AgentCore Runtime or AWS Lambda as a target.
   *
   * The role of the gateway is allowed to invoke the runtime, or to call the function URL. The target is created after the server responds to
   * `tools/list`. The default name of the target is the construct ID of the server in kebab-case.
   *
   * @param server an `McpServer`, a `LambdaMcpServer`, or a runtime of aws-cdk-lib with the MCP protocol
   * @throws when another target of the gateway has the name, the runtime has another protocol than MCP, or the function is in another account
   *
   * @example
   * declare const tools: Gateway;
   * tools.addMcpServer(new McpServer(this, 'Docs', {
   *   agentRuntimeArtifact: agentcore.AgentRuntimeArtifact.fromAsset('servers/docs'),
   * }));
   */
  public addMcpServer(server: agentcore.IRuntimeRef | LambdaMcpServer, options: AddMcpServerOptions = {}): GatewayTarget {
    requireArgument(this, apiMessage`\`server\` of \`addMcpServer\``, server, EXPECTED.mcpServer);
    const at = placeNamedTarget(this, defaultTargetName(server.node.id), options, owned(server));
    const given = { ...options, gatewayTargetName: at.name, gateway: this };
    return 'functionUrl' in server
      ? GatewayTarget.forLambdaMcpServer(at.scope, at.id, { ...given, server })
      : GatewayTarget.forMcpRuntime(at.scope, at.id, { ...given, runtime: server });
  }

  /**
   * Adds another gateway as a target. Its tools are named `<target name>___<its target name>___<tool>`.
   *
   * The role of this (outer) gateway is allowed to invoke the other (inner) gateway. The target is created after the inner gateway lists
   * the tools of all its targets, including targets that are added later in the program. The default name of the target is the key of the
   * inner gateway in the Runtime Configuration, in kebab-case: the name of its class, or its construct ID.
   *
   * @throws when the gateways form a cycle, or the inbound authorization of the inner gateway is not IAM
   *
   * @example
   * declare const tools: Gateway;
   * const team = new Gateway(this, 'TeamGateway');
   * team.addGateway(tools, { gatewayTargetName: 'domain' });
   */
  public addGateway(gateway: agentcore.IGateway, options: AddGatewayOptions = {}): GatewayTarget {
    requireArgument(this, apiMessage`\`gateway\` of \`addGateway\``, gateway, EXPECTED.gateway);
    const key = (gateway as Partial<Gateway>).runtimeConfigKey ?? registrationKey(gateway, [agentcore.Gateway]);
    const at = placeNamedTarget(this, defaultTargetName(key), options);
    return GatewayTarget.forGateway(at.scope, at.id, { ...options, gatewayTargetName: at.name, gateway: this, innerGateway: gateway });
  }

  /**
   * Adds an agent on AgentCore Runtime as a target. Callers invoke it at `<gateway>/<target name>/invocations`.
   *
   * @throws when this gateway has the protocol type MCP: agents need `MultiProtocol.all()`
   *
   * @example
   * declare const assistant: AgentRuntime;
   * const agents = new Gateway(this, 'Agents', { protocolConfiguration: MultiProtocol.all() });
   * agents.addAgent(assistant);
   */
  public addAgent(runtime: agentcore.IRuntimeRef, options: AddAgentOptions = {}): GatewayTarget {
    requireArgument(this, apiMessage`\`runtime\` of \`addAgent\``, runtime, EXPECTED.runtime);
    const at = placeNamedTarget(this, defaultTargetName(runtime.node.id), options, owned(runtime));
    return GatewayTarget.forAgent(at.scope, at.id, { ...options, gatewayTargetName: at.name, gateway: this, runtime });
  }

  /**
   * Adds a server with any protocol as a target. Callers call it at `<gateway>/<target name>/<path>`.
   *
   * The gateway does not translate the protocol, and the server adds no tools to the gateway.
   *
   * @throws when this gateway has the protocol type MCP, or the service rejects the endpoint or the stickiness
   *
   * @example
   * declare const partnerKey: agentcore.ApiKeyCredentialProvider;
   * const agents = new Gateway(this, 'Agents', { protocolConfiguration: MultiProtocol.all() });
   * agents.addPassthroughTarget('Partner', {
   *   endpoint: 'https://agent.partner.example.com',
   *   protocol: PassthroughProtocol.A2A,
   *   credentialProviderConfigurations: [agentcore.GatewayCredentialProvider.fromApiKeyIdentity(partnerKey)],
   * });
   */
  public addPassthroughTarget(id: string, props: AddPassthroughTargetOptions): GatewayTarget {
    requireArgument(this, `of target ${id}`, props, EXPECTED.props);
    const at = placeTarget(this, id, props, calledByUrl(this, props.endpoint, 'below')?.construct);
    return GatewayTarget.forPassthrough(at.scope, at.id, { ...props, gatewayTargetName: at.name, gateway: this });
  }

  /**
   * Adds a managed knowledge base of Amazon Bedrock as a target. Its tool is named `<target name>___Retrieve`.
   *
   * The role of the gateway is allowed to retrieve from this knowledge base, and agents cannot choose another.
   *
   * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-target-connector-managed-kb.html
   *
   * @example
   * declare const tools: Gateway;
   * declare const manuals: bedrock.CfnKnowledgeBase;
   * tools.addKnowledgeBaseTarget('Manuals', { knowledgeBase: manuals, toolDescription: 'Finds passages in the manuals of our machines.' });
   */
  public addKnowledgeBaseTarget(id: string, props: AddKnowledgeBaseTargetOptions): GatewayTarget {
    const at = placeTarget(this, id, props, owned(props?.knowledgeBase));
    return GatewayTarget.forKnowledgeBase(at.scope, at.id, { ...props, gatewayTargetName: at.name, gateway: this });
  }

  /**
   * Adds the web search of the service as a target. Its tool is named `<target name>___WebSearch`.
   *
   * Not every region has web search: a rule warns in the others.
   *
   * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-target-connector-web-search-tool.html
   *
   * @example
   * declare const tools: Gateway;
   * tools.addWebSearchTarget('Web', { includeDomains: ['docs.aws.amazon.com'] });
   */
  public addWebSearchTarget(id: string, props: AddWebSearchTargetOptions = {}): GatewayTarget {
    const at = placeTarget(this, id, props);
    return GatewayTarget.forWebSearch(at.scope, at.id, { ...props, gatewayTargetName: at.name, gateway: this });
  }

  /**
   * Adds a connector of the service as a target. Its tools become tools of the gateway.
   *
   * For web search and knowledge bases, use `addWebSearchTarget` and `addKnowledgeBaseTarget`.
   *
   * @throws when another target of the gateway has the name, or the service rejects the names or descriptions of tools
   *
   * @example
   * declare const tools: Gateway;
   * tools.addConnectorTarget('Search', { connectorId: 'web-search', enabled: ['WebSearch'] });
   */
  public addConnectorTarget(id: string, props: AddConnectorTargetOptions): GatewayTarget {
    const at = placeTarget(this, id, props);
    return GatewayTarget.forConnector(at.scope, at.id, { ...props, gatewayTargetName: at.name, gateway: this });
  }

  /**
   * Adds a connector without tools as a target. Callers call it at `<gateway>/<target name>/…`.
   *
   * The role of the gateway calls the service behind it. Pass the permissions in `additionalPermissions`.
   *
   * @throws when this gateway has the protocol type MCP, or the service rejects the parameters
   *
   * @example
   * declare const gateway: Gateway;
   * gateway.addHttpConnectorTarget('Memory', { connectorId: 'agentcore-memory' });
   */
  public addHttpConnectorTarget(id: string, props: AddHttpConnectorTargetOptions): GatewayTarget {
    const at = placeTarget(this, id, props);
    return GatewayTarget.forHttpConnector(at.scope, at.id, { ...props, gatewayTargetName: at.name, gateway: this });
  }

  /**
   * Adds models as a target. Callers call them at `<gateway>/inference/…`, and name a model as `<target name>/<model>`.
   *
   * @throws when this gateway has the protocol type MCP, or the service rejects the provider
   * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-targets-inference.html
   *
   * @example
   * declare const anthropicKey: agentcore.ApiKeyCredentialProvider;
   * const models = new Gateway(this, 'Models', { protocolConfiguration: MultiProtocol.all() });
   * models.addInferenceTarget('Anthropic', {
   *   connector: InferenceConnector.ANTHROPIC,
   *   credentialProviderConfigurations: [agentcore.GatewayCredentialProvider.fromApiKeyIdentity(anthropicKey)],
   * });
   */
  public addInferenceTarget(id: string, props: AddInferenceTargetOptions): GatewayTarget {
    const at = placeTarget(this, id, props);
    return GatewayTarget.forInference(at.scope, at.id, { ...props, gatewayTargetName: at.name, gateway: this });
  }

  /**
   * Adds an interceptor: a Lambda function that runs on every request or on every response.
   *
   * @throws when the gateway already has an interceptor at that interception point
   *
   * @example
   * declare const tools: Gateway;
   * declare const audit: lambda.Function;
   * tools.addInterceptor(agentcore.LambdaInterceptor.forRequest(audit));
   */
  public addInterceptor(interceptor: agentcore.IInterceptor): void {
    const statements = this.interceptors.add(interceptor);
    this.resource.interceptorConfigurations = this.interceptors.configurations;
    this.creationPolicy.add(statements);
  }

  /**
   * Limits the rate of requests, model tokens or connections. A request must be within all limits of the gateway.
   *
   * The service applies a change within 30 seconds. While it cannot count, it lets requests pass: a rate limit is no authorization.
   *
   * @throws when callers choose all dimensions, another limit has the same dimensions, or no rate is given
   * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-rate-limits.html
   *
   * @example
   * declare const tools: Gateway;
   * tools.addRateLimit('PerCaller', {
   *   dimensions: [RateLimitDimension.IAM_PRINCIPAL, RateLimitDimension.TOOL_NAME],
   *   requestsPerSecond: 10,
   * });
   */
  public addRateLimit(id: string, options: AddRateLimitOptions): void {
    requireArgument(this, apiMessage`\`options\` of \`addRateLimit\``, options, EXPECTED.props);
    requireArgument(this, apiMessage`\`dimensions\` of rate limit ${id}`, options.dimensions, EXPECTED.list);
    this.rateLimits.add(id, options);
  }

  /**
   * Adds a rule for requests to agents, passthrough targets and inference targets: which target they go to, and with which configuration.
   *
   * The rule is created after the targets that it names. For each kind of action, the first rule that matches a request decides.
   *
   * @throws when the service would reject the rule, naming everything that is wrong
   * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-rules.html
   *
   * @example
   * declare const gateway: Gateway;
   * declare const stable: GatewayTarget;
   * declare const canary: GatewayTarget;
   * gateway.addRule('Canary', {
   *   priority: 100,
   *   when: [RuleCondition.paths(stable)],
   *   route: Route.weighted({ target: stable, weight: 90 }, { target: canary, weight: 10 }),
   * });
   */
  public addRule(id: string, options: AddRuleOptions): void {
    requireArgument(this, apiMessage`\`options\` of \`addRule\``, options, EXPECTED.props);
    this.rules.add(id, options);
  }

  /**
   * Adds a Cedar policy for the tools of this gateway.
   *
   * If the gateway has no policy engine, one is created and attached. The policy is created after all targets, and checked at synthesis. For a
   * policy with `when guardrails`, the role of the gateway is allowed to run the checks; only the service can evaluate such a policy.
   *
   * @throws when the gateway already has a policy with that ID, or a placeholder of the policy has no value
   *
   * @example
   * declare const tools: Gateway;
   * declare const agent: AgentRuntime;
   * tools.addCedarPolicy('refunds', CedarPolicy.fromFile('policies/refunds.cedar', { roles: { agent: agent.role } }));
   */
  public addCedarPolicy(id: string, policy: CedarPolicy): void {
    requireArgument(this, apiMessage`\`policy\` of \`addCedarPolicy\``, policy, EXPECTED.cedarPolicy);
    this.policies ??= new GatewayPolicies(this, this.attachedEngine?.policyEngine ?? this.createPolicyEngine());
    this.policies.add(id, policy);
    if (!policy._hasGuardrails || this.runsGuardrails) return;
    this.runsGuardrails = true;
    this.creationPolicy.add([new iam.PolicyStatement({ actions: [INVOKE_GUARDRAILS], resources: ['*'] })]);
  }

  /**
   * Adds a page of the service on which users grant this gateway access to targets on their behalf.
   *
   * Pass `returnUrl` of the portal as `defaultReturnUrl` of targets with the authorization code grant, and register `signInReturnUrl` at the
   * identity provider after the first deployment. A gateway with the protocol type MCP then lists its tools without pages, which the portal
   * needs to see all targets, unless `disableListToolsPagination` says otherwise.
   *
   * @throws when the inbound authorization of the gateway is not JWT
   * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/identity-consent-portal.html
   *
   * @example
   * declare const tools: Gateway;
   * declare const login: agentcore.OAuth2CredentialProvider;
   * declare const github: agentcore.OAuth2CredentialProvider;
   * const portal = tools.addConsentPortal('Consent', { identityProvider: login });
   * tools.addMcpServerTarget('Github', {
   *   endpoint: 'https://api.githubcopilot.com/mcp/',
   *   credentialProviderConfigurations: [OutboundAuth.authorizationCode(github, { scopes: ['repo'], defaultReturnUrl: portal.returnUrl })],
   * });
   */
  public addConsentPortal(id: string, options: ConsentPortalOptions): ConsentPortal {
    const portal = ConsentPortal._create(this, id, options);
    if (isMcp(this.protocolConfiguration) && !this.paginationIsGiven) disableListToolsPagination(this.resource, true);
    return portal;
  }

  /**
   * Allows a caller to invoke this gateway.
   *
   * An agent or a Lambda function (or an alias or version of one) also gets `RUNTIME_CONFIG_APP_ID` in its environment and read access to
   * the Runtime Configuration, where it finds the gateway. If that is not possible, a warning says what to do. A caller of another account
   * is also allowed in the resource policy of the gateway.
   *
   * @throws when the inbound authorization of the gateway is JWT: an IAM permission then has no effect. Use `grantTokenAccess`.
   *
   * @example
   * declare const tools: Gateway;
   * const agent = new AgentRuntime(this, 'Agent', { agentRuntimeArtifact: agentcore.AgentRuntimeArtifact.fromAsset('agent') });
   * tools.grantInvokeAccess(agent);
   */
  public grantInvokeAccess(grantee: iam.IGrantable): iam.Grant {
    requireArgument(this, apiMessage`\`grantee\` of \`grantInvokeAccess\``, grantee, EXPECTED.grantee);
    const grant = grantGatewayAccess(this, grantee, gatewayArnByName(this, this.gatewayName));
    grantDiscovery(this, grantee);
    if (isElsewhere(this, grantee)) {
      warnOfOtherEnvironment(this, grantee, apiMessage`deploy the gateway, import it in the stack of the caller with \`Gateway.fromGatewayAttributes\` and its \`gatewayUrl\`, and call \`grantInvokeAccess\` on the imported gateway`);
    } else if (grantee instanceof AgentRuntime) {
      grantee._addGateway(this.runtimeConfigKey, this.url, this.authorizerConfiguration.authorizerType);
    }
    return grant;
  }

  /**
   * Allows an agent to get tokens for this gateway, which has JWT inbound authorization.
   *
   * AgentCore Identity issues the tokens with the client credentials grant. The agent is allowed to request them, and finds the gateway, the
   * credential provider and the scopes in the Runtime Configuration. All agents of a gateway use one credential provider.
   *
   * AgentCore Identity needs the workload access token that AgentCore Runtime passes to an agent. Code that runs elsewhere requests tokens from
   * `tokenEndpointUrl` itself.
   *
   * @throws when the inbound authorization of the gateway is not JWT, the options name no client, or agents of the gateway already use another
   * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/identity-authentication.html
   *
   * @example
   * declare const userPool: cognito.UserPool;
   * declare const client: cognito.UserPoolClient;
   * declare const agent: AgentRuntime;
   * const tools = new Gateway(this, 'Tools', {
   *   authorizerConfiguration: InboundAuth.cognito({ userPool, userPoolClient: client, allowedScopes: ['tools/read'] }),
   * });
   * tools.grantTokenAccess(agent, {
   *   clientId: client.userPoolClientId,
   *   clientSecret: SecretValue.secretsManager('tools-client'),
   * });
   */
  public grantTokenAccess(grantee: iam.IGrantable, options: TokenAccessOptions): iam.Grant {
    const client = this.tokens.clientFor(options);
    grantDiscovery(this, grantee);
    if (isElsewhere(this, grantee)) {
      warnOfOtherEnvironment(this, grantee, apiMessage`deploy the gateway, import it in the stack of the caller with \`Gateway.fromGatewayAttributes\` and its \`gatewayUrl\`, and call \`grantTokenAccess\` on the imported gateway`);
      return iam.Grant.drop(grantee, 'the caller is in another account or region');
    }
    RuntimeConfig.of(this)._extend(GATEWAY_DETAILS_NAMESPACE, this.runtimeConfigKey, client);
    if (grantee instanceof AgentRuntime) grantee._addGateway(this.runtimeConfigKey, this.url, this.authorizerConfiguration.authorizerType, client);
    return this.tokens.grant(grantee);
  }

  /**
   * Does the same as `grantInvokeAccess`, under the name that aws-cdk-lib uses.
   *
   * @throws when the inbound authorization of the gateway is JWT: an IAM permission then has no effect
   */
  public grantInvoke(grantee: iam.IGrantable): iam.Grant {
    return this.grantInvokeAccess(grantee);
  }

  /**
   * Grants actions on this gateway, for example to manage it. For callers of its tools, use `grantInvokeAccess`.
   *
   * If the app cannot change the policies of the role, a warning lists the missing statements.
   */
  public grant(grantee: iam.IGrantable, ...actions: string[]): iam.Grant {
    const grant = super.grant(grantee, ...actions);
    warnIfNothingWasAdded(this, grantee, grant);
    return grant;
  }

  /**
   * Adds a statement to the resource policy of the gateway. It can allow callers of other accounts, and deny calls from outside of a network.
   *
   * A gateway has one resource policy: `grantInvokeAccess` adds its statements to the same policy. Leave `resources` out: it is the ARN of the
   * gateway.
   *
   * @throws when the service rejects the statement, or when the callers authenticate with tokens and the principal is an AWS identity
   * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/resource-based-policies.html
   *
   * @example
   * declare const tools: Gateway;
   * tools.addToResourcePolicy(new iam.PolicyStatement({
   *   effect: iam.Effect.DENY,
   *   principals: [new iam.StarPrincipal()],
   *   actions: ['bedrock-agentcore:InvokeGateway'],
   *   conditions: { StringNotEquals: { 'aws:SourceVpc': 'vpc-0123456789abcdef0' } },
   * }));
   */
  public addToResourcePolicy(statement: iam.PolicyStatement): iam.AddToResourcePolicyResult {
    return this.resourcePolicy.add(statement);
  }

  /**
   * The CloudWatch dashboard of the gateway, created with the first call: invocations, errors, throttles, latency and duration.
   *
   * @param props properties of the dashboard, for the first call
   *
   * @example
   * declare const tools: Gateway;
   * tools.dashboard().addWidgets(new cloudwatch.TextWidget({ markdown: 'Runbook: https://wiki.example.com/tools' }));
   */
  public dashboard(props: cloudwatch.DashboardProps = {}): cloudwatch.Dashboard {
    return (this.createdDashboard ??= gatewayDashboard(this, this, props));
  }

  /**
   * Creates alarms for system errors, throttles and frequent user errors, and for latency if you give a limit.
   *
   * Each goes off if 2 of 3 periods of 5 minutes exceed its limit. Call it once.
   *
   * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/observability-gateway-metrics.html
   *
   * @example
   * declare const tools: Gateway;
   * tools.recommendedAlarms({ latency: Duration.seconds(20) });
   */
  public recommendedAlarms(options: RecommendedAlarmsOptions = {}): cloudwatch.Alarm[] {
    return recommendedAlarms(new Construct(this, 'Alarms'), this, options);
  }

  private allowKey(): void {
    if (!this.kmsKey) return;
    const { statements } = recordGrants(this.role, () => this.kmsKey!.grant(this.role, ...PERMISSIONS.encryptGateway.actions));
    this.creationPolicy.add(statements);
  }

  private attachPolicyEngine(configuration: agentcore.GatewayPolicyEngineConfig): agentcore.IPolicyEngine {
    const { policyEngine, mode = agentcore.PolicyEngineMode.ENFORCE } = configuration;
    StackOrder.of(this).require({ later: this, earlier: policyEngine, because: 'evaluates tool calls with' });
    this.attachedEngine = configuration;
    this.resource.policyEngineConfiguration = { arn: policyEngine.policyEngineArn, mode: mode.value };
    this.creationPolicy.add(policyEngineStatements(this, policyEngine, this.gatewayName));
    return policyEngine;
  }

  private createPolicyEngine(): agentcore.IPolicyEngine {
    const policyEngine = new agentcore.PolicyEngine(this, 'PolicyEngine', {
      description: `Evaluates tool calls of gateway ${this.gatewayName}`,
    });
    return this.attachPolicyEngine({ policyEngine, mode: this.policyEngineMode });
  }
}
