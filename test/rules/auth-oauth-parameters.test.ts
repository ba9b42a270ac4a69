import { testRule } from './rows';
import { mcpTarget, oauth, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { authOauthParameters } from '../../src/rules/auth/oauth-parameters';

const parameters = (CustomParameters: unknown) => withTarget(mcpTarget('https://mcp.atlassian.com/v1', { CredentialProviderConfigurations: oauth({ CustomParameters }) }));

testRule(authOauthParameters, {
  fails: [
    ['scopes', parameters({ scope: 'read' }), 'S1/Target: `CustomParameters` contains `scope`, whose value comes from `Scopes` of the target; remove `scope` from `CustomParameters`'],
    ['the client', parameters({ client_id: 'x', audience: 'y' }), '`client_id`, whose value comes from the credential provider'],
  ],
  passes: [
    ['another parameter', parameters({ audience: 'tools' })],
  ],
  doesNotApply: [
    ['credentials without parameters', withTarget(mcpTarget('https://mcp.atlassian.com/v1', { CredentialProviderConfigurations: oauth() }))],
  ],
  isUnknown: [
    ['parameters that are a parameter', parameters(UNKNOWN), 'the custom parameters of S1/Target'],
  ],
});
