import type { SecretValue } from 'aws-cdk-lib';
import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';

/**
 * Where an agent gets tokens for a gateway with JWT inbound authorization: a credential provider of AgentCore Identity.
 *
 * Pass either `credentialProvider`, or `clientId` and `clientSecret`.
 */
export interface TokenAccessOptions {
  /**
   * A credential provider that issues tokens that the gateway accepts.
   *
   * @default - a new one, with `clientId`, `clientSecret` and the discovery URL of the gateway
   */
  readonly credentialProvider?: agentcore.IOAuth2CredentialProvider;

  /**
   * The ID of an OAuth2 client that the authorizer of the gateway accepts. It uses the client credentials grant.
   *
   * @default - `credentialProvider` is used
   */
  readonly clientId?: string;

  /**
   * The secret of the client. Use `SecretValue.secretsManager`: the template then contains a reference only.
   *
   * @default - `credentialProvider` is used
   */
  readonly clientSecret?: SecretValue;

  /**
   * The scopes to request.
   *
   * @default - the scopes that the authorizer of the gateway allows
   */
  readonly scopes?: string[];
}
