/**
 * Consent portals: the pages of the service on which users grant access to the targets of a gateway.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/identity-consent-portal.html
 */

export const CONSENT_PORTAL = 'AWS::BedrockAgentCore::ConsentPortal';
export const CONSENT_SOURCE = 'agentcore-gateway';

/** Users come back to this path of the portal after they granted access to a target. */
export const CONSENT_RETURN_PATH = '/connect/callback';
/** Users come back to this path of the portal after they signed in. */
export const SIGN_IN_RETURN_PATH = '/callback';

/** The portal reads who signed in from the ID token, which the provider issues only for this scope. */
export const SIGN_IN_SCOPE = 'openid';

/** @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/identity-consent-portal-execution-role.html */
export const CONSENT_PERMISSIONS = {
  readGateway: ['bedrock-agentcore:GetGateway', 'bedrock-agentcore:GetGatewayTarget', 'bedrock-agentcore:ListGatewayTargets'],
  readProviders: ['bedrock-agentcore:GetOauth2CredentialProvider', 'bedrock-agentcore:ListOauth2CredentialProviders'],
  getTokens: ['bedrock-agentcore:CompleteResourceTokenAuth', 'bedrock-agentcore:GetResourceOauth2Token', 'bedrock-agentcore:GetWorkloadAccessTokenForJWT'],
  readSecrets: ['secretsmanager:GetSecretValue'],
};
