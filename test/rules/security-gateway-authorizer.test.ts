import { testRule } from './rows';
import { withEngine, engine, gateway, jwtGateway, PARAMETERS, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { securityGatewayAuthorizer } from '../../src/rules/security/gateway-authorizer';

const one = (properties: object) => template({ Gateway: gateway({ ...properties }), Engine: engine() }, PARAMETERS);

testRule(securityGatewayAuthorizer, {
  fails: [
    ['NONE', one({ AuthorizerType: 'NONE' }), 'S1/Gateway: the authorizer type is `NONE`; use the authorizer type `AWS_IAM` or `CUSTOM_JWT`'],
    ['AUTHENTICATE_ONLY without an engine', one({ AuthorizerType: 'AUTHENTICATE_ONLY' }), 'the authorizer type is `AUTHENTICATE_ONLY`, and no policy engine is in mode `ENFORCE`'],
    ['no type', one({ AuthorizerType: { Ref: 'AWS::NoValue' } }), 'the authorizer type is `not set`'],
  ],
  passes: [['IAM', one({})], ['tokens', template({ Gateway: jwtGateway() })], ['AUTHENTICATE_ONLY with an engine', one({ AuthorizerType: 'AUTHENTICATE_ONLY', ...withEngine() })]],
  doesNotApply: [['an app without gateways', {}]],
  isUnknown: [['a type that is a parameter', one({ AuthorizerType: UNKNOWN }), 'the authorizer type of S1/Gateway'], ['a mode that is a parameter', one({ AuthorizerType: 'AUTHENTICATE_ONLY', ...withEngine(UNKNOWN) }), 'S1/Gateway']],
});
