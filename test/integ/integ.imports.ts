import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import type { Construct } from 'constructs';
import { expectReady, expectTools } from './assertions';
import { Assistant, OrdersFunction } from './shop';
import { Gateway } from 'cdk-agentcore-gateway';

/** What another team publishes: in real life this is another app. */
class PlatformStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const orders = new OrdersFunction(this, 'Orders');
    const shared = new Gateway(this, 'SharedTools');
    shared.addLambdaTarget('Orders', { lambdaFunction: orders, toolSchema: orders.tools });

    const publish = (name: string, stringValue: string) => new ssm.StringParameter(this, name, { parameterName: `/platform/${name}`, stringValue });
    publish('SharedToolsArn', shared.gatewayArn);
    publish('SharedToolsUrl', shared.url);
    publish('OrdersArn', orders.functionArn);
  }
}

class TeamStack extends Stack {
  public readonly team: Gateway;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const published = (name: string) => ssm.StringParameter.valueForStringParameter(this, `/platform/${name}`);
    const shared = Gateway.fromGatewayAttributes(this, 'Shared', {
      gatewayArn: published('SharedToolsArn'),
      gatewayUrl: published('SharedToolsUrl'),
      authorizerConfiguration: agentcore.GatewayAuthorizer.usingAwsIam(),
      protocolConfiguration: agentcore.GatewayProtocol.mcp({}),
    });

    // Their gateway as an inner gateway, and one of their functions with our own description.
    this.team = new Gateway(this, 'Team');
    this.team.addGateway(shared, { gatewayTargetName: 'shared' });
    this.team.addLambdaTarget('Lookup', {
      lambdaFunction: lambda.Function.fromFunctionArn(this, 'Orders', published('OrdersArn')),
      toolSchema: agentcore.ToolSchema.fromInline([{
        name: 'get_order',
        description: 'Looks an order up.',
        inputSchema: {
          type: agentcore.SchemaDefinitionType.OBJECT,
          properties: { orderId: { type: agentcore.SchemaDefinitionType.STRING } },
          required: ['orderId'],
        },
      }]),
    });

    const assistant = new Assistant(this, 'Assistant');
    this.team.grantInvokeAccess(assistant);
    // The Runtime Configuration of this app lists the imported gateway too.
    shared.grantInvokeAccess(assistant);
  }
}

export const app = new App({ context: recommendedFlags });
const platform = new PlatformStack(app, 'ImportsPlatform');
const team = new TeamStack(app, 'ImportsTeam');
team.addStackDependency(platform);

const assertions = new Stack(app, 'ImportsAssertions');
const integ = new IntegTest(app, 'Integ', { testCases: [platform, team], assertionStack: assertions });
expectReady(integ, team.team);
expectTools(integ, assertions, team.team, ['shared___orders___get_order', 'lookup___get_order']);
