import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { McpServerListing, TargetOfGateway, TargetConnection, TargetOptions, TargetPlacement } from './shared';

/** @internal */
interface McpServerTarget extends TargetOptions, TargetConnection, McpServerListing {
  /**
   * The https URL of the server, with each part URL-encoded.
   *
   * The library does not check whether a server outside the app is ready. Deploy it first.
   *
   * For a server behind a Lambda function URL or a REST API of the app, pass the URL of the construct: `functionUrl.url`, or
   * `restApi.urlForPath('/mcp')`. If the gateway calls it with its IAM role, the role is allowed exactly this call. The target is created
   * after the permission, the function URL and the stage, and in the stack of the function or API. `LambdaMcpServer` creates the function
   * URL too.
   */
  readonly endpoint: string;

  /**
   * Whether the target is created only after a server behind a function URL of the app lists its tools.
   *
   * Of a server elsewhere, the library knows neither the credentials nor when it is deployed, so the property has no effect.
   *
   * @default true - for a function URL that the gateway calls with its IAM role, unless the gateway does not list the tools at creation
   */
  readonly waitUntilReady?: boolean;

  /**
   * Whether a deployment that changes the code behind a function URL of the app also makes the gateway read the tools again.
   *
   * The gateway caches the tools. Without a synchronization, it lists the old tools after an update of the function.
   *
   * @default true - for a function URL, unless the gateway does not cache the tools
   * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-target-MCPservers.html
   */
  readonly synchronize?: boolean;

  /**
   * Outbound authorization: at most one configuration.
   *
   * It is OAuth or an API key, from `GatewayCredentialProvider` of aws-cdk-lib or from `OutboundAuth`, or the IAM role of the gateway with
   * the service to sign for: `GatewayCredentialProvider.fromIamRole({ service: 'bedrock-agentcore' })`.
   *
   * @default - for a function URL with IAM authorization: the IAM role, with requests signed for `lambda`; otherwise none
   * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-outbound-auth.html
   */
  readonly credentialProviderConfigurations?: agentcore.ICredentialProviderConfig[];
}

/** Options of `addMcpServerTarget`. */
export interface AddMcpServerTargetOptions extends McpServerTarget, TargetPlacement {}

/** Properties of `GatewayTarget.forMcpServer`. */
export interface GatewayTargetMcpServerProps extends McpServerTarget, TargetOfGateway {}
