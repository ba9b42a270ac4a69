import type { Duration } from 'aws-cdk-lib';
import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { TargetConnection, TargetOfGateway, TargetOptions, TargetPlacement } from './shared';
import type { PassthroughProtocol } from '../passthrough-protocol';

/**
 * How a passthrough target keeps the requests of a session together.
 */
export interface PassthroughStickiness {
  /**
   * The place of the session ID in a request, for example `$context.header.x-session-id`: 1 to 256 characters.
   */
  readonly identifier: string;

  /**
   * How long the gateway remembers a session: 1 second to 24 hours.
   *
   * @default - the default of the service
   */
  readonly timeout?: Duration;
}

/** @internal */
interface PassthroughTarget extends TargetOptions, TargetConnection {
  /**
   * The https URL of the server. A request to `<gateway>/<target name>/<path>` goes to `<endpoint>/<path>`.
   *
   * For a server behind a Lambda function URL or a REST API of the app, pass the URL of the construct: `functionUrl.url`, or `restApi.url`. If
   * the gateway calls it with its IAM role, the role is allowed to call the paths below that URL.
   */
  readonly endpoint: string;

  /**
   * The protocol of the server.
   */
  readonly protocol: PassthroughProtocol;

  /**
   * The API of the server: an OpenAPI document or a Smithy model, with which guardrail policies find the prompt in a request.
   *
   * @default - no schema: a guardrail policy about a server with `PassthroughProtocol.CUSTOM` is an error at synthesis
   */
  readonly apiSchema?: agentcore.ApiSchema;

  /**
   * How requests of one session reach the same server.
   *
   * @default - requests are independent
   */
  readonly stickiness?: PassthroughStickiness;

  /**
   * Outbound authorization: the IAM role of the gateway, the caller's IAM credentials, the caller's token, OAuth client credentials or an API key.
   *
   * @default - the IAM role of the gateway, with requests signed for `lambda` or `execute-api` if the endpoint is a function URL or a REST API of the app
   * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-outbound-auth.html
   */
  readonly credentialProviderConfigurations?: agentcore.ICredentialProviderConfig[];
}

/** Options of `addPassthroughTarget`. */
export interface AddPassthroughTargetOptions extends PassthroughTarget, TargetPlacement {}

/** Properties of `GatewayTarget.forPassthrough`. */
export interface GatewayTargetPassthroughProps extends PassthroughTarget, TargetOfGateway {}
