import type * as apigateway from 'aws-cdk-lib/aws-apigateway';
import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { TargetOfGateway, TargetOptions, TargetPlacement } from './shared';

/** @internal */
interface ApiGatewayTarget extends TargetOptions {
  /**
   * The REST API, in the same account and region as the gateway.
   */
  readonly restApi: apigateway.IRestApi;

  /**
   * Name of the stage to call.
   *
   * @default - the deployment stage of the API; an API without one needs this property
   */
  readonly stage?: string;

  /**
   * Which methods become tools, and what those are called.
   *
   * Each selected method needs an `operationName`, or an override that names its tool.
   */
  readonly apiGatewayToolConfiguration: agentcore.ApiGatewayToolConfiguration;

  /**
   * How the gateway authorizes itself at the API: with its IAM role, an API key, or not at all (an empty list).
   *
   * With the IAM role, the role may invoke exactly the selected methods of the stage.
   *
   * @default - [GatewayCredentialProvider.fromIamRole()]
   */
  readonly credentialProviderConfigurations?: agentcore.ICredentialProviderConfig[];
}

/** Options of `addApiGatewayTarget`. */
export interface AddApiGatewayTargetOptions extends ApiGatewayTarget, TargetPlacement {}

/** Properties of `GatewayTarget.forApiGateway`. */
export interface GatewayTargetApiGatewayProps extends ApiGatewayTarget, TargetOfGateway {}
