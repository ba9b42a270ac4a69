import { testRule } from './rows';
import { CONDITIONS, gateway, PARAMETERS, ref, resource, template } from '../../build-tools/rule-examples/templates';
import { propertiesProviderSecret } from '../../src/rules/properties/provider-secret';

const key = (properties: object) => template({ Key: resource('AWS::BedrockAgentCore::ApiKeyCredentialProvider', { Name: 'pets', ...properties }) }, CONDITIONS);
const idp = (configuration: object, member = 'GithubOauth2ProviderConfig') => template({
  Idp: resource('AWS::BedrockAgentCore::OAuth2CredentialProvider', { Name: 'idp', CredentialProviderVendor: 'GithubOauth2', Oauth2ProviderConfigInput: { [member]: { ClientId: 'c', ...configuration } } }),
}, PARAMETERS);
const REFERENCE = { SecretId: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:pets', JsonKey: 'key' };

testRule(propertiesProviderSecret, {
  fails: [
    ['no key', key({}), 'S1/Key: there is no `ApiKeySecretSource`, which means `MANAGED`, but there is no `ApiKey`; add `ApiKey`, or set `ApiKeySecretSource` to `EXTERNAL` and add `ApiKeySecretConfig`'],
    ['the reference of a managed key', key({ ApiKeySecretSource: 'MANAGED', ApiKey: 'k', ApiKeySecretConfig: REFERENCE }), '`ApiKeySecretSource` is `MANAGED`, but `ApiKeySecretConfig` is set'],
    ['an external key without reference', key({ ApiKeySecretSource: 'EXTERNAL' }), '`ApiKeySecretSource` is `EXTERNAL`, but there is no `ApiKeySecretConfig`'],
    ['the value of an external key', key({ ApiKeySecretSource: 'EXTERNAL', ApiKey: 'k', ApiKeySecretConfig: REFERENCE }), '`ApiKeySecretSource` is `EXTERNAL`, but `ApiKey` is set'],
    ['a client without secret', idp({}), 'there is no `ClientSecret`'],
    ['an external client secret without reference', idp({ ClientSecretSource: 'EXTERNAL' }), 'there is no `ClientSecretConfig`'],
    ['the value of an external client secret', idp({ ClientSecretSource: 'EXTERNAL', ClientSecret: 's', ClientSecretConfig: REFERENCE }), 'but `ClientSecret` is set'],
  ],
  passes: [
    ['a managed key', key({ ApiKey: 'k' })],
    ['an external key', key({ ApiKeySecretSource: 'EXTERNAL', ApiKeySecretConfig: REFERENCE })],
    ['a client secret', idp({ ClientSecret: 's' })],
    ['a client that authenticates with a signed token', idp({ ClientAuthenticationMethod: 'PRIVATE_KEY_JWT' }, 'CustomOauth2ProviderConfig')],
  ],
  doesNotApply: [
    ['an app without providers', template({ Gateway: gateway() })],
  ],
  isUnknown: [
    ['a key under a condition', key({ ApiKey: { 'Fn::If': ['Sometimes', 'k', ref('AWS::NoValue')] } }), 'the secret of S1/Key'],
  ],
});
