import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, Stack } from 'aws-cdk-lib';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import type { Construct } from 'constructs';
import { expectReady, expectTools } from './assertions';
import { Assistant, CatalogServer } from './shop';
import { Gateway } from 'cdk-agentcore-gateway';

/** Gateway, MCP server and agent in a stack each. The target on the server is created in the stack of the server, which comes after the gateway's. */
class GatewayStack extends Stack {
  public readonly tools = new Gateway(this, 'ShopTools');
}

class ServerStack extends Stack {
  constructor(scope: Construct, id: string, props: { tools: Gateway }) {
    super(scope, id);
    props.tools.addMcpServer(new CatalogServer(this, 'Catalog'));
  }
}

class AgentStack extends Stack {
  constructor(scope: Construct, id: string, props: { tools: Gateway }) {
    super(scope, id);
    props.tools.grantInvokeAccess(new Assistant(this, 'Assistant'));
  }
}

export const app = new App({ context: recommendedFlags });
const gateway = new GatewayStack(app, 'ThreeStacksGateway');
const { tools } = gateway;
const server = new ServerStack(app, 'ThreeStacksServer', { tools });
const agent = new AgentStack(app, 'ThreeStacksAgent', { tools });

const assertions = new Stack(app, 'ThreeStacksAssertions');
const integ = new IntegTest(app, 'Integ', { testCases: [gateway, server, agent], assertionStack: assertions });
expectReady(integ, tools);
expectTools(integ, assertions, tools, ['catalog___find_articles']);
