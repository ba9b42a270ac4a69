import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { TargetOfGateway, TargetOptions, TargetPlacement } from './shared';

/** @internal */
interface SmithyTarget extends TargetOptions {
  /**
   * The model, as the JSON AST of Smithy 2.0.
   */
  readonly smithyModel: agentcore.ApiSchema;

  /**
   * How the gateway authorizes itself at the service: with its IAM role, or OAuth client credentials.
   *
   * The role needs permission for the operations: pass `additionalPermissions`.
   *
   * @default - [GatewayCredentialProvider.fromIamRole()]
   */
  readonly credentialProviderConfigurations?: agentcore.ICredentialProviderConfig[];
}

/** Options of `addSmithyTarget`. */
export interface AddSmithyTargetOptions extends SmithyTarget, TargetPlacement {}

/** Properties of `GatewayTarget.forSmithy`. */
export interface GatewayTargetSmithyProps extends SmithyTarget, TargetOfGateway {}
