import { testRule } from './rows';
import { apiKey, iamRole, lambdaTarget, oauth, openApi, openApiTarget, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { authOpenapiSecurity } from '../../src/rules/auth/openapi-security';

const KEY = { type: 'apiKey', name: 'X-Api-Key', in: 'header' };
const IDP = { type: 'oauth2', flows: { clientCredentials: { tokenUrl: 'https://idp.example.com/token', scopes: {} } } };
const SIGV4 = { 'type': 'apiKey', 'name': 'Authorization', 'in': 'header', 'x-amazon-apigateway-authtype': 'awsSigv4' };
const app = (scheme: object, credentials: unknown, security: unknown = [{ it: [] }]) => {
  return withTarget(openApiTarget({ CredentialProviderConfigurations: credentials }, openApi({ security, components: { securitySchemes: { it: scheme } } })));
};

testRule(authOpenapiSecurity, {
  fails: [
    ['an API key that is required, and signatures', app(KEY, iamRole('execute-api')),
      'S1/Target: `GET /pets` requires `it` in `security`, but the target is called with `GATEWAY_IAM_ROLE`; give the target credentials that send a key, or remove the requirement from the document'],
    ['an API key that is required, and OAuth', app(KEY, oauth()), 'the target is called with `OAUTH CLIENT_CREDENTIALS`'],
    ['a token that is required, and no credentials', app(IDP, { Ref: 'AWS::NoValue' }), 'the target is called with no credentials; give the target credentials that send a token or a key'],
    ['a signature that is required, and a key', app(SIGV4, apiKey()), 'credentials that send a signature'],
  ],
  passes: [
    ['OAuth that is required, and OAuth', app(IDP, oauth())],
    ['a bearer token that is required, and a key', app({ type: 'http', scheme: 'bearer' }, apiKey())],
    ['a signature that is required, and the role', app(SIGV4, iamRole('execute-api'))],
  ],
  doesNotApply: [
    ['a Lambda function', withTarget(lambdaTarget())],
    ['a scheme that no operation requires', app(KEY, iamRole('execute-api'), [])],
    ['a scheme that is optional', app(KEY, iamRole('execute-api'), [{ it: [] }, {}])],
    ['a client certificate', app({ type: 'mutualTLS' }, iamRole('execute-api'))],
  ],
  isUnknown: [['credentials that are a parameter', app(KEY, UNKNOWN), 'the credentials of S1/Target']],
});
