import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, Stack } from 'aws-cdk-lib';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import type { Construct } from 'constructs';
import { expectReady, expectTools } from './assertions';
import { Assistant, OrdersFunction } from './shop';
import { Gateway } from 'cdk-agentcore-gateway';

/** Tools and their gateway in one stack, the agent that uses them in another. */
class ToolsStack extends Stack {
  public readonly gateway = new Gateway(this, 'ShopTools');

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const orders = new OrdersFunction(this, 'Orders');
    this.gateway.addLambdaTarget('Orders', { lambdaFunction: orders, toolSchema: orders.tools });
  }
}

class AgentStack extends Stack {
  constructor(scope: Construct, id: string, props: { tools: Gateway }) {
    super(scope, id);
    props.tools.grantInvokeAccess(new Assistant(this, 'Assistant'));
  }
}

export const app = new App({ context: recommendedFlags });
const tools = new ToolsStack(app, 'TwoStacksTools');
const agent = new AgentStack(app, 'TwoStacksAgent', { tools: tools.gateway });

const assertions = new Stack(app, 'TwoStacksAssertions');
const integ = new IntegTest(app, 'Integ', { testCases: [tools, agent], assertionStack: assertions });
expectReady(integ, tools.gateway);
expectTools(integ, assertions, tools.gateway, ['orders___get_order', 'orders___refund_order']);
