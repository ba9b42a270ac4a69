import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import type { Construct } from 'constructs';
import { expectReady, expectTools } from './assertions';
import { Assistant, CatalogServer, OrdersFunction, shop } from './shop';
import { Gateway, MultiProtocol } from 'cdk-agentcore-gateway';

/** One target of each kind. */
class EveryTarget extends Stack {
  public readonly everything: Gateway;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const tools = new Gateway(this, 'Tools');

    const orders = new OrdersFunction(this, 'Orders');
    tools.addLambdaTarget('Orders', { lambdaFunction: orders, toolSchema: orders.tools, description: 'A Lambda function' });

    tools.addOpenApiTarget('Stock', { apiSchema: agentcore.ApiSchema.fromLocalAsset(shop('apis/stock.json')), description: 'A REST API' });

    tools.addSmithyTarget('Payments', {
      smithyModel: agentcore.ApiSchema.fromLocalAsset(shop('apis/payments.json')),
      description: 'An AWS service',
      additionalPermissions: [new iam.PolicyStatement({ actions: ['payments:GetPayment'], resources: ['*'] })],
    });

    const returns = new apigateway.RestApi(this, 'Returns');
    returns.root.addResource('returns').addMethod('GET', new apigateway.MockIntegration(), {
      operationName: 'list_returns', authorizationType: apigateway.AuthorizationType.IAM,
    });
    tools.addApiGatewayTarget('Returns', {
      restApi: returns,
      apiGatewayToolConfiguration: { toolFilters: [{ filterPath: '/returns', methods: [agentcore.ApiGatewayHttpMethod.GET] }] },
      description: 'An API Gateway REST API',
    });

    tools.addMcpServerTarget('Knowledge', { endpoint: 'https://knowledge-mcp.global.api.aws', description: 'An MCP server with a URL' });

    tools.addMcpServer(new CatalogServer(this, 'Catalog'), { description: 'An MCP server on AgentCore Runtime' });

    // A gateway without protocol takes targets of every category.
    this.everything = new Gateway(this, 'Everything', { protocolConfiguration: MultiProtocol.all() });
    this.everything.addGateway(tools, { description: 'Another gateway' });
    this.everything.addAgent(new Assistant(this, 'Assistant'), { description: 'An agent' });
  }
}

export const app = new App({ context: recommendedFlags });
const stack = new EveryTarget(app, 'EveryTarget');

const assertions = new Stack(app, 'EveryTargetAssertions');
const integ = new IntegTest(app, 'Integ', { testCases: [stack], assertionStack: assertions });
expectReady(integ, stack.everything);
expectTools(integ, assertions, stack.everything, [
  'tools___orders___get_order', 'tools___stock___get_stock', 'tools___returns___list_returns', 'tools___catalog___find_articles',
]);
