import { by, Coverage, each, l1, privateEndpoint } from './covered';

const INPUT = 'oauth2ProviderConfigInput';
const CUSTOM = `${INPUT}.customOauth2ProviderConfig`;
const EXTERNAL_SECRET = l1('the construct of aws-cdk-lib takes the value of the secret; for a secret that you manage, use the L1 construct');
const NOT_UPSTREAM = l1('the construct of aws-cdk-lib has no property for it yet');
const PRIVATE = l1('the construct of aws-cdk-lib has no property for it yet; [a recipe](RECIPES.md#private-identity-provider) sets it with `addPropertyOverride`');
const IMPORTED = 'create a `CfnOAuth2CredentialProvider`, and pass it to targets by `OAuth2CredentialProvider.fromOAuth2CredentialProviderAttributes`';
const ON_BEHALF_OF = l1(`${IMPORTED} and \`OutboundAuth.tokenExchange\``);
const PRIVATE_KEY = l1(`${IMPORTED}: the key signs in place of a client secret`);

/** Every vendor has a client and its secret. */
function vendor(name: string, ...factories: string[]): Coverage {
  const parent = `${INPUT}.${name}Oauth2ProviderConfig`;
  return {
    ...each(parent, ['clientId', 'clientSecret'], by(...factories.map((factory) => `OAuth2CredentialProvider.${factory}`))),
    ...each(parent, ['clientSecretConfig.jsonKey', 'clientSecretConfig.secretId', 'clientSecretSource'], EXTERNAL_SECRET),
  };
}

export const OAUTH2_CREDENTIAL_PROVIDER: Coverage = {
  credentialProviderVendor: by('OAuth2CredentialProvider.usingCustom', 'OAuth2CredentialProvider.usingGithub'),
  name: by('OAuth2CredentialProviderProps.oAuth2CredentialProviderName'),
  ...vendor('atlassian', 'usingAtlassian'),
  ...vendor('github', 'usingGithub'),
  ...vendor('google', 'usingGoogle'),
  ...vendor('linkedin', 'usingLinkedin'),
  ...vendor('microsoft', 'usingMicrosoft'),
  [`${INPUT}.microsoftOauth2ProviderConfig.tenantId`]: by('MicrosoftOAuth2CredentialProviderProps.tenantId'),
  ...vendor('salesforce', 'usingSalesforce'),
  ...vendor('slack', 'usingSlack'),
  ...vendor('included', 'usingAuth0', 'usingCognito', 'usingOkta'),
  ...each(`${INPUT}.includedOauth2ProviderConfig`, ['authorizationEndpoint', 'issuer', 'tokenEndpoint'], by('OAuth2CredentialProvider.usingAuth0')),
  ...vendor('custom', 'usingCustom'),
  [`${CUSTOM}.clientAuthenticationMethod`]: NOT_UPSTREAM,
  ...each(`${CUSTOM}.oauthDiscovery.authorizationServerMetadata`, ['authorizationEndpoint', 'issuer', 'responseTypes', 'tokenEndpoint'],
    by('CustomOAuth2CredentialProviderProps.authorizationServerMetadata')),
  [`${CUSTOM}.oauthDiscovery.discoveryUrl`]: by('CustomOAuth2CredentialProviderProps.discoveryUrl'),
  [`${CUSTOM}.onBehalfOfTokenExchangeConfig.*`]: ON_BEHALF_OF,
  ...privateEndpoint(`${CUSTOM}.privateEndpoint`, PRIVATE),
  [`${CUSTOM}.privateEndpointOverrides.*`]: PRIVATE,
  [`${CUSTOM}.privateKeyJwtConfig.*`]: PRIVATE_KEY,
  tags: by('OAuth2CredentialProviderProps.tags'),
};

export const API_KEY_CREDENTIAL_PROVIDER: Coverage = {
  'apiKey': by('ApiKeyCredentialProviderProps.apiKey'),
  'apiKeySecretConfig.jsonKey': EXTERNAL_SECRET,
  'apiKeySecretConfig.secretId': EXTERNAL_SECRET,
  'apiKeySecretSource': EXTERNAL_SECRET,
  'name': by('ApiKeyCredentialProviderProps.apiKeyCredentialProviderName'),
  'tags': by('ApiKeyCredentialProviderProps.tags'),
};

export const WORKLOAD_IDENTITY: Coverage = {
  allowedResourceOauth2ReturnUrls: by('WorkloadIdentityProps.allowedResourceOauth2ReturnUrls'),
  name: by('WorkloadIdentityProps.workloadIdentityName'),
  tags: by('WorkloadIdentityProps.tags'),
};
