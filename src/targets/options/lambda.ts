import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { TargetOfGateway, TargetOptions, TargetPlacement } from './shared';

/** @internal */
interface LambdaTarget extends TargetOptions {
  /**
   * The function that implements the tools, or an alias or version of it.
   */
  readonly lambdaFunction: lambda.IFunction;

  /**
   * The tools: names, descriptions and input schemas.
   *
   * A warning lists JSON Schema keywords that the service drops.
   */
  readonly toolSchema: agentcore.ToolSchema;

  /**
   * Outbound authorization: the IAM role of the gateway. No other kind is supported.
   *
   * @default - [GatewayCredentialProvider.fromIamRole()]
   */
  readonly credentialProviderConfigurations?: agentcore.ICredentialProviderConfig[];
}

/** Options of `addLambdaTarget`. */
export interface AddLambdaTargetOptions extends LambdaTarget, TargetPlacement {}

/** Properties of `GatewayTarget.forLambda`. */
export interface GatewayTargetLambdaProps extends LambdaTarget, TargetOfGateway {}
