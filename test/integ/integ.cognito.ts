import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import type { Construct } from 'constructs';
import { expectReady, expectStatusWithoutCredentials } from './assertions';
import { Assistant, OrdersFunction } from './shop';
import { Gateway, InboundAuth } from 'cdk-agentcore-gateway';

/** Machine to machine: an agent gets its own token from Amazon Cognito, and the gateway accepts it. */
class MachineToMachine extends Stack {
  public readonly tools: Gateway;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const pool = new cognito.UserPool(this, 'Machines', { selfSignUpEnabled: false });
    pool.addDomain('Domain', { cognitoDomain: { domainPrefix: `shop-tools-${this.account}` } });
    const read = new cognito.ResourceServerScope({ scopeName: 'read', scopeDescription: 'Use the tools that read' });
    const api = pool.addResourceServer('Tools', { identifier: 'tools', scopes: [read] });
    const client = pool.addClient('AssistantClient', {
      generateSecret: true,
      oAuth: { flows: { clientCredentials: true }, scopes: [cognito.OAuthScope.resourceServer(api, read)] },
    });

    const orders = new OrdersFunction(this, 'Orders');
    this.tools = new Gateway(this, 'ShopTools', {
      authorizerConfiguration: InboundAuth.cognito({ userPool: pool, userPoolClient: client, allowedScopes: ['tools/read'] }),
    });
    this.tools.addLambdaTarget('Orders', { lambdaFunction: orders, toolSchema: orders.tools });

    // AgentCore Identity stores the client secret, and issues tokens to the agent.
    this.tools.grantTokenAccess(new Assistant(this, 'Assistant'), {
      clientId: client.userPoolClientId,
      clientSecret: client.userPoolClientSecret,
    });
  }
}

export const app = new App({ context: recommendedFlags });
const stack = new MachineToMachine(app, 'MachineToMachine');

const assertions = new Stack(app, 'MachineToMachineAssertions');
const integ = new IntegTest(app, 'Integ', { testCases: [stack], assertionStack: assertions });
expectReady(integ, stack.tools);
expectStatusWithoutCredentials(integ, stack.tools, 401);
