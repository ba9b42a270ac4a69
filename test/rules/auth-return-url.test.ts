import { testRule } from './rows';
import { mcpTarget, oauth, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { authReturnUrl } from '../../src/rules/auth/return-url';

const withOauth = (properties: object) => withTarget(mcpTarget('https://docs.example.com/mcp', { CredentialProviderConfigurations: oauth({ ...properties }) }));

testRule(authReturnUrl, {
  fails: [['the authorization code grant without a URL', withOauth({ GrantType: 'AUTHORIZATION_CODE' }),
    'S1/Target: the OAuth grant type is `AUTHORIZATION_CODE`, but there is no `DefaultReturnUrl`; add `DefaultReturnUrl` with a URL of your application']],
  passes: [['a URL', withOauth({ GrantType: 'AUTHORIZATION_CODE', DefaultReturnUrl: 'https://app.example.com' })]],
  doesNotApply: [['another grant', withOauth({})]],
  isUnknown: [['a grant that is a parameter', withOauth({ GrantType: UNKNOWN }), 'the credentials of S1/Target']],
});
