import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { TargetOfGateway, TargetOptions, TargetPlacement } from './shared';

/** @internal */
interface AgentTarget extends TargetOptions {
  /**
   * The name of the runtime endpoint to call.
   *
   * @default DEFAULT - the endpoint of the latest version
   */
  readonly qualifier?: string;

  /**
   * The API of the agent: an OpenAPI document or a Smithy model.
   *
   * Guardrail policies find the prompt in a request with it. An agent with the protocol MCP or A2A has an API that the service knows.
   *
   * @default - no schema: a guardrail policy about an agent with another protocol is an error at synthesis
   * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-target-http-runtime.html
   */
  readonly apiSchema?: agentcore.ApiSchema;

  /**
   * Outbound authorization: the IAM role of the gateway, the caller's IAM credentials, the caller's token, or OAuth client credentials.
   *
   * @default - [GatewayCredentialProvider.fromIamRole()]
   */
  readonly credentialProviderConfigurations?: agentcore.ICredentialProviderConfig[];
}

/** Options of `addAgent`. */
export interface AddAgentOptions extends AgentTarget, TargetPlacement {}

/** Properties of `GatewayTarget.forAgent`. */
export interface GatewayTargetAgentProps extends AgentTarget, TargetOfGateway {
  /** The runtime of the agent. */
  readonly runtime: agentcore.IRuntimeRef;
}
