import { testRule } from './rows';
import { apiKey, API_KEY_ARN, getAtt, IAM_ROLE, iamRole, mcpTarget, oauth, PROVIDER_ARN, resource, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { authCredentialProvider } from '../../src/rules/auth/credential-provider';

const withCredentials = (credentials: unknown, more = {}) => {
  return withTarget(mcpTarget('https://docs.example.com/mcp', { CredentialProviderConfigurations: credentials }), more);
};
const key = { Key: resource('AWS::BedrockAgentCore::ApiKeyCredentialProvider', { Name: 'key' }) };

testRule(authCredentialProvider, {
  fails: [
    ['OAuth without a provider', withCredentials([{ CredentialProviderType: 'OAUTH' }]),
      'S1/Target: credentials `OAUTH` are given without `OauthCredentialProvider`; add `CredentialProvider.OauthCredentialProvider` with the ARN of an OAuth2 credential provider'],
    ['an API key without a provider', withCredentials([{ CredentialProviderType: 'API_KEY', CredentialProvider: {} }]), 'without `ApiKeyCredentialProvider`'],
    ['OAuth with the settings of an API key', withCredentials([{ ...apiKey()[0], CredentialProviderType: 'OAUTH' }]), 'given with `ApiKeyCredentialProvider`; write `OauthCredentialProvider`'],
    ['the role with the settings of OAuth', withCredentials([{ ...oauth()[0], CredentialProviderType: 'GATEWAY_IAM_ROLE' }]), 'remove `OauthCredentialProvider`'],
    ['OAuth with a provider of API keys', withCredentials(oauth({ ProviderArn: API_KEY_ARN })), 'which is an API key credential provider; name an OAuth2 credential provider'],
    ['OAuth with a provider of API keys in the app', withCredentials(oauth({ ProviderArn: getAtt('Key', 'CredentialProviderArn') }), key),
      'credentials `OAUTH` name S1/Key, which is an API key credential provider; name an OAuth2 credential provider, or write credentials of type `API_KEY` (with S1/Key)'],
    ['an API key with a provider of OAuth', withCredentials(apiKey({ ProviderArn: PROVIDER_ARN })), 'which is an OAuth2 credential provider; name an API key credential provider'],
  ],
  passes: [
    ['OAuth', withCredentials(oauth())], ['an API key', withCredentials(apiKey({ ProviderArn: getAtt('Key', 'CredentialProviderArn') }), key)],
    ['the role', withCredentials(iamRole('execute-api'))], ['an ARN that is a parameter', withCredentials(oauth({ ProviderArn: UNKNOWN }))], ['the bare role', withCredentials(IAM_ROLE)],
  ],
  doesNotApply: [['a target without credentials', withTarget(mcpTarget('https://docs.example.com/mcp'))], ['a type that does not exist', withCredentials([{ CredentialProviderType: 'X' }])]],
  isUnknown: [['settings that are a parameter', withCredentials([{ CredentialProviderType: 'OAUTH', CredentialProvider: UNKNOWN }]), 'the credentials of S1/Target']],
});
