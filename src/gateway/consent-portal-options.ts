import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type * as iam from 'aws-cdk-lib/aws-iam';

/**
 * Options for a consent portal.
 */
export interface ConsentPortalOptions {
  /**
   * The credential provider of the identity provider that users sign in to. It has the same issuer as the inbound authorization of the
   * gateway.
   */
  readonly identityProvider: agentcore.IOAuth2CredentialProvider;

  /**
   * Scopes to request at sign-in, besides `openid`.
   *
   * @default - only openid
   */
  readonly scopes?: string[];

  /**
   * The audience of the tokens, if the identity provider issues tokens for the gateway only with one.
   *
   * @default - no audience
   */
  readonly audience?: string;

  /**
   * The name of the portal: 1 to 50 characters.
   *
   * @default - derived from the construct path
   */
  readonly consentPortalName?: string;

  /**
   * A description of the portal.
   *
   * @default - no description
   */
  readonly description?: string;

  /**
   * The role of the portal.
   *
   * @default - a role that can read the gateway, its targets and the OAuth2 credential providers, and gets tokens for users
   * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/identity-consent-portal-execution-role.html
   */
  readonly executionRole?: iam.IRole;

  /**
   * Tags of the portal.
   *
   * @default - no tags
   */
  readonly tags?: { [key: string]: string };
}
