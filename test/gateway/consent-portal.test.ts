import { SecretValue, Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ConsentPortalOptions, Gateway, GatewayProps, InboundAuth, MultiProtocol, OutboundAuth } from '../../src';
import { newStack, only, resourceOf, resources } from '../builders';

const JWT = InboundAuth.customJwt({ discoveryUrl: 'https://idp.example.com/.well-known/openid-configuration', allowedAudience: ['tools'] });
const PORTAL = 'AWS::BedrockAgentCore::ConsentPortal';
const providerIn = (stack: Stack, id = 'Login') => agentcore.OAuth2CredentialProvider.usingGithub(stack, id, { clientId: 'tools', clientSecret: SecretValue.secretsManager('tools') });

function portalWith(options: Partial<ConsentPortalOptions> = {}, props: GatewayProps = {}) {
  const stack = newStack();
  const gateway = new Gateway(stack, 'Tools', { authorizerConfiguration: JWT, ...props });
  const portal = gateway.addConsentPortal('Consent', { identityProvider: providerIn(stack), ...options });
  return { stack, gateway, portal };
}

test('the portal belongs to the gateway', () => {
  const { stack, gateway } = portalWith();
  expect(only(stack, PORTAL).Properties.Sources).toEqual([{ Type: 'agentcore-gateway', Identifier: stack.resolve(gateway.gatewayId) }]);
});

test('the portal always asks who signs in', () => {
  expect(only(portalWith({ scopes: ['email', 'openid'] }).stack, PORTAL).Properties.IdpConfig.Scopes).toEqual(['openid', 'email']);
});

test('targets return users to the portal', () => {
  const { stack, gateway, portal } = portalWith();
  gateway.addMcpServerTarget('Github', {
    endpoint: 'https://api.githubcopilot.com/mcp/',
    credentialProviderConfigurations: [OutboundAuth.authorizationCode(providerIn(stack, 'Github'), { scopes: ['repo'], defaultReturnUrl: portal.returnUrl })],
  });
  const [{ CredentialProvider }] = only(stack, 'AWS::BedrockAgentCore::GatewayTarget').Properties.CredentialProviderConfigurations;
  expect(CredentialProvider.OauthCredentialProvider.DefaultReturnUrl).toEqual({ 'Fn::Join': ['', [{ 'Fn::GetAtt': [expect.stringMatching(/^ToolsConsent/), 'PortalUrl'] }, '/connect/callback']] });
});

test('the portal is created after its role may read the gateway', () => {
  const { stack, portal } = portalWith();
  const role = resourceOf(portal.executionRole);
  expect(JSON.stringify(role.Properties.Policies)).toContain('bedrock-agentcore:ListGatewayTargets');
  expect(only(stack, PORTAL).DependsOn).toContain(stack.getLogicalId(portal.executionRole.node.defaultChild as iam.CfnRole));
});

test('only consent portals of the account may assume the role', () => {
  const role = resourceOf(portalWith().portal.executionRole);
  expect(JSON.stringify(role.Properties.AssumeRolePolicyDocument)).toContain(':consent-portal/*');
});

test('another role is used as it is', () => {
  const stack = newStack();
  const executionRole = iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::123456789012:role/consent');
  const gateway = new Gateway(stack, 'Tools', { authorizerConfiguration: JWT });
  gateway.addConsentPortal('Consent', { identityProvider: providerIn(stack), executionRole });
  expect(only(stack, PORTAL).Properties.ExecutionRoleArn).toBe('arn:aws:iam::123456789012:role/consent');
});

test('a gateway with a portal lists its tools without pages', () => {
  const { gateway } = portalWith();
  expect(resourceOf(gateway).Properties.ProtocolConfiguration.Mcp.DisableMcpListToolsPagination).toBe(true);
});

test('a gateway that was told to list its tools in pages does', () => {
  const { gateway } = portalWith({}, { disableListToolsPagination: false });
  expect(resourceOf(gateway).Properties.ProtocolConfiguration.Mcp.DisableMcpListToolsPagination).toBe(false);
});

test('a gateway without protocol type has no such setting', () => {
  const { gateway } = portalWith({}, { protocolConfiguration: MultiProtocol.all() });
  expect(resourceOf(gateway).Properties.ProtocolConfiguration).toBeUndefined();
});

test('a portal of a gateway for IAM callers is an error at the call, and leaves nothing behind', () => {
  const stack = newStack();
  const gateway = new Gateway(stack, 'Tools');
  const identityProvider = providerIn(stack);
  expect(() => gateway.addConsentPortal('Consent', { identityProvider })).toThrow('gateway Stack/Tools cannot have a consent portal: its inbound authorization is AWS_IAM');
  expect(resources(stack, PORTAL)).toEqual([]);
});

test('a portal without identity provider is an error that names the option', () => {
  const gateway = new Gateway(newStack(), 'Tools', { authorizerConfiguration: JWT });
  expect(() => gateway.addConsentPortal('Consent', {} as ConsentPortalOptions)).toThrow('`identityProvider` of consent portal Consent is missing');
});
