import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, SecretValue, Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import type { Construct } from 'constructs';
import { expectStatusWithoutCredentials } from './assertions';
import { OrdersFunction } from './shop';
import { Gateway, InboundAuth, PrivateEndpoint } from 'cdk-agentcore-gateway';

/** Tokens from an identity provider that is accessible from the company network only. */
class PrivateLogin extends Stack {
  public readonly tools: Gateway;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    // To deploy this stack, set the URL of a provider that this VPC can access.
    const discoveryUrl = process.env.LOGIN_URL ?? 'https://login.shop.internal/.well-known/openid-configuration';
    const vpc = new ec2.Vpc(this, 'Vpc', { maxAzs: 2, natGateways: 0, subnetConfiguration: [{ name: 'private', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }] });
    const toLogin = new ec2.SecurityGroup(this, 'ToLogin', { vpc, description: 'From the gateway to the identity provider' });

    this.tools = new Gateway(this, 'ShopTools', {
      authorizerConfiguration: InboundAuth.customJwt({
        discoveryUrl,
        allowedAudience: ['shop'],
        privateEndpoint: PrivateEndpoint.inVpc({ vpc, vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED }, securityGroups: [toLogin] }),
      }),
    });
    const orders = new OrdersFunction(this, 'Orders');
    this.tools.addLambdaTarget('Orders', { lambdaFunction: orders, toolSchema: orders.tools });

    // A server that takes tokens of the same provider. aws-cdk-lib has no property for its private endpoint yet.
    const login = agentcore.OAuth2CredentialProvider.usingCustom(this, 'Login', { clientId: 'shop-tools', clientSecret: SecretValue.secretsManager('shop/login'), discoveryUrl });
    (login.node.defaultChild as agentcore.CfnOAuth2CredentialProvider).addPropertyOverride('Oauth2ProviderConfigInput.CustomOauth2ProviderConfig.PrivateEndpoint.ManagedVpcResource', {
      VpcIdentifier: vpc.vpcId,
      SubnetIds: vpc.isolatedSubnets.map(({ subnetId }) => subnetId),
      SecurityGroupIds: [toLogin.securityGroupId],
      EndpointIpAddressType: 'IPV4',
    });
    this.tools.addMcpServerTarget('Stock', {
      endpoint: 'https://stock.anycompany.com/mcp',
      credentialProviderConfigurations: [agentcore.GatewayCredentialProvider.fromOauthIdentity(login, { scopes: ['stock/read'] })],
    });
  }
}

export const app = new App({ context: recommendedFlags });
const stack = new PrivateLogin(app, 'PrivateLogin');

const integ = new IntegTest(app, 'Integ', { testCases: [stack] });
expectStatusWithoutCredentials(integ, stack.tools, 401);
