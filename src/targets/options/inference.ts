import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { TargetOfGateway, TargetOptions, TargetPlacement } from './shared';
import type { InferenceConnector } from '../inference-connector';

/**
 * An operation of an inference provider.
 */
export interface InferenceOperation {
  /**
   * The path below `<gateway>/inference` at which callers call the operation, for example `/v1/chat/completions`.
   */
  readonly path: string;

  /**
   * The path at the endpoint of the provider.
   *
   * @default - the same path
   */
  readonly providerPath?: string;

  /**
   * The models of the operation: 1 to 100 names or patterns with `*`.
   *
   * @default - all models
   */
  readonly models?: string[];
}

/**
 * A provider of models with an endpoint of its own.
 */
export interface InferenceProvider {
  /**
   * The https URL of the provider.
   */
  readonly endpoint: string;

  /**
   * The operations that callers may call: 1 to 10.
   *
   * @default - the operations of the service for the endpoint
   */
  readonly operations?: InferenceOperation[];

  /**
   * The character between the name of the provider and the name of a model, as in `anthropic.claude`.
   *
   * @default .
   */
  readonly modelSeparator?: string;

  /**
   * Whether the gateway removes the name of the provider from the name of a model before it calls the provider.
   *
   * @default false
   */
  readonly stripModelPrefix?: boolean;
}

/** @internal */
interface InferenceTarget extends TargetOptions {
  /**
   * The provider that the service connects to. Pass either this or `provider`.
   *
   * @default - none
   */
  readonly connector?: InferenceConnector;

  /**
   * A provider with an endpoint of its own. Pass either this or `connector`.
   *
   * @default - none
   */
  readonly provider?: InferenceProvider;

  /**
   * Outbound authorization: the IAM role of the gateway, or an API key.
   *
   * The operations that the role needs at Amazon Bedrock are in `additionalPermissions`.
   *
   * @default - [GatewayCredentialProvider.fromIamRole()]
   */
  readonly credentialProviderConfigurations?: agentcore.ICredentialProviderConfig[];
}

/** Options of `addInferenceTarget`. */
export interface AddInferenceTargetOptions extends InferenceTarget, TargetPlacement {}

/** Properties of `GatewayTarget.forInference`. */
export interface GatewayTargetInferenceProps extends InferenceTarget, TargetOfGateway {}
