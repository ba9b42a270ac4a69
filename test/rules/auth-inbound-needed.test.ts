import { testRule } from './rows';
import { agentTarget, gateway, getAtt, httpGateway, jwtGateway, lambdaTarget, passedOn, runtime, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { authInboundNeeded } from '../../src/rules/auth/inbound-needed';

const agent = (type: Parameters<typeof passedOn>[0], more = {}) => agentTarget(getAtt('Docs', 'AgentRuntimeArn'), { CredentialProviderConfigurations: passedOn(type), ...more });
const through = (type: Parameters<typeof passedOn>[0], outer: object) => withTarget(agent(type), { Gateway: outer, Docs: runtime() });

testRule(authInboundNeeded, {
  fails: [
    ['a token through an IAM gateway', through('JWT_PASSTHROUGH', httpGateway()),
      'S1/Target: credentials `JWT_PASSTHROUGH` forward the credentials of the caller, but gateway S1/Gateway has the authorizer type `AWS_IAM`; '
      + 'use one of the authorizer types `CUSTOM_JWT`, `AUTHENTICATE_ONLY` for the gateway, or other credentials for the target (with S1/Gateway)'],
    ['IAM credentials through a gateway with a JWT authorizer', through('CALLER_IAM_CREDENTIALS', jwtGateway()), 'has the authorizer type `CUSTOM_JWT`'],
    ['a token through an open gateway', through('JWT_PASSTHROUGH', gateway({ AuthorizerType: 'NONE' })), 'has the authorizer type `NONE`'],
  ],
  passes: [
    ['a token through a gateway with a JWT authorizer', through('JWT_PASSTHROUGH', jwtGateway())],
    ['a token through a gateway that only authenticates', through('JWT_PASSTHROUGH', httpGateway({ AuthorizerType: 'AUTHENTICATE_ONLY' }))],
    ['IAM credentials through an IAM gateway', through('CALLER_IAM_CREDENTIALS', httpGateway())],
  ],
  doesNotApply: [['the gateway\'s role', withTarget(lambdaTarget())]],
  isUnknown: [
    ['an authorizer type that is a parameter', through('JWT_PASSTHROUGH', httpGateway({ AuthorizerType: UNKNOWN })), 'of the gateway of S1/Target is unknown'],
    ['a gateway elsewhere', withTarget(agent('JWT_PASSTHROUGH', { GatewayIdentifier: 'other-abcdefghij' }), { Docs: runtime() }), 'S1/Target'],
  ],
});
