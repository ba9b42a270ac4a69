import { testRule } from './rows';
import { IAM_ROLE, lambdaTarget, mcpTarget, oauth, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { authCredentialsOne } from '../../src/rules/auth/credentials-one';

const withCredentials = (credentials: unknown) => withTarget(mcpTarget('https://docs.example.com/mcp', { CredentialProviderConfigurations: credentials }));

testRule(authCredentialsOne, {
  fails: [
    ['an empty list', withCredentials([]),
      'S1/Target: the list of credential provider configurations is empty, which the service rejects; add a configuration, or omit the property to call the target without credentials'],
    ['two', withCredentials([...IAM_ROLE, ...oauth()]), '2 credential provider configurations are given, and a target allows only one; keep one of them'],
    ['two and one that may be', withCredentials([...IAM_ROLE, ...oauth(), UNKNOWN]), '2 credential provider configurations'],
  ],
  passes: [['one', withTarget(lambdaTarget())]],
  doesNotApply: [['a target without the property', withTarget(mcpTarget('https://docs.example.com/mcp'))]],
  isUnknown: [['a list that is a parameter', withCredentials(UNKNOWN), 'the credentials of S1/Target'], ['one of two that may not be', withCredentials([...IAM_ROLE, UNKNOWN]), 'S1/Target']],
});
