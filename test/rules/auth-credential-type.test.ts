import { testRule } from './rows';
import { apiKey, gateway, iamRole, lambdaTarget, mcpTarget, oauth, template, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { authCredentialType } from '../../src/rules/auth/credential-type';

const withCredentials = (credentials: unknown) => withTarget(mcpTarget('https://docs.example.com/mcp', { CredentialProviderConfigurations: credentials }));

testRule(authCredentialType, {
  fails: [
    ['a type that does not exist', withCredentials([{ CredentialProviderType: 'BEARER' }]),
      'S1/Target: credential provider type `BEARER` is not one of `GATEWAY_IAM_ROLE`, `OAUTH`, `API_KEY`, `CALLER_IAM_CREDENTIALS`, `JWT_PASSTHROUGH`'],
    ['a type in lower case', withCredentials([{ CredentialProviderType: 'oauth' }]), 'write `OAUTH`'],
    ['a grant type that does not exist', withCredentials(oauth({ GrantType: 'IMPLICIT' })), 'OAuth grant type `IMPLICIT` is not one of'],
    ['a location that does not exist', withCredentials(apiKey({ CredentialLocation: 'COOKIE' })), 'API key location `COOKIE` is not one of `HEADER`, `QUERY_PARAMETER`'],
  ],
  passes: [
    ['the gateway\'s role', withTarget(lambdaTarget())],
    ['a signing service', withCredentials(iamRole('execute-api'))],
    ['a grant type and a location', withTarget(
      mcpTarget('https://docs.example.com/mcp', { CredentialProviderConfigurations: oauth({ GrantType: 'TOKEN_EXCHANGE' }) }),
      { Other: mcpTarget('https://docs.example.com/mcp', { Name: 'other', CredentialProviderConfigurations: apiKey({ CredentialLocation: 'QUERY_PARAMETER' }) }) },
    )],
  ],
  doesNotApply: [['a target without credentials', withTarget(mcpTarget('https://docs.example.com/mcp'))], ['a gateway alone', template({ Gateway: gateway() })]],
  isUnknown: [
    ['a type that is a parameter', withCredentials([{ CredentialProviderType: UNKNOWN }]), 'credential provider type of S1/Target'],
    ['credentials that are a parameter', withCredentials(UNKNOWN), 'the credentials of S1/Target'],
  ],
});
