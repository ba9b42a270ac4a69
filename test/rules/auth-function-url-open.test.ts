import { testRule } from './rows';
import { getAtt, iamRole, join, mcpTarget, resource, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { authFunctionUrlOpen } from '../../src/rules/auth/function-url-open';

const FUNCTION = 'arn:aws:lambda:eu-west-1:111122223333:function:docs';
const url = (AuthType: unknown = 'NONE') => ({ Url: resource('AWS::Lambda::Url', { AuthType, TargetFunctionArn: FUNCTION }) });
const target = (properties: object = {}) => mcpTarget(join(getAtt('Url', 'FunctionUrl'), 'mcp'), properties as never);
const OAUTH = [{
  CredentialProviderType: 'OAUTH',
  CredentialProvider: { OauthCredentialProvider: { ProviderArn: 'arn:aws:bedrock-agentcore:eu-west-1:111122223333:token-vault/default/oauth2credentialprovider/idp', Scopes: [] } },
}];

testRule(authFunctionUrlOpen, {
  fails: [
    ['no credentials', withTarget(target(), url()),
      'S1/Target: the target calls S1/Url without credentials, and so can anyone else: its authorization type is `NONE`; use the authorization type `AWS_IAM` for the function URL, and the credentials `GATEWAY_IAM_ROLE`'],
  ],
  passes: [['IAM authorization', withTarget(target(), url('AWS_IAM'))]],
  doesNotApply: [
    ['a token that the server may check', withTarget(target({ CredentialProviderConfigurations: OAUTH }), url())],
    ['signed requests', withTarget(target({ CredentialProviderConfigurations: iamRole('lambda') }), url())],
    ['another URL', withTarget(mcpTarget('https://docs.example.com/mcp'))],
  ],
  isUnknown: [
    ['credentials that are a parameter', withTarget(target({ CredentialProviderConfigurations: UNKNOWN }), url()), 'S1/Target'],
    ['an authorization type that is a parameter', withTarget(target(), url(UNKNOWN)), 'the authorization type of S1/Url'],
  ],
});
