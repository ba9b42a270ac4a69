import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { runtimeArnByName, runtimeArns, runtimeInvocationUrl, hasJwtAuthorization } from './runtime-invocation';
import type { RuntimeOptions } from './runtime-options';
import { apiMessage } from '../findings/api-message';
import { LOCAL_METADATA_KEY } from '../model/metadata-keys';
import { StackOrder } from '../order/stack-order';
import { grantDiscovery, isElsewhere, warnOfOtherEnvironment } from '../permissions/discovery';
import { grantInvoke } from '../permissions/invoke-access';
import { AgentCoreResourcePolicy } from '../permissions/resource-policy';
import { addRuntimeVariable, runtimeResource } from '../runtime-config/environment-variables';
import { registrationKey } from '../runtime-config/registration-key';
import { RuntimeConfig } from '../runtime-config/runtime-config';
import { DEFAULT_QUALIFIER } from '../service/endpoints';
import { INVOKE_RUNTIME, INVOKE_RUNTIME_FOR_USER, INVOKE_RUNTIME_WITH_WEB_SOCKET } from '../service/permission';
import { AGENT_RUNTIMES_NAMESPACE, gatewayVariables } from '../service/runtime-config';
import { GatewayError } from '../synthesis/gateway-error';
import { GatewayRules } from '../synthesis/gateway-rules';
import { markAsOwn } from '../synthesis/own-construct';
import { injectProperties } from '../synthesis/property-injection';
import { EXPECTED, requireArgument, requireOptional, requireScope } from '../synthesis/require-argument';

/**
 * Properties of an agent on AgentCore Runtime.
 */
export interface AgentRuntimeProps extends RuntimeOptions {
  /**
   * The protocol of the agent: HTTP, A2A, AG-UI or MCP. For an MCP server, use `McpServer`.
   *
   * @default - ProtocolType.HTTP
   */
  readonly protocolConfiguration?: agentcore.ProtocolType;

  /**
   * The key under `agentRuntimes` in the Runtime Configuration. Running code finds the agent by this key.
   *
   * @default - the class name of a subclass of `AgentRuntime` in TypeScript or Python, otherwise the construct ID
   */
  readonly runtimeConfigKey?: string;
}

/**
 * An agent on AgentCore Runtime that finds its gateways in the Runtime Configuration.
 *
 * The agent is registered under `agentRuntimes` in the Runtime Configuration, and is allowed to read it. The environment variable
 * `RUNTIME_CONFIG_APP_ID` contains the application ID.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/agents-tools-runtime.html
 *
 * @example
 * declare const tools: Gateway;
 * const agent = new AgentRuntime(this, 'Agent', {
 *   agentRuntimeArtifact: agentcore.AgentRuntimeArtifact.fromAsset('agent'),
 *   local: LocalProcess.command('python3', ['main.py'], { workingDirectory: 'agent' }),
 * });
 * tools.grantInvokeAccess(agent);
 */
export class AgentRuntime extends agentcore.Runtime implements iam.IResourceWithPolicy {
  /**
   * The unique ID of this class for property injectors: `{ constructUniqueId: AgentRuntime.PROPERTY_INJECTION_ID, inject: … }`.
   *
   * Injectors for `Runtime` of aws-cdk-lib also apply to agents.
   */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-agentcore-gateway.AgentRuntime';

  /**
   * The URL that invokes the default endpoint of the agent. The ARN in it is URL-encoded.
   */
  public readonly invocationUrl: string;

  /**
   * The key under `agentRuntimes` in the Runtime Configuration.
   */
  public readonly runtimeConfigKey: string;

  private readonly gatewayEnvironmentVariables: boolean;
  /** The gateway key of each environment variable with a URL. */
  private readonly gatewayKeys = new Map<string, string>();
  private readonly resourcePolicy: AgentCoreResourcePolicy;
  private readonly endpointResourcePolicy: AgentCoreResourcePolicy;

  constructor(scope: Construct, id: string, props: AgentRuntimeProps) {
    requireScope(scope, id);
    requireArgument(scope, `of runtime ${id}`, props, EXPECTED.props);
    props = injectProperties(AgentRuntime.PROPERTY_INJECTION_ID, props, scope, id);
    requireArgument(scope, apiMessage`\`agentRuntimeArtifact\` of runtime ${id}`, props.agentRuntimeArtifact, EXPECTED.artifact);
    requireOptional(scope, apiMessage`\`local\` of runtime ${id}`, props.local, EXPECTED.rendered);
    super(scope, id, props);
    markAsOwn(this);
    GatewayRules.of(this);
    this.gatewayEnvironmentVariables = props.gatewayEnvironmentVariables ?? false;
    this.invocationUrl = runtimeInvocationUrl(this);
    this.resourcePolicy = new AgentCoreResourcePolicy(this, 'ResourcePolicy', this.agentRuntimeArn);
    this.endpointResourcePolicy = new AgentCoreResourcePolicy(this, 'EndpointResourcePolicy', this.endpointArn);
    if (props.local) runtimeResource(this)!.addMetadata(LOCAL_METADATA_KEY, props.local._render());

    const runtimeConfig = RuntimeConfig.of(this);
    this.runtimeConfigKey = props.runtimeConfigKey ?? registrationKey(this, [AgentRuntime, ...this._libraryClasses()]);
    runtimeConfig._set(this, AGENT_RUNTIMES_NAMESPACE, this.runtimeConfigKey, this.agentRuntimeArn);
    runtimeConfig.grantRead(this);
    this.addEnvironment(RuntimeConfig.APPLICATION_ID_VARIABLE, runtimeConfig.applicationId);
  }

  /**
   * Adds or replaces an environment variable.
   *
   * @throws when the runtime already has 50 environment variables with other names
   */
  public addEnvironment(name: string, value: string): void {
    addRuntimeVariable(runtimeResource(this)!, name, value);
  }

  /**
   * Allows a caller to invoke this agent on all its endpoints.
   *
   * An agent or a Lambda function (or an alias or version of one) also gets `RUNTIME_CONFIG_APP_ID` in its environment and read access to
   * the Runtime Configuration, where it finds this agent. If that is not possible, a warning says what to do. A caller of another account
   * is also allowed in the resource policies of the runtime and of its default endpoint.
   *
   * @throws when the inbound authorization of the agent is JWT: an IAM permission then has no effect
   */
  public grantInvokeAccess(grantee: iam.IGrantable): iam.Grant {
    return this.allow(grantee, INVOKE_RUNTIME);
  }

  /**
   * Does the same as `grantInvokeAccess`, and also allows calls on behalf of a user (`X-Amzn-Bedrock-AgentCore-Runtime-User-Id`).
   *
   * @throws when the inbound authorization of the agent is JWT: an IAM permission then has no effect
   */
  public grantInvoke(grantee: iam.IGrantable): iam.Grant {
    return this.allow(grantee, INVOKE_RUNTIME, INVOKE_RUNTIME_FOR_USER);
  }

  /**
   * Does the same as `grantInvokeAccess`, under the name that aws-cdk-lib uses.
   *
   * @throws when the inbound authorization of the agent is JWT: an IAM permission then has no effect
   */
  public grantInvokeRuntime(grantee: iam.IGrantable): iam.Grant {
    return this.allow(grantee, INVOKE_RUNTIME);
  }

  /**
   * Does the same as `grantInvokeAccess`, but only for calls on behalf of a user (`X-Amzn-Bedrock-AgentCore-Runtime-User-Id`).
   *
   * @throws when the inbound authorization of the agent is JWT: an IAM permission then has no effect
   */
  public grantInvokeRuntimeForUser(grantee: iam.IGrantable): iam.Grant {
    return this.allow(grantee, INVOKE_RUNTIME_FOR_USER);
  }

  /**
   * Does the same as `grantInvokeAccess`, but only for WebSocket connections to the agent, for example from a browser.
   *
   * @throws when the inbound authorization of the agent is JWT: an IAM permission then has no effect
   * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/runtime-get-started-websocket.html
   */
  public grantInvokeRuntimeWithWebSocketStream(grantee: iam.IGrantable): iam.Grant {
    return this.allow(grantee, INVOKE_RUNTIME_WITH_WEB_SOCKET);
  }

  /**
   * Adds a statement to the resource policies of the runtime and of its default endpoint, which allow callers of other accounts.
   *
   * A call is authorized on both the runtime and the endpoint, each by its own policy and ARN. Leave `resources` out.
   *
   * @throws when the service rejects the statement
   * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/resource-based-policies.html
   */
  public addToResourcePolicy(statement: iam.PolicyStatement): iam.AddToResourcePolicyResult {
    const result = this.resourcePolicy.add(statement);
    this.endpointResourcePolicy.add(statement.copy({ resources: [this.endpointArn] }));
    return result;
  }

  /**
   * Called by gateways that grant this agent access.
   *
   * @internal
   */
  public _addGateway(key: string, url: string, authorizerType: string, tokens?: { readonly credentialProvider: string; readonly scopes: readonly string[] }): void {
    if (!this.gatewayEnvironmentVariables) return;
    // The variable refers to the gateway, even if nothing was granted.
    StackOrder.of(this).requireReferences(this, url);
    const variables = gatewayVariables(key);
    const other = this.gatewayKeys.get(variables.url);
    if (other !== undefined && other !== key) {
      throw new GatewayError('gateway-variable-taken', this,
        `gateways \`${other}\` and \`${key}\` need the same environment variable ${variables.url} of ${this.node.path}`,
        apiMessage`give one of them another \`runtimeConfigKey\``);
    }
    this.gatewayKeys.set(variables.url, key);
    this.addEnvironment(variables.url, url);
    this.addEnvironment(variables.authType, authorizerType);
    if (!tokens) return;
    this.addEnvironment(variables.credentialProvider, tokens.credentialProvider);
    if (tokens.scopes.length > 0) this.addEnvironment(variables.scopes, tokens.scopes.join(' '));
  }

  /**
   * Base classes whose name is not used as the key in the Runtime Configuration.
   *
   * @internal
   */
  protected _libraryClasses(): Function[] {
    return [];
  }

  private get endpointArn(): string {
    return `${this.agentRuntimeArn}/runtime-endpoint/${DEFAULT_QUALIFIER}`;
  }

  private allow(grantee: iam.IGrantable, ...actions: string[]): iam.Grant {
    if (hasJwtAuthorization(this)) {
      throw new GatewayError('grant-on-jwt', this,
        `agent ${this.node.path} has JWT inbound authorization, so an IAM permission has no effect`,
        apiMessage`give the caller a token that the authorizer accepts, or create the agent without \`authorizerConfiguration\``);
    }
    grantDiscovery(this, grantee);
    if (isElsewhere(this, grantee)) {
      warnOfOtherEnvironment(this, grantee, 'deploy the agent, then pass its ARN to the caller, for example in an environment variable');
    }
    const arnByName = runtimeArnByName(this, this.agentRuntimeName);
    return grantInvoke({
      resource: this,
      actions,
      resourceArns: Object.values(runtimeArns(this.agentRuntimeArn)),
      resourceArnsByName: arnByName === undefined ? undefined : Object.values(runtimeArns(arnByName)),
      resourceSelfArns: [this.agentRuntimeArn],
    }, grantee);
  }
}
