import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { TargetOfGateway, TargetOptions, TargetPlacement } from './shared';

/** @internal */
interface SmithyTarget extends TargetOptions {
  /**
   * The model, in the JSON AST format of Smithy 2.0.
   */
  readonly smithyModel: agentcore.ApiSchema;

  /**
   * Outbound authorization: the IAM role of the gateway, or OAuth client credentials.
   *
   * The IAM role needs permission for the operations. Pass it in `additionalPermissions`.
   *
   * @default - [GatewayCredentialProvider.fromIamRole()]
   */
  readonly credentialProviderConfigurations?: agentcore.ICredentialProviderConfig[];
}

/** Options of `addSmithyTarget`. */
export interface AddSmithyTargetOptions extends SmithyTarget, TargetPlacement {}

/** Properties of `GatewayTarget.forSmithy`. */
export interface GatewayTargetSmithyProps extends SmithyTarget, TargetOfGateway {}
