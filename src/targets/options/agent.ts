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
