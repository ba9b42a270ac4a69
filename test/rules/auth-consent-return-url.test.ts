import { testRule } from './rows';
import { getAtt, jwtGateway, mcpTarget, oauth, PARAMETERS, PROVIDER_ARN, resource, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { authConsentReturnUrl } from '../../src/rules/auth/consent-return-url';

const PORTAL = resource('AWS::BedrockAgentCore::ConsentPortal', {
  Name: 'consent',
  ExecutionRoleArn: 'arn:aws:iam::111122223333:role/consent',
  IdpConfig: { CredentialProviderArn: PROVIDER_ARN, Scopes: ['openid'] },
  Sources: [{ Type: 'agentcore-gateway', Identifier: getAtt('Gateway', 'GatewayIdentifier') }],
});
const target = (credentials: Record<string, unknown>) => mcpTarget('https://api.githubcopilot.com/mcp/', { CredentialProviderConfigurations: oauth(credentials) });
const returns = (DefaultReturnUrl: unknown) => template({ Gateway: jwtGateway(), Portal: PORTAL, Github: target({ GrantType: 'AUTHORIZATION_CODE', DefaultReturnUrl }) }, PARAMETERS);

testRule(authConsentReturnUrl, {
  fails: [
    ['a page of the app', returns('https://app.example.com/signed-in'), 'S1/Github: the return URL is `https://app.example.com/signed-in`, not the one of consent portal S1/Portal'],
  ],
  passes: [
    ['the return URL of the portal', returns({ 'Fn::Sub': '${Portal.PortalUrl}/connect/callback' })],
    ['the return URL of the portal as a literal', returns('https://consent.example.com/connect/callback')],
  ],
  doesNotApply: [
    ['a gateway without portal', template({ Gateway: jwtGateway(), Github: target({ GrantType: 'AUTHORIZATION_CODE', DefaultReturnUrl: 'https://app.example.com' }) })],
    ['a target without users', template({ Gateway: jwtGateway(), Portal: PORTAL, Github: target({ GrantType: 'CLIENT_CREDENTIALS' }) })],
  ],
  isUnknown: [
    ['a return URL that is a parameter', returns(UNKNOWN), 'the return URL of S1/Github'],
  ],
});
