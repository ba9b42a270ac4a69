import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, Stack, StackProps, Validations } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import type { Construct } from 'constructs';
import { expectReady } from './assertions';
import { Assistant, OrdersFunction } from './shop';
import { Gateway } from 'cdk-agentcore-gateway';

// To deploy it, give two accounts, and after the first deployment what became of the gateway.
const {
  TOOLS_ACCOUNT = '111111111111', AGENT_ACCOUNT = '222222222222', REGION = 'us-east-1',
  SHOP_TOOLS_ID = 'shop-tools-0123456789',
} = process.env;

/** The team that owns the tools: the resource policy of the gateway allows the role of the other team's agent. */
class ToolsStack extends Stack {
  public readonly tools: Gateway;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const orders = new OrdersFunction(this, 'Orders');
    this.tools = new Gateway(this, 'ShopTools', { gatewayName: 'shop-tools' });
    this.tools.addLambdaTarget('Orders', { lambdaFunction: orders, toolSchema: orders.tools });
    this.tools.grantInvokeAccess(iam.Role.fromRoleArn(this, 'Assistant', `arn:aws:iam::${AGENT_ACCOUNT}:role/shop-assistant`));
  }
}

/** The team that owns the agent: imports the gateway and allows the call in the policy of the agent's role. */
class AgentStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const role = new iam.Role(this, 'AssistantRole', {
      roleName: 'shop-assistant',
      assumedBy: new iam.ServicePrincipal('bedrock-agentcore.amazonaws.com'),
    });
    const tools = Gateway.fromGatewayAttributes(this, 'ShopTools', {
      gatewayArn: `arn:aws:bedrock-agentcore:${REGION}:${TOOLS_ACCOUNT}:gateway/${SHOP_TOOLS_ID}`,
      gatewayUrl: `https://${SHOP_TOOLS_ID}.gateway.bedrock-agentcore.${REGION}.amazonaws.com/mcp`,
      authorizerConfiguration: agentcore.GatewayAuthorizer.usingAwsIam(),
    });
    tools.grantInvokeAccess(new Assistant(this, 'Assistant', { executionRole: role }));
    Validations.of(tools).acknowledge({
      id: 'cdk-agentcore-gateway::resource-policy-elsewhere',
      reason: 'the resource policy of the gateway allows arn:aws:iam::…:role/shop-assistant',
    });
  }
}

export const app = new App({ context: recommendedFlags });
const toolsEnv = { account: TOOLS_ACCOUNT, region: REGION };
const tools = new ToolsStack(app, 'CrossAccountTools', { env: toolsEnv });
const agent = new AgentStack(app, 'CrossAccountAgent', { env: { account: AGENT_ACCOUNT, region: REGION } });

const assertions = new Stack(app, 'CrossAccountAssertions', { env: toolsEnv });
const integ = new IntegTest(app, 'Integ', { testCases: [tools, agent], assertionStack: assertions });
expectReady(integ, tools.tools);
