import { testRule } from './rows';
import { gateway, jwtGateway, PARAMETERS, ref, resource, runtime, sub, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { authCognitoAudience } from '../../src/rules/auth/cognito-audience';

type Json = Readonly<Record<string, unknown>>;

const pool = (flows: unknown = ['client_credentials']) => ({
  Pool: resource('AWS::Cognito::UserPool'),
  Client: resource('AWS::Cognito::UserPoolClient', { UserPoolId: ref('Pool'), AllowedOAuthFlows: flows }),
});
const takes = (lists: Json) => ({
  CustomJWTAuthorizer: { DiscoveryUrl: sub('https://cognito-idp.${AWS::Region}.amazonaws.com/${Pool}/.well-known/openid-configuration'), ...lists },
});
const app = (lists: Json, more: Json = pool()) => template({ Gateway: jwtGateway({ AuthorizerConfiguration: takes(lists) }), ...more }, PARAMETERS);

testRule(authCognitoAudience, {
  fails: [
    ['a client in place of an audience', app({ AllowedAudience: [ref('Client')] }),
      'S1/Gateway: `AllowedAudience` contains the client ID of S1/Client, whose tokens have no audience; move the client ID to `AllowedClients`, and remove `AllowedAudience` (with S1/Client)'],
    ['a client as both', app({ AllowedAudience: [ref('Client')], AllowedClients: [ref('Client')] }), 'whose tokens have no audience'],
    ['a runtime', template({ Docs: runtime({ AuthorizerConfiguration: takes({ AllowedAudience: [ref('Client')] }) }), ...pool() }), 'S1/Docs: `AllowedAudience` contains the client ID of S1/Client'],
  ],
  passes: [
    ['a client that people sign in with, and get ID tokens', app({ AllowedAudience: [ref('Client')] }, pool(['code']))],
    ['a client that may do both', app({ AllowedAudience: [ref('Client')] }, pool(['code', 'client_credentials']))],
    ['another audience besides', app({ AllowedAudience: [ref('Client'), 'https://tools.example.com'] })],
    ['an audience that is a parameter', app({ AllowedAudience: [UNKNOWN] })],
  ],
  doesNotApply: [['a client among the clients', app({ AllowedClients: [ref('Client')] })], ['IAM callers', template({ Gateway: gateway() })]],
  isUnknown: [],
});
