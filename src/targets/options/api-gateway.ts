import type * as apigateway from 'aws-cdk-lib/aws-apigateway';
import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { TargetOfGateway, TargetOptions, TargetPlacement } from './shared';

/** @internal */
interface ApiGatewayTarget extends TargetOptions {
  /**
   * The REST API. It must be in the account and region of the gateway.
   */
  readonly restApi: apigateway.IRestApi;

  /**
   * The name of the stage to call.
   *
   * @default - the deployment stage of the API; required for an API without one
   */
  readonly stage?: string;

  /**
   * The methods that become tools, and the names of the tools.
   *
   * Each selected method needs an `operationName`, or an override that names its tool.
   */
  readonly apiGatewayToolConfiguration: agentcore.ApiGatewayToolConfiguration;

  /**
   * Outbound authorization: the IAM role of the gateway, an API key, or none (an empty list).
   *
   * The IAM role is allowed to invoke exactly the selected methods of the stage.
   *
   * @default - [GatewayCredentialProvider.fromIamRole()]
   */
  readonly credentialProviderConfigurations?: agentcore.ICredentialProviderConfig[];
}

/** Options of `addApiGatewayTarget`. */
export interface AddApiGatewayTargetOptions extends ApiGatewayTarget, TargetPlacement {}

/** Properties of `GatewayTarget.forApiGateway`. */
export interface GatewayTargetApiGatewayProps extends ApiGatewayTarget, TargetOfGateway {}
