import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, PhysicalName, Stack, StackProps, Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import type { Construct } from 'constructs';
import { expectReady } from './assertions';
import { Assistant, OrdersFunction } from './shop';
import { Gateway } from 'cdk-agentcore-gateway';

// To deploy it, give two accounts.
const { TOOLS_ACCOUNT = '111111111111', AGENT_ACCOUNT = '222222222222', REGION = 'us-east-1' } = process.env;

class ToolsStack extends Stack {
  public readonly tools: Gateway;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const orders = new OrdersFunction(this, 'Orders');
    this.tools = new Gateway(this, 'ShopTools');
    this.tools.addLambdaTarget('Orders', { lambdaFunction: orders, toolSchema: orders.tools });
  }
}

class AgentStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps & { tools: Gateway }) {
    super(scope, id, props);
    // The gateway's resource policy contains the name of the role, so the name must be known at synthesis.
    const role = new iam.Role(this, 'AssistantRole', {
      roleName: PhysicalName.GENERATE_IF_NEEDED,
      assumedBy: new iam.ServicePrincipal('bedrock-agentcore.amazonaws.com'),
    });
    props.tools.grantInvokeAccess(new Assistant(this, 'Assistant', { executionRole: role }));
    // Its resource policy allows the account of the gateway, whose template contains the name.
    const orders = new OrdersFunction(this, 'PartnerOrders', { functionName: PhysicalName.GENERATE_IF_NEEDED });
    props.tools.addLambdaTarget('PartnerOrders', { lambdaFunction: orders, toolSchema: orders.tools });
  }
}

/** One app for both accounts: `grantInvokeAccess` writes both halves, in whichever stack they belong. */
export const app = new App({ context: recommendedFlags });
const env = { account: TOOLS_ACCOUNT, region: REGION };
const tools = new ToolsStack(app, 'TwoAccountsTools', { env });
const agent = new AgentStack(app, 'TwoAccountsAgent', { env: { account: AGENT_ACCOUNT, region: REGION }, tools: tools.tools });
Validations.of(tools.tools).acknowledge({
  id: 'cdk-agentcore-gateway::caller-elsewhere',
  reason: 'the agent is told the URL of the gateway when it is invoked',
});

const assertions = new Stack(app, 'TwoAccountsAssertions', { env });
const integ = new IntegTest(app, 'Integ', { testCases: [tools, agent], assertionStack: assertions });
expectReady(integ, tools.tools);
