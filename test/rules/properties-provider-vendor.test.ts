import { testRule } from './rows';
import { gateway, PARAMETERS, resource, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { propertiesProviderVendor } from '../../src/rules/properties/provider-vendor';

const idp = (CredentialProviderVendor: unknown, input: unknown) => template({ Idp: resource('AWS::BedrockAgentCore::OAuth2CredentialProvider', { Name: 'idp', CredentialProviderVendor, Oauth2ProviderConfigInput: input }) }, PARAMETERS);
const CLIENT = { ClientId: 'c', ClientSecret: 's' };

testRule(propertiesProviderVendor, {
  fails: [
    ['the configuration of another vendor', idp('GithubOauth2', { GoogleOauth2ProviderConfig: CLIENT }), 'S1/Idp: the vendor is `GithubOauth2`, but the configuration is `GoogleOauth2ProviderConfig`; write `GithubOauth2ProviderConfig`, or the vendor of the configuration'],
    ['a custom vendor with an included configuration', idp('CustomOauth2', { IncludedOauth2ProviderConfig: CLIENT }), 'write `CustomOauth2ProviderConfig`'],
    ['an empty configuration', idp('SlackOauth2', {}), 'but the configuration is empty; write `SlackOauth2ProviderConfig`'],
  ],
  passes: [
    ['the configuration of the vendor', idp('GithubOauth2', { GithubOauth2ProviderConfig: CLIENT })],
    ['an included vendor', idp('OktaOauth2', { IncludedOauth2ProviderConfig: CLIENT })],
  ],
  doesNotApply: [
    ['an app without providers', template({ Gateway: gateway() })],
  ],
  isUnknown: [
    ['a vendor that is a parameter', idp(UNKNOWN, { GithubOauth2ProviderConfig: CLIENT }), 'the vendor or the configuration of S1/Idp'],
  ],
});
