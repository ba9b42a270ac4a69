import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { runtimeArnByName, runtimeArns, runtimeInvocationUrl, takesTokens } from './runtime-invocation';
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
import { INVOKE_RUNTIME, INVOKE_RUNTIME_FOR_USER } from '../service/permission';
import { AGENT_RUNTIMES_NAMESPACE, gatewayVariables } from '../service/runtime-config';
import { GatewayError } from '../synthesis/gateway-error';
import { markAsOwn } from '../synthesis/own-construct';
import { injectProperties } from '../synthesis/property-injection';

/**
 * Properties of an agent on AgentCore Runtime.
 */
export interface AgentRuntimeProps extends RuntimeOptions {
  /**
   * The protocol that the agent speaks: HTTP, A2A, AG-UI or MCP. For MCP servers there is `McpServer`.
   *
   * @default - ProtocolType.HTTP
   */
  readonly protocolConfiguration?: agentcore.ProtocolType;

  /**
   * Key under `agentRuntimes` in the Runtime Configuration.
   *
   * @default - the name of the class when `AgentRuntime` was subclassed in TypeScript, else the construct id
   */
  readonly runtimeConfigKey?: string;
}

/**
 * An agent on AgentCore Runtime that finds, and can be given access to, gateways.
 *
 * It is registered in the Runtime Configuration under `agentRuntimes`, may read that configuration, and has its application id
 * in the environment variable `RUNTIME_CONFIG_APP_ID`.
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
   * The id under which a property injector reaches agents: `{ constructUniqueId: AgentRuntime.PROPERTY_INJECTION_ID, inject: … }`.
   *
   * An injector for aws-cdk-lib's `Runtime` reaches them too.
   */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-agentcore-gateway.AgentRuntime';

  /**
   * The URL that invokes the agent's default endpoint, with the ARN encoded.
   */
  public readonly invocationUrl: string;

  /**
   * Key under `agentRuntimes` in the Runtime Configuration.
   */
  public readonly runtimeConfigKey: string;

  private readonly gatewayEnvironmentVariables: boolean;
  /** Which gateway each environment variable with a URL is for. */
  private readonly gatewayKeys = new Map<string, string>();
  private readonly resourcePolicy: AgentCoreResourcePolicy;
  private readonly endpointResourcePolicy: AgentCoreResourcePolicy;

  constructor(scope: Construct, id: string, props: AgentRuntimeProps) {
    props = injectProperties(AgentRuntime.PROPERTY_INJECTION_ID, props, scope, id);
    super(scope, id, props);
    markAsOwn(this);
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
   * Adds an environment variable, or replaces one.
   *
   * @throws when it would be the 51st
   */
  public addEnvironment(name: string, value: string): void {
    addRuntimeVariable(runtimeResource(this)!, name, value);
  }

  /**
   * Allows a caller to invoke this agent on all its endpoints.
   *
   * A Lambda function, also by an alias or a version, or another agent finds it in the Runtime Configuration. A caller of another account
   * is also allowed in the resource policies of the runtime and of its default endpoint.
   *
   * @throws when the agent takes tokens: IAM then decides nothing
   */
  public grantInvokeAccess(grantee: iam.IGrantable): iam.Grant {
    return this.allow(grantee, INVOKE_RUNTIME);
  }

  /**
   * The same as `grantInvokeAccess`, and also for calls on behalf of a user (`X-Amzn-Bedrock-AgentCore-Runtime-User-Id`).
   *
   * @throws when the agent takes tokens: IAM then decides nothing
   */
  public grantInvoke(grantee: iam.IGrantable): iam.Grant {
    return this.allow(grantee, INVOKE_RUNTIME, INVOKE_RUNTIME_FOR_USER);
  }

  /**
   * The same as `grantInvokeAccess`, under the name of aws-cdk-lib.
   *
   * @throws when the agent takes tokens: IAM then decides nothing
   */
  public grantInvokeRuntime(grantee: iam.IGrantable): iam.Grant {
    return this.allow(grantee, INVOKE_RUNTIME);
  }

  /**
   * Like `grantInvokeAccess`, but only for calls on behalf of a user (`X-Amzn-Bedrock-AgentCore-Runtime-User-Id`).
   *
   * @throws when the agent takes tokens: IAM then decides nothing
   */
  public grantInvokeRuntimeForUser(grantee: iam.IGrantable): iam.Grant {
    return this.allow(grantee, INVOKE_RUNTIME_FOR_USER);
  }

  /**
   * Adds a statement to the resource policies of the runtime and of its default endpoint, which decide about callers of other accounts.
   *
   * Such a call is authorized on both, each by its own policy and on its own ARN.
   *
   * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/resource-based-policies.html
   */
  public addToResourcePolicy(statement: iam.PolicyStatement): iam.AddToResourcePolicyResult {
    this.endpointResourcePolicy.add(statement.copy({ resources: [this.endpointArn] }));
    return this.resourcePolicy.add(statement);
  }

  /**
   * Called by gateways that grant this agent access.
   *
   * @internal
   */
  public _addGateway(key: string, url: string, authorizerType: string): void {
    if (!this.gatewayEnvironmentVariables) return;
    // The agent refers to the gateway itself then, also where there was nothing to grant.
    StackOrder.of(this).requireReferences(this, url);
    const variables = gatewayVariables(key);
    const other = this.gatewayKeys.get(variables.url);
    if (other !== undefined && other !== key) {
      throw new GatewayError('gateway-variable-taken', this,
        `environment variable ${variables.url} of ${this.node.path} cannot be for both gateways \`${other}\` and \`${key}\``,
        apiMessage`give one of them another \`runtimeConfigKey\``);
    }
    this.gatewayKeys.set(variables.url, key);
    this.addEnvironment(variables.url, url);
    this.addEnvironment(variables.authType, authorizerType);
  }

  /**
   * Classes of this library that say nothing about the purpose of an instance.
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
    if (takesTokens(this)) {
      throw new GatewayError('grant-on-jwt', this,
        `agent ${this.node.path} has JWT inbound authorization, so an IAM grant allows nothing`,
        apiMessage`give the caller a token that the authorizer accepts, or create the agent without \`authorizerConfiguration\``);
    }
    grantDiscovery(this, grantee);
    if (isElsewhere(this, grantee)) {
      warnOfOtherEnvironment(this, grantee, 'when the agent is deployed, give the caller its ARN, for example in an environment variable');
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
