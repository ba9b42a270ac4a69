import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import type { Construct } from 'constructs';
import { expectReady, expectStatusWithoutCredentials } from './assertions';
import { Assistant, OrdersFunction } from './shop';
import { Gateway } from 'cdk-agentcore-gateway';

/** Machine to machine: an agent gets its own token from Amazon Cognito, and the gateway accepts it. */
class MachineToMachine extends Stack {
  public readonly tools: Gateway;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const pool = new cognito.UserPool(this, 'Machines', { selfSignUpEnabled: false });
    const domain = pool.addDomain('Domain', { cognitoDomain: { domainPrefix: `shop-tools-${this.account}` } });
    const read = new cognito.ResourceServerScope({ scopeName: 'read', scopeDescription: 'Use the tools that read' });
    const api = pool.addResourceServer('Tools', { identifier: 'tools', scopes: [read] });
    const client = pool.addClient('AssistantClient', {
      generateSecret: true,
      oAuth: { flows: { clientCredentials: true }, scopes: [cognito.OAuthScope.resourceServer(api, read)] },
    });

    const orders = new OrdersFunction(this, 'Orders');
    this.tools = new Gateway(this, 'ShopTools', {
      authorizerConfiguration: agentcore.GatewayAuthorizer.usingCognito({ userPool: pool, allowedClients: [client], allowedScopes: ['tools/read'] }),
    });
    this.tools.addLambdaTarget('Orders', { lambdaFunction: orders, toolSchema: orders.tools });

    // AgentCore Identity stores the client secret and issues tokens to the agent.
    const login = agentcore.OAuth2CredentialProvider.usingCognito(this, 'Login', {
      oAuth2CredentialProviderName: 'shop-tools',
      clientId: client.userPoolClientId,
      clientSecret: client.userPoolClientSecret,
      issuer: pool.userPoolProviderUrl,
      authorizationEndpoint: `${domain.baseUrl()}/oauth2/authorize`,
      tokenEndpoint: `${domain.baseUrl()}/oauth2/token`,
    });
    const assistant = new Assistant(this, 'Assistant');
    login.grant(assistant, 'bedrock-agentcore:GetResourceOauth2Token');
    assistant.addToRolePolicy(new iam.PolicyStatement({
      actions: ['secretsmanager:GetSecretValue'],
      // AgentCore Identity names the secret after the provider; `login.grantUse` would grant access to the secrets of all providers.
      resources: [`arn:${this.partition}:secretsmanager:${this.region}:${this.account}:secret:bedrock-agentcore-identity!default/oauth2/shop-tools-*`],
    }));
    assistant.addEnvironment('LOGIN_PROVIDER', login.oAuth2CredentialProviderName);
    assistant.addEnvironment('LOGIN_SCOPE', 'tools/read');
  }
}

export const app = new App({ context: recommendedFlags });
const stack = new MachineToMachine(app, 'MachineToMachine');

const assertions = new Stack(app, 'MachineToMachineAssertions');
const integ = new IntegTest(app, 'Integ', { testCases: [stack], assertionStack: assertions });
expectReady(integ, stack.tools);
expectStatusWithoutCredentials(integ, stack.tools, 401);
