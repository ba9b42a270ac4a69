import { testRule } from './rows';
import { gateway, PARAMETERS, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { authAuthorizerType } from '../../src/rules/auth/authorizer-type';

const withType = (type: unknown) => template({ Gateway: gateway({ AuthorizerType: type }) }, PARAMETERS);

testRule(authAuthorizerType, {
  fails: [
    ['a type that does not exist', withType('COGNITO'),
      'S1/Gateway: authorizer type `COGNITO` is not one of `AWS_IAM`, `CUSTOM_JWT`, `AUTHENTICATE_ONLY`, `NONE`; write one of these; if the service supports a newer value'],
    ['a type in another spelling', withType('aws-iam'), 'write `AWS_IAM`'],
  ],
  passes: [['each type', template(Object.fromEntries(['AWS_IAM', 'CUSTOM_JWT', 'AUTHENTICATE_ONLY', 'NONE'].map((type) => [type.replace('_', ''), gateway({ AuthorizerType: type })])))]],
  doesNotApply: [['an app without gateways', template({})]],
  isUnknown: [['a type that is a parameter', withType(UNKNOWN), 'the authorizer type of S1/Gateway is unresolved until deployment']],
});
