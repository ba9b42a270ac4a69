import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, CfnOutput, SecretValue, Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import type { Construct } from 'constructs';
import { expectStatusWithoutCredentials } from './assertions';
import { Gateway, InboundAuth, OutboundAuth } from 'cdk-agentcore-gateway';

/** Users grant the gateway access to their GitHub accounts on a page of the service. */
class Consent extends Stack {
  public readonly tools: Gateway;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const discoveryUrl = process.env.LOGIN_URL ?? 'https://login.shop.example.com/.well-known/openid-configuration';
    const login = agentcore.OAuth2CredentialProvider.usingCustom(this, 'Login', {
      clientId: 'consent', clientSecret: SecretValue.secretsManager('shop/login'), discoveryUrl,
    });
    const github = agentcore.OAuth2CredentialProvider.usingGithub(this, 'GithubLogin', {
      clientId: 'shop-tools', clientSecret: SecretValue.secretsManager('shop/github'),
    });

    this.tools = new Gateway(this, 'ShopTools', { authorizerConfiguration: InboundAuth.customJwt({ discoveryUrl, allowedAudience: ['shop'] }) });
    const portal = this.tools.addConsentPortal('Consent', { identityProvider: login, audience: 'shop' });
    this.tools.addMcpServerTarget('Github', {
      endpoint: 'https://api.githubcopilot.com/mcp/',
      credentialProviderConfigurations: [OutboundAuth.authorizationCode(github, { scopes: ['repo'], defaultReturnUrl: portal.returnUrl })],
    });
    // Users open the first; the identity provider must allow the second.
    new CfnOutput(this, 'PortalUrl', { value: portal.portalUrl });
    new CfnOutput(this, 'SignInReturnUrl', { value: portal.signInReturnUrl });
  }
}

export const app = new App({ context: recommendedFlags });
const stack = new Consent(app, 'Consent');

const integ = new IntegTest(app, 'Integ', { testCases: [stack] });
expectStatusWithoutCredentials(integ, stack.tools, 401);
