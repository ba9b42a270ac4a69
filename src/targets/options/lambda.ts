import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { TargetOfGateway, TargetOptions, TargetPlacement } from './shared';

/** @internal */
interface LambdaTarget extends TargetOptions {
  /**
   * The function that runs the tools, or an alias or version of it.
   */
  readonly lambdaFunction: lambda.IFunction;

  /**
   * The tools: names, descriptions and input schemas.
   *
   * JSON Schema keywords that the service drops are reported.
   */
  readonly toolSchema: agentcore.ToolSchema;

  /**
   * How the gateway authorizes itself at the function: with its IAM role, which is the only way.
   *
   * @default - [GatewayCredentialProvider.fromIamRole()]
   */
  readonly credentialProviderConfigurations?: agentcore.ICredentialProviderConfig[];
}

/** Options of `addLambdaTarget`. */
export interface AddLambdaTargetOptions extends LambdaTarget, TargetPlacement {}

/** Properties of `GatewayTarget.forLambda`. */
export interface GatewayTargetLambdaProps extends LambdaTarget, TargetOfGateway {}
