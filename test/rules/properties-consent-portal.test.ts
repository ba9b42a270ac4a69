import { testRule } from './rows';
import { gateway, getAtt, jwtGateway, PARAMETERS, PROVIDER_ARN, resource, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { propertiesConsentPortal } from '../../src/rules/properties/consent-portal';

const SOURCE = { Type: 'agentcore-gateway', Identifier: getAtt('Gateway', 'GatewayIdentifier') };
const portal = (properties: object = {}, of: object = jwtGateway()) => template({
  Gateway: of,
  Portal: resource('AWS::BedrockAgentCore::ConsentPortal', {
    Name: 'consent', ExecutionRoleArn: 'arn:aws:iam::111122223333:role/consent', IdpConfig: { CredentialProviderArn: PROVIDER_ARN, Scopes: ['openid'] }, Sources: [SOURCE], ...properties,
  }),
}, PARAMETERS);

testRule(propertiesConsentPortal, {
  fails: [
    ['a gateway for IAM callers', portal({}, gateway()), 'S1/Portal: the authorizer type of gateway S1/Gateway is `AWS_IAM`'],
    ['other scopes', portal({ IdpConfig: { CredentialProviderArn: PROVIDER_ARN, Scopes: ['email'] } }), 'S1/Portal: the scopes do not contain `openid`'],
    ['two gateways', portal({ Sources: [SOURCE, SOURCE] }), 'S1/Portal: the portal has 2 sources'],
    ['no gateway', portal({ Sources: [] }), 'S1/Portal: the portal has 0 sources'],
  ],
  passes: [
    ['a gateway for tokens', portal()],
    ['a gateway of another app', portal({ Sources: [{ ...SOURCE, Identifier: 'tools-0123456789' }] })],
  ],
  doesNotApply: [
    ['a gateway alone', template({ Gateway: gateway() })],
  ],
  isUnknown: [
    ['scopes that are a parameter', portal({ IdpConfig: { CredentialProviderArn: PROVIDER_ARN, Scopes: [UNKNOWN] } }), 'a part of S1/Portal'],
  ],
});
