import type { Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import { OutboundAuth } from '../../src';
import type { CredentialKind } from '../../src/service/credential-kinds';
import { ACCOUNT, REGION } from '../builders';

const VAULT = `arn:aws:bedrock-agentcore:${REGION}:${ACCOUNT}:token-vault/default`;
export const OAUTH_ARN = `${VAULT}/oauth2credentialprovider/idp`;
export const OAUTH_SECRET = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:bedrock-agentcore-identity!default/oauth2/idp-AbCdEf`;
export const API_KEY_ARN = `${VAULT}/apikeycredentialprovider/key`;
export const API_KEY_SECRET = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:bedrock-agentcore-identity!default/apikey/key-AbCdEf`;

const { GatewayCredentialProvider } = agentcore;

export function oauthProvider(scope: Stack): agentcore.IOAuth2CredentialProvider {
  return agentcore.OAuth2CredentialProvider.fromOAuth2CredentialProviderAttributes(scope, 'Idp', {
    credentialProviderArn: OAUTH_ARN, credentialProviderVendor: 'CustomOauth2', clientSecretArn: OAUTH_SECRET,
  });
}

/** A configuration for each kind of credentials; providers and their secrets are imported. */
export const EVERY_CREDENTIAL: { [kind in CredentialKind]: (scope: Stack, service?: string) => agentcore.ICredentialProviderConfig[] } = {
  NONE: () => [],
  GATEWAY_IAM_ROLE: (_, service) => [GatewayCredentialProvider.fromIamRole(service ? { service } : undefined)],
  CALLER_IAM_CREDENTIALS: () => [OutboundAuth.callerIam()],
  OAUTH_CLIENT_CREDENTIALS: () => [
    GatewayCredentialProvider.fromOauthIdentityArn({ providerArn: OAUTH_ARN, secretArn: OAUTH_SECRET, scopes: ['read'] }),
  ],
  OAUTH_AUTHORIZATION_CODE: (scope) => [
    OutboundAuth.authorizationCode(oauthProvider(scope), { scopes: ['read'], defaultReturnUrl: 'https://app.example.com/done' }),
  ],
  OAUTH_TOKEN_EXCHANGE: (scope) => [OutboundAuth.tokenExchange(oauthProvider(scope), { scopes: ['read'] })],
  JWT_PASSTHROUGH: () => [OutboundAuth.jwtPassthrough()],
  API_KEY: () => [GatewayCredentialProvider.fromApiKeyIdentityArn({ providerArn: API_KEY_ARN, secretArn: API_KEY_SECRET })],
};
