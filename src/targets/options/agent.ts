import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { TargetOfGateway, TargetOptions, TargetPlacement } from './shared';

/** @internal */
interface AgentTarget extends TargetOptions {
  /**
   * Name of the runtime's endpoint to call.
   *
   * @default DEFAULT - the endpoint of the newest version
   */
  readonly qualifier?: string;

  /**
   * How the gateway authorizes itself at the agent: with its IAM role, the caller's IAM credentials, the caller's token, or OAuth client
   * credentials.
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
