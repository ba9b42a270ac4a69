import { testRule } from './rows';
import { gateway, gatewayTarget, jwtGateway, lambdaTarget, oauth, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { authInnerGatewayAuthorizer } from '../../src/rules/auth/inner-gateway-authorizer';

const inner = (properties: object) => ({ Inner: gateway({ Name: 'inner', ...properties }) });
const JWT = { Inner: jwtGateway({ Name: 'inner' }) };

testRule(authInnerGatewayAuthorizer, {
  fails: [
    ['a gateway with a JWT authorizer', withTarget(gatewayTarget('Inner'), JWT),
      'S1/Target: S1/Gateway calls gateway S1/Inner with `GATEWAY_IAM_ROLE`, but the inner gateway has the authorizer type `CUSTOM_JWT`; '
      + 'create S1/Inner with the authorizer type `AWS_IAM`, and call it with `GATEWAY_IAM_ROLE` for the service `bedrock-agentcore` (with S1/Inner)'],
    ['a gateway with a JWT authorizer, called without', withTarget(gatewayTarget('Inner', { CredentialProviderConfigurations: { Ref: 'AWS::NoValue' } }), JWT), 'with no credentials'],
  ],
  passes: [['an IAM gateway', withTarget(gatewayTarget('Inner'), inner({}))]],
  doesNotApply: [['other targets', withTarget(lambdaTarget())]],
  isUnknown: [
    ['a type that is a parameter', withTarget(gatewayTarget('Inner'), inner({ AuthorizerType: UNKNOWN })), 'authorizer type of S1/Inner'],
    ['a gateway with a JWT authorizer, called with OAuth', withTarget(gatewayTarget('Inner', { CredentialProviderConfigurations: oauth() }), JWT), 'are documented only with the authorizer type AWS_IAM'],
    ['an open gateway', withTarget(gatewayTarget('Inner'), inner({ AuthorizerType: 'NONE' })), 'S1/Inner has NONE'],
  ],
});
