import { testRule } from './rows';
import { gateway, jwtGateway, PARAMETERS, runtime, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { authJwtConstraint } from '../../src/rules/auth/jwt-constraint';

const URL_ONLY = { DiscoveryUrl: 'https://idp.example.com/.well-known/openid-configuration' };
const jwt = (configuration: object) => template({ Gateway: jwtGateway({ AuthorizerConfiguration: { CustomJWTAuthorizer: { ...URL_ONLY, ...configuration } } }) }, PARAMETERS);

testRule(authJwtConstraint, {
  fails: [
    ['a discovery URL alone', jwt({}), 'S1/Gateway: the JWT authorizer has a discovery URL, but restricts neither audience nor clients, scopes or claims; add `AllowedAudience`'],
    ['empty lists', jwt({ AllowedAudience: [], AllowedClients: [] }), 'restricts neither'],
    ['a runtime with a discovery URL alone', template({ Docs: runtime({ AuthorizerConfiguration: { CustomJWTAuthorizer: URL_ONLY } }) }), 'S1/Docs: the JWT authorizer'],
  ],
  passes: [
    ['an audience', jwt({ AllowedAudience: ['tools'] })],
    ['scopes', jwt({ AllowedScopes: ['read'] })],
    ['claims', jwt({ CustomClaims: [{ InboundTokenClaimName: 'team' }] })],
  ],
  doesNotApply: [
    ['an IAM gateway', template({ Gateway: gateway() })],
  ],
  isUnknown: [
    ['clients that are a parameter', jwt({ AllowedClients: UNKNOWN }), 'the restrictions of the JWT authorizer of S1/Gateway'],
  ],
});
