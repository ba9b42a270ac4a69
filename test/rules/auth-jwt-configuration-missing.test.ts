import { testRule } from './rows';
import { gateway, JWT, jwtGateway, PARAMETERS, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { authJwtConfigurationMissing } from '../../src/rules/auth/jwt-configuration-missing';

const one = (properties: object) => template({ Gateway: gateway({ ...properties }) }, PARAMETERS);

testRule(authJwtConfigurationMissing, {
  fails: [
    ['no configuration', one({ AuthorizerType: 'CUSTOM_JWT' }),
      'S1/Gateway: the authorizer type is `CUSTOM_JWT`, but there is no authorizer configuration; add `AuthorizerConfiguration.CustomJWTAuthorizer` with the discovery URL'],
    ['an empty configuration', one({ AuthorizerType: 'CUSTOM_JWT', AuthorizerConfiguration: {} }), 'there is no authorizer configuration'],
  ],
  passes: [['a configuration', template({ Gateway: jwtGateway() })], ['a configuration and a type that is a parameter', one({ AuthorizerType: UNKNOWN, AuthorizerConfiguration: JWT })]],
  doesNotApply: [['an IAM gateway', one({})]],
  isUnknown: [
    ['a configuration that is a parameter', one({ AuthorizerType: 'CUSTOM_JWT', AuthorizerConfiguration: UNKNOWN }), 'authorizer configuration of S1/Gateway'],
    ['a type that is a parameter', one({ AuthorizerType: UNKNOWN }), 'authorizer type of S1/Gateway'],
  ],
});
