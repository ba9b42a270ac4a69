import { testRule } from './rows';
import { getAtt, iamRole, join, mcpTarget, resource, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { authFunctionUrlAuthorizer } from '../../src/rules/auth/function-url-authorizer';

const FUNCTION = 'arn:aws:lambda:eu-west-1:111122223333:function:docs';
const url = (AuthType: unknown = 'AWS_IAM') => ({ Url: resource('AWS::Lambda::Url', { AuthType, TargetFunctionArn: FUNCTION }) });
const target = (properties: object = {}) => mcpTarget(join(getAtt('Url', 'FunctionUrl'), 'mcp'), properties as never);
const KEY = [{ CredentialProviderType: 'API_KEY', CredentialProvider: { ApiKeyCredentialProvider: { ProviderArn: 'arn:aws:bedrock-agentcore:eu-west-1:111122223333:token-vault/default/apikeycredentialprovider/key' } } }];

testRule(authFunctionUrlAuthorizer, {
  fails: [
    ['no credentials', withTarget(target(), url()),
      'S1/Target: the target has no credentials, but S1/Url accepts only signed requests; use the credentials `GATEWAY_IAM_ROLE` with the service `lambda`, or the authorization type `NONE` for the function URL'],
    ['an API key', withTarget(target({ CredentialProviderConfigurations: KEY }), url()), 'the target has credentials `API_KEY`, but S1/Url accepts only signed requests'],
  ],
  passes: [['the role of the gateway', withTarget(target({ CredentialProviderConfigurations: iamRole('lambda') }), url())]],
  doesNotApply: [
    ['a function URL without authorization', withTarget(target(), url('NONE'))],
    ['an authorization type that is a parameter', withTarget(target(), url(UNKNOWN))],
    ['another URL', withTarget(mcpTarget('https://docs.example.com/mcp'))],
  ],
  isUnknown: [['credentials that are a parameter', withTarget(target({ CredentialProviderConfigurations: UNKNOWN }), url()), 'S1/Target']],
});
