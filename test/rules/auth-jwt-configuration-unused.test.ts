import { testRule } from './rows';
import { gateway, JWT, jwtGateway, PARAMETERS, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { authJwtConfigurationUnused } from '../../src/rules/auth/jwt-configuration-unused';

const withType = (type: unknown) => template({ Gateway: gateway({ AuthorizerType: type, AuthorizerConfiguration: JWT }) }, PARAMETERS);

testRule(authJwtConfigurationUnused, {
  fails: [['an IAM gateway', withType('AWS_IAM'), 'S1/Gateway: a JWT authorizer is configured, but the authorizer type is `AWS_IAM`; use the authorizer type `CUSTOM_JWT`, or remove `AuthorizerConfiguration`']],
  passes: [['a gateway with a JWT authorizer', template({ Gateway: jwtGateway() })]],
  doesNotApply: [['a gateway without a configuration', template({ Gateway: gateway() })]],
  isUnknown: [['a type that is a parameter', withType(UNKNOWN), 'authorizer type of S1/Gateway']],
});
