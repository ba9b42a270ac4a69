import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { TargetOfGateway, TargetConnection, TargetOptions, TargetPlacement } from './shared';

/** @internal */
interface OpenApiTarget extends TargetOptions, TargetConnection {
  /**
   * The OpenAPI document, version 3.0 or 3.1, in JSON.
   *
   * If the first server of an inline document is a REST API or a Lambda function URL of the app, such as `restApi.url`, and the gateway
   * calls it with its IAM role, the role is allowed to call the paths below that URL.
   */
  readonly apiSchema: agentcore.ApiSchema;

  /**
   * Whether to check an inline document or a local file at synthesis.
   *
   * @default true
   */
  readonly validateOpenApiSchema?: boolean;

  /**
   * Outbound authorization: at most one configuration.
   *
   * It is OAuth or an API key, from `GatewayCredentialProvider` of aws-cdk-lib or from `OutboundAuth`, or the IAM role of the gateway with
   * the service to sign for: `GatewayCredentialProvider.fromIamRole({ service: 'execute-api' })`.
   *
   * @default - for a function URL with IAM authorization: the IAM role, with requests signed for `lambda`; otherwise none
   * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-outbound-auth.html
   */
  readonly credentialProviderConfigurations?: agentcore.ICredentialProviderConfig[];
}

/** Options of `addOpenApiTarget`. */
export interface AddOpenApiTargetOptions extends OpenApiTarget, TargetPlacement {}

/** Properties of `GatewayTarget.forOpenApi`. */
export interface GatewayTargetOpenApiProps extends OpenApiTarget, TargetOfGateway {}
